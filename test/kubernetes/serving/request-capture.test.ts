import { ArtifactPath, DataCapture, IArtifactStore, Model, ModelEndpointProps, Shadow } from '../../../src/core';
import { CollectorStore } from '../../../src/kubernetes/serving/capture/collector-store';
import { RequestCapture } from '../../../src/kubernetes/serving/capture/request-capture';
import { ClusterEndpoint } from '../../../src/kubernetes/serving/cluster-endpoint';
import { GATEWAY, serving } from '../../core/serving/fake-endpoints';
import { codesOf } from '../../support/refusals';
import { BINDING, deployment, initOf, Json, kserve, one, planned, podOf } from './endpoints';

const EVERYTHING = { percent: 20, responses: true };
const STORE = { storeName: 'acme-artifacts', uri: 's3://acme-artifacts' } as unknown as IArtifactStore;
const FOLDER = ArtifactPath.of(STORE, 'capture/ml-fraud');

/** The manifests of an endpoint whose requests are kept, which was said after it was made. */
function kept(props: Partial<ModelEndpointProps> = {}, capture = EVERYTHING): Json[] {
  const plan = planned(props);
  // As the tokens of a target: looked at when all is written.
  const endpoint = new ClusterEndpoint(plan, { ...BINDING, lazy: (produce) => ({ toJSON: produce }) });
  const { manifests } = endpoint.parts(plan.place.traits);
  endpoint.keepRequests(capture);
  return (JSON.parse(JSON.stringify(manifests![0]!.manifests)) as Json[]);
}

const meterOf = (workload: Json): Json => initOf(workload, 'meter');
const configOf = (meter: Json): Json => JSON.parse(meter.args[1] as string) as Json;
const requestsOf = (config: Json): Json => config.static_resources.listeners[0].filter_chains[0].filters[0].typed_config as Json;
const programOf = (config: Json): string => requestsOf(config).http_filters[0].typed_config.default_source_code.inline_string as string;

describe('a meter of an endpoint whose requests are kept', () => {
  const config = configOf(meterOf(one(kept(), 'Deployment')));

  test('sends copies to the collector of the endpoint, a few at once, and starts whether that is there or not', () => {
    const collector = (config.static_resources.clusters as Json[]).find(({ name }) => name === 'collector')!;
    const { address, port_value } = collector.load_assignment.endpoints[0].lb_endpoints[0].endpoint.address.socket_address as Json;
    expect([address, port_value]).toEqual(['capture-ml-fraud.fraud.svc.cluster.local.', 4196]);
    expect(collector.wait_for_warm_on_init).toBe(false);
    const [limits] = collector.circuit_breakers.thresholds as Json[];
    // Of half a MiB at most, each a third larger as text: a part of what the meter may have.
    expect((limits!.max_pending_requests + limits!.max_connections) * 0.7).toBeLessThan(32);
  });

  test('says of which model they are, and takes the part that was asked for', () => {
    expect(programOf(config)).toContain('math.random() * 100 < 20');
    const gateway = kept({ kind: deployment(GATEWAY), shadow: Shadow.of(Model.fromImage('acme/fraud:2')) });
    const variants = gateway.filter(({ kind }) => kind === 'Deployment').map((workload) => /"variant":"(\w+)"/.exec(programOf(configOf(meterOf(workload))))![1]);
    expect(variants.sort()).toEqual(['main', 'shadow']);
  });

  test('reads no answers where those are not to be kept', () => {
    expect(programOf(config)).toContain('answer = read(handle, copy)');
    expect(programOf(configOf(meterOf(one(kept({}, { percent: 20, responses: false }), 'Deployment'))))).not.toContain('answer = read');
  });

  test('has room for them', () => {
    expect(meterOf(one(kept(), 'Deployment')).resources.limits.memory).toBe('384Mi');
  });

  test('has nothing that a shell or a template would read as its own', () => {
    expect(programOf(config)).not.toMatch(/\$[({]|#\{/);
  });
});

describe('an endpoint whose requests are kept', () => {
  const plain = (props: Partial<ModelEndpointProps>) => {
    const plan = planned(props);
    return new ClusterEndpoint(plan, BINDING).parts(plan.place.traits).manifests![0]!.manifests as Json[];
  };

  test('is what it was but for its pods', () => {
    const differing = kept().filter((manifest, i) => JSON.stringify(manifest) !== JSON.stringify(plain({})[i])).map(({ kind }) => kind as string);
    expect(differing).toEqual(['Deployment']);
  });

  test('has another content with KServe, by which its release waits for the pods that copy', () => {
    const contentOf = (manifests: readonly Json[]) => one(manifests, 'InferenceService').metadata.annotations['ml-platform/content'] as string;
    const manifests = kept({ kind: kserve() });
    expect(contentOf(manifests)).toMatch(/^[0-9a-f]{16}$/);
    expect(contentOf(manifests)).not.toBe(contentOf(plain({ kind: kserve() })));
    const job = one(manifests, 'Job', 'ml-fraud-release');
    expect(podOf(job).containers[0].env[0].value).toContain(`"content":"${contentOf(manifests)}"`);
  });

  test.each<[string, Partial<ModelEndpointProps>]>([
    ['by Knative', { kind: kserve(['knative']) }], ['by gRPC', { model: Model.fromImage('acme/fraud:1', { grpc: true }) }],
  ])('is refused where nothing could copy: %s', (_what, props) => {
    const endpoint = new ClusterEndpoint(planned(props), BINDING);
    expect(codesOf(() => endpoint.keepRequests(EVERYTHING))).toEqual(['serving/kind']);
  });
});

describe('a collector', () => {
  const parts = (store: Partial<CollectorStore> = {}, traits: Parameters<typeof serving>[1] = {}, provided = ['prometheus-operator']) => {
    const plan = planned({ kind: deployment(undefined, provided), dataCapture: DataCapture.sampled(20), model: Model.fromImage('acme/fraud:1') });
    const place = { ...plan.place, traits: { ...plan.place.traits, ...traits } };
    const capture = new RequestCapture({ ...plan, place }, {
      serviceAccountName: 'capture-ml-fraud', podLabels: { 'azure.workload.identity/use': 'true' }, store: { system: 's3', path: FOLDER, region: 'eu-west-1', ...store },
    });
    return capture.parts(place.traits).manifests![0]!;
  };
  const manifestsOf = (...args: Parameters<typeof parts>) => parts(...args).manifests as Json[];
  const containerOf = (manifests: readonly Json[]) => podOf(one(manifests, 'Deployment')).containers[0] as Json;
  const outputOf = (manifests: readonly Json[]) => (JSON.parse(one(manifests, 'ConfigMap').data['collector.json'] as string) as Json).output as Json;
  const variables = (manifests: readonly Json[]) => {
    return Object.fromEntries((containerOf(manifests).env as Json[]).map(({ name, value, valueFrom }) => [name, value ?? valueFrom]));
  };

  test('is a release of its own beside the endpoint, and none of its pods answers for a model', () => {
    const { name, namespace } = parts();
    expect([name, namespace]).toEqual(['capture-ml-fraud', 'fraud']);
    const { metadata } = one(manifestsOf(), 'Deployment').spec.template as Json;
    expect(metadata.labels).toMatchObject({ 'ml-platform/captures': 'ml-fraud', 'azure.workload.identity/use': 'true' });
    expect(metadata.labels).not.toHaveProperty('ml-platform/endpoint');
    expect(one(manifestsOf(), 'Service').spec.selector).toEqual({ 'ml-platform/captures': 'ml-fraud' });
  });

  test('keeps to the restricted level of pod security, as an account of its own whose token it does not see', () => {
    const pod = podOf(one(manifestsOf(), 'Deployment'));
    expect(pod).toMatchObject({ serviceAccountName: 'capture-ml-fraud', automountServiceAccountToken: false });
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(pod.containers[0].securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
  });

  test('holds less in memory than it may have', () => {
    const { limits } = containerOf(manifestsOf()).resources as Json;
    const { buffer } = JSON.parse(one(manifestsOf(), 'ConfigMap').data['collector.json'] as string) as Json;
    expect(buffer.memory).toMatchObject({ spillover: true, limit: 32 * 1024 ** 2 });
    expect(limits.memory).toBe('384Mi');
    expect(variables(manifestsOf()).GOMEMLIMIT).toBe('300MiB');
  });

  test('has time to write what waits before it goes', () => {
    const { shutdown_timeout: write } = JSON.parse(one(manifestsOf(), 'ConfigMap').data['collector.json'] as string) as Json;
    expect(podOf(one(manifestsOf(), 'Deployment')).terminationGracePeriodSeconds).toBeGreaterThan(parseInt(write as string, 10));
  });

  test.each<[string, Partial<CollectorStore>, Json, Json]>([
    ['S3', {}, { aws_s3: { bucket: '${CAPTURE_BUCKET}', region: '${CAPTURE_REGION}' } }, { CAPTURE_BUCKET: 'acme-artifacts', CAPTURE_FOLDER: 'capture/ml-fraud', CAPTURE_REGION: 'eu-west-1' }],
    ['Cloud Storage', { system: 'gcs', region: undefined }, { gcp_cloud_storage: { bucket: '${CAPTURE_BUCKET}', collision_mode: 'overwrite' } }, { CAPTURE_BUCKET: 'acme-artifacts' }],
    ['Blob Storage', { system: 'azure', region: undefined, account: 'acme' }, { azure_blob_storage: { container: '${CAPTURE_BUCKET}', storage_account: '${CAPTURE_ACCOUNT}' } }, { CAPTURE_ACCOUNT: 'acme' }],
    ['a store of the cluster', { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3' }, { aws_s3: { endpoint: '${CAPTURE_ENDPOINT}', force_path_style_urls: true } }, {
      CAPTURE_ENDPOINT: 'https://s3.acme.internal', AWS_SECRET_ACCESS_KEY: { secretKeyRef: { name: 's3', key: 'AWS_SECRET_ACCESS_KEY' } },
    }],
  ])('writes files by the hour of their requests into %s', (_what, store, output, environment) => {
    const manifests = manifestsOf(store);
    expect(outputOf(manifests)).toMatchObject(output);
    expect((Object.values(outputOf(manifests))[0] as Json).path).toBe('${! env("CAPTURE_FOLDER") }/${! @hour }/${! @file }.jsonl');
    expect(variables(manifests)).toMatchObject(environment);
  });

  test('sees no keys where its account is enough', () => {
    expect(JSON.stringify(manifestsOf())).not.toContain('secretKeyRef');
  });

  test('takes a folder as it is written', () => {
    expect(variables(manifestsOf({ path: ArtifactPath.of(STORE, 'seen/$(HOME)/') })).CAPTURE_FOLDER).toBe('seen/$$(HOME)');
  });

  test.each<[string, Partial<CollectorStore>, Json[]]>([
    ['eks', {}, [
      { ports: [{ port: 443, protocol: 'TCP' }] }, { to: [{ ipBlock: { cidr: '169.254.170.23/32' } }], ports: [{ port: 80, protocol: 'TCP' }] },
      { to: [{ ipBlock: { cidr: 'fd00:ec2::23/128' } }], ports: [{ port: 80, protocol: 'TCP' }] },
    ]],
    ['gke', { system: 'gcs' }, [
      { ports: [{ port: 443, protocol: 'TCP' }] },
      { to: [{ ipBlock: { cidr: '169.254.169.252/32' } }], ports: [{ port: 987, protocol: 'TCP' }, { port: 988, protocol: 'TCP' }] },
      { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: [{ port: 80, protocol: 'TCP' }] },
    ]],
    ['aks', { system: 'azure', account: 'acme' }, [{ ports: [{ port: 443, protocol: 'TCP' }] }]],
    ['kubernetes', { endpoint: 'https://s3.acme.internal:9443' }, [{ ports: [{ port: 9443, protocol: 'TCP' }] }]],
  ])('of %s reaches name servers, the store and its tokens, and takes copies of its endpoint alone', (clusterSystem, store, egress) => {
    const { spec } = one(manifestsOf(store, { clusterSystem }), 'NetworkPolicy');
    expect(spec.podSelector.matchLabels).toEqual({ 'ml-platform/captures': 'ml-fraud' });
    expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(spec.egress).toEqual([{ ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }] }, ...egress]);
    expect(spec.ingress[0]).toEqual({ from: [{ podSelector: { matchLabels: { 'ml-platform/endpoint': 'ml-fraud' } } }], ports: [{ port: 4196, protocol: 'TCP' }] });
    expect(spec.ingress).toHaveLength(2);
    expect(spec.ingress[1].ports).toEqual([{ port: 4195, protocol: 'TCP' }]);
  });

  test('is measured where the cluster knows monitors', () => {
    expect(one(manifestsOf(), 'PodMonitor').spec).toMatchObject({ selector: { matchLabels: { 'ml-platform/captures': 'ml-fraud' } }, podMetricsEndpoints: [{ port: 'measurements' }] });
    expect(manifestsOf({}, {}, []).filter(({ kind }) => kind === 'PodMonitor')).toEqual([]);
  });

  test('comes from a mirror where there is one', () => {
    expect(containerOf(manifestsOf({}, { mirror: 'harbor.acme.internal/hub' })).image).toBe('harbor.acme.internal/hub/warpstreamlabs/bento:1.20.0');
  });

  test('is there anew when what it is to do changes', () => {
    const hashOf = (manifests: readonly Json[]) => one(manifests, 'Deployment').spec.template.metadata.annotations['ml-platform/config'] as string;
    expect(hashOf(manifestsOf())).toBe(hashOf(manifestsOf({ path: ArtifactPath.of(STORE, 'elsewhere') })));
    expect(hashOf(manifestsOf())).not.toBe(hashOf(manifestsOf({ system: 'gcs' })));
  });
});
