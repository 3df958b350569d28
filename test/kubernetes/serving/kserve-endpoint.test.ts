import { Accelerator, Duration, EndpointScaling, Model, Rollout, Runtime, Scaling } from '../../../src/core';
import { ClusterEndpoint } from '../../../src/kubernetes/serving/cluster-endpoint';
import { BINDING, Json, kserve, manifestsOf, one, planned, XGBOOST } from './endpoints';

const standard = (props = {}) => manifestsOf({ kind: kserve(), scaling: Scaling.elastic(2, 4), ...props });
const knative = (props = {}, binding = {}) => manifestsOf({ kind: kserve(['knative']), scaling: Scaling.elastic(0, 4), rollout: Rollout.canary(10), ...props }, binding);
const service = (manifests: readonly Json[]) => one(manifests, 'InferenceService');
const releaseOf = (job: Json): Json => JSON.parse(job.spec.template.spec.containers[0].env[0].value) as Json;

describe('an endpoint of KServe', () => {
  test('runs one of its servers in the version that was asked for, with the model that was fetched', () => {
    const { predictor } = service(standard()).spec;
    expect(predictor.model).toMatchObject({
      modelFormat: { name: 'xgboost', version: '2' }, runtime: 'kserve-xgbserver', image: 'docker.io/kserve/xgbserver:v0.20.0', volumeMounts: expect.arrayContaining([{ name: 'model', mountPath: '/mnt/models', readOnly: true }]),
    });
    // The runtime has its own.
    expect(predictor.model).not.toHaveProperty('args');
    expect(predictor.initContainers[0].args).toContain('s3://acme-artifacts/fraud/1/');
  });

  test('says how the model is split over GPUs, which no runtime knows', () => {
    const model = Model.fromArtifact(XGBOOST.artifact!, Runtime.vllm('0.27'));
    const { predictor } = service(standard({ model, accelerator: Accelerator.t4(4), scaling: Scaling.fixed(1) })).spec;
    expect(predictor.model).toMatchObject({ runtime: 'kserve-vllmserver', args: ['--tensor-parallel-size=4'], resources: { limits: { 'nvidia.com/gpu': '4' } } });
  });

  test('runs any other image as it is', () => {
    const { predictor } = service(standard({ model: Model.fromImage('acme/fraud:1', { port: 7000 }) })).spec;
    expect(predictor).not.toHaveProperty('model');
    expect(predictor.containers[0]).toMatchObject({ name: 'kserve-container', image: 'acme/fraud:1', readinessProbe: { httpGet: { path: '/ping', port: 7000 } } });
  });

  test('has limits that are not below what it asks for, whatever KServe would set', () => {
    const { requests, limits } = service(standard()).spec.predictor.model.resources;
    expect(limits).toMatchObject(requests);
  });

  test('is reached from inside only, whatever gateway KServe has', () => {
    expect(service(standard()).metadata.labels).toMatchObject({ 'networking.kserve.io/visibility': 'cluster-local' });
    expect(new ClusterEndpoint(planned({ kind: kserve() }), BINDING).invokeUrl).toBe('http://ml-fraud-predictor.fraud.svc.cluster.local/v1/models/ml-fraud:predict');
  });
});

describe('without Knative', () => {
  test('is a plain deployment whose pods go one by one, reached through what counts', () => {
    const { metadata, spec: { predictor } } = service(standard());
    expect(metadata.annotations).toMatchObject({ 'serving.kserve.io/deploymentMode': 'Standard', 'serving.kserve.io/autoscalerClass': 'external' });
    expect(predictor).toMatchObject({ minReplicas: 2, maxReplicas: 4, deploymentStrategy: { rollingUpdate: { maxUnavailable: 0 } } });
    // KServe's Service goes to the first port of the model's container.
    expect(predictor.model.ports).toEqual([{ name: 'http', containerPort: 19080, protocol: 'TCP' }]);
    expect(predictor.initContainers.map(({ name }: Json) => name)).toEqual(['fetch-model', 'meter']);
  });

  test('is scaled by our own autoscaler, or has the number that is said', () => {
    expect(one(standard(), 'HorizontalPodAutoscaler').spec).toMatchObject({
      scaleTargetRef: { kind: 'Deployment', name: 'ml-fraud-predictor' }, metrics: [{ containerResource: { container: 'kserve-container' } }],
    });
    const fixed = service(standard({ scaling: Scaling.fixed(3) }));
    expect([fixed.metadata.annotations['serving.kserve.io/autoscalerClass'], fixed.spec.predictor.minReplicas]).toEqual(['none', 3]);
  });

  test('is waited for, as it is to be and not as it was, and watched after a change', () => {
    const manifests = standard();
    const content = service(manifests).metadata.annotations['ml-platform/content'];
    const path = '/apis/apps/v1/namespaces/fraud/deployments/ml-fraud-predictor';
    expect(releaseOf(one(manifests, 'Job', 'ml-fraud-first-release')).do).toEqual([{ what: 'deployment', content, path }]);
    expect(releaseOf(one(manifests, 'Job', 'ml-fraud-release')).do).toEqual([{ what: 'deployment', content, path }, { what: 'watch', seconds: 600 }]);
    expect(one(manifests, 'Role').rules).toEqual([{ apiGroups: ['apps'], resources: ['deployments'], resourceNames: ['ml-fraud-predictor'], verbs: ['get'] }]);
    expect(service(standard({ environment: { THRESHOLD: '1' } })).metadata.annotations['ml-platform/content']).not.toBe(content);
  });

  test('is watched where a deployment ends early, too, and in time', () => {
    const rollout = Rollout.allAtOnce({ bakeTime: Duration.minutes(4) });
    const job = one(manifestsOf({ kind: kserve(), scaling: Scaling.fixed(2), rollout }, { longestReleaseSeconds: 840 }), 'Job', 'ml-fraud-release');
    expect(releaseOf(job).do.map(({ what }: Json) => what as string)).toEqual(['deployment', 'watch']);
    expect(releaseOf(job).readySeconds).toBeGreaterThanOrEqual(240);
    expect(job.spec.activeDeadlineSeconds).toBeLessThan(840);
  });
});

describe('with Knative', () => {
  test('goes to zero, and is counted by Knative', () => {
    const { metadata, spec: { predictor } } = service(knative());
    expect(metadata.annotations['serving.kserve.io/deploymentMode']).toBe('Knative');
    expect(predictor).toMatchObject({ minReplicas: 0, maxReplicas: 4 });
    expect(predictor.initContainers.map(({ name }: Json) => name)).toEqual(['fetch-model']);
    expect(one(knative(), 'PodMonitor').spec.podMetricsEndpoints).toMatchObject([{ port: 'http-usermetric' }]);
  });

  test('has nothing in its pods that Knative refuses', () => {
    const { predictor } = service(knative()).spec;
    expect(predictor).not.toHaveProperty('terminationGracePeriodSeconds');
    expect(predictor).not.toHaveProperty('deploymentStrategy');
    ['lifecycle', 'startupProbe'].forEach((field) => expect(predictor.model).not.toHaveProperty(field));
  });

  test('follows requests a second where requests are to decide', () => {
    const { predictor } = service(knative({ scaleOn: [EndpointScaling.requestsPerReplica(600)] })).spec;
    expect([predictor.scaleMetric, predictor.scaleTarget]).toEqual(['rps', 10]);
  });

  test('never says in the chart which part of the requests it has: a hook does, before Helm changes anything', () => {
    const manifests = knative();
    expect(JSON.stringify(service(manifests))).not.toContain('canaryTrafficPercent');
    const job = one(manifests, 'Job', 'ml-fraud-release');
    expect(job.metadata.annotations['helm.sh/hook']).toBe('pre-upgrade');
    const { predictor } = service(manifests).spec;
    expect(releaseOf(job)).toMatchObject({
      do: [{ what: 'shift', predictor, steps: [10, 100], bakeSeconds: 600, content: service(manifests).metadata.annotations['ml-platform/content'] }],
      guards: [{ name: 'errors', query: expect.stringContaining('serving_knative_dev_revision="{revision}"') }],
    });
    expect(releaseOf(one(manifests, 'Job', 'ml-fraud-first-release')).do).toMatchObject([{ what: 'service' }]);
  });

  test('is changed by an account that may change that service and its memory, and nothing else', () => {
    expect(one(knative(), 'Role').rules).toEqual([
      { apiGroups: ['serving.kserve.io'], resources: ['inferenceservices'], resourceNames: ['ml-fraud'], verbs: ['get', 'update'] },
      { apiGroups: [''], resources: ['configmaps'], resourceNames: ['ml-fraud-rollout'], verbs: ['get', 'update'] },
    ]);
    // What a hook puts in is left by Helm only where the chart says nothing of it.
    expect(one(knative(), 'ConfigMap')).not.toHaveProperty('data');
  });

  test('fails the release when its program says so, and goes on where it was when its node went', () => {
    const { spec } = one(knative(), 'Job', 'ml-fraud-release');
    expect(spec.podFailurePolicy.rules).toEqual([
      { action: 'FailJob', onExitCodes: { containerName: 'release', operator: 'In', values: [3] } },
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
    ]);
    expect(spec.template.spec.containers[0].securityContext).toMatchObject({ readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
    expect(spec.template.metadata.labels).not.toHaveProperty('ml-platform/endpoint');
  });

  test('has time for all of it, or takes less where a deployment ends', () => {
    const seconds = (binding: object) => one(knative({}, binding), 'Job', 'ml-fraud-release').spec.activeDeadlineSeconds as number;
    expect(seconds({})).toBe(1_200 + 2 * 1_800);
    expect(seconds({ longestReleaseSeconds: 1_600 })).toBeLessThan(1_600);
  });
});
