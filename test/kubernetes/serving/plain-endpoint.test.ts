import {
  Accelerator, Duration, EndpointKind, EndpointScaling, JobSecret, Machine, Model, Rollout, Runtime, Scaling, Schedule, Shadow, Size, Variant,
} from '../../../src/core';
import { ClusterEndpoint } from '../../../src/kubernetes/serving/cluster-endpoint';
import { GATEWAY, serving } from '../../core/serving/fake-endpoints';
import { ALL, BINDING, deployment, initOf, Json, manifestsOf, modelOf, one, planned, podOf, XGBOOST } from './endpoints';

const labels = { 'ml-platform/endpoint': 'ml-fraud', 'ml-platform/variant': 'main' };
const AB = [Variant.of('a', { model: XGBOOST, weight: 9 }), Variant.of('b', { model: XGBOOST })];
const kindsOf = (manifests: readonly Json[]) => manifests.map(({ kind }) => kind as string);

describe('a plain endpoint', () => {
  const manifests = manifestsOf();
  const workload = one(manifests, 'Deployment');

  test('is replaced pod by pod, none of which goes before a new one answers', () => {
    expect(workload.spec).toMatchObject({ replicas: 2, strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } }, selector: { matchLabels: labels } });
    expect(one(manifests, 'PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1, selector: { matchLabels: labels } });
    expect(modelOf(workload).lifecycle).toEqual({ preStop: { sleep: { seconds: 15 } } });
    expect(podOf(workload).terminationGracePeriodSeconds).toBeGreaterThan(15);
  });

  test('keeps to the restricted level of pod security, in each container', () => {
    expect(podOf(workload).securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    [...podOf(workload).containers, ...podOf(workload).initContainers].forEach(({ securityContext }: Json) => {
      expect(securityContext).toMatchObject({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
    });
    expect(podOf(workload).automountServiceAccountToken).toBe(false);
  });

  test('shows a token to whom it asks only where somebody said so', () => {
    const kind = EndpointKind.deployment(serving(ALL), { namespace: 'fraud', serviceAccountToken: true });
    expect(podOf(one(manifestsOf({ kind }), 'Deployment')).automountServiceAccountToken).toBe(true);
  });

  test('runs as its own account, with what makes its pods that identity', () => {
    expect(podOf(workload).serviceAccountName).toBe('ml-fraud');
    expect(workload.spec.template.metadata.labels).toMatchObject({ ...labels, 'azure.workload.identity/use': 'true' });
  });

  test('fetches its model before it starts, and no other whose address begins alike', () => {
    expect(initOf(workload, 'fetch-model')).toMatchObject({
      image: 'public.ecr.aws/aws-cli/aws-cli:2.35.5', args: ['s3', 'cp', '--recursive', '--no-progress', 's3://acme-artifacts/fraud/1/', '/mnt/models'],
    });
    expect(modelOf(workload)).toMatchObject({
      image: 'docker.io/kserve/xgbserver:v0.20.0', args: ['--model_name=ml-fraud', '--model_dir=/mnt/models', '--http_port=8080'],
    });
    expect(modelOf(workload).volumeMounts).toContainEqual({ name: 'model', mountPath: '/mnt/models', readOnly: true });
  });

  test('is asked whether it has started, may be asked and lives', () => {
    const { startupProbe, readinessProbe, livenessProbe } = modelOf(workload);
    [startupProbe, readinessProbe, livenessProbe].forEach((probe) => expect(probe.httpGet).toEqual({ path: '/v2/health/ready', port: 8080 }));
    expect(startupProbe.periodSeconds * startupProbe.failureThreshold).toBeGreaterThanOrEqual(600);
  });

  test('lies on several zones and nodes where there are some', () => {
    expect(podOf(workload).topologySpreadConstraints.map(({ topologyKey }: Json) => topologyKey)).toEqual(['topology.kubernetes.io/zone', 'kubernetes.io/hostname']);
  });

  test('lets nobody in who was not let in, and never around what counts', () => {
    const [measured, ...others] = one(manifests, 'NetworkPolicy').spec.ingress;
    expect(measured.ports).toEqual([{ port: 19090, protocol: 'TCP' }]);
    expect(others).toEqual([]);
    expect(one(manifests, 'Service').spec.ports).toEqual([{ name: 'http', port: 80, targetPort: 19080, appProtocol: 'http' }]);
  });

  test('is measured, whatever its image measures', () => {
    expect(one(manifests, 'PodMonitor').spec).toMatchObject({ podMetricsEndpoints: [{ port: 'measurements', path: '/stats/prometheus' }] });
    expect(kindsOf(manifestsOf({ kind: deployment(undefined, []) }))).not.toContain('PodMonitor');
  });

  test('is found inside of the cluster by its name', () => {
    expect(new ClusterEndpoint(planned(), BINDING).invokeUrl).toBe('http://ml-fraud.fraud.svc.cluster.local/v1/models/ml-fraud:predict');
  });

  test('is watched after a change where somebody measures, by an account without any right', () => {
    const job = one(manifests, 'Job');
    expect(job.metadata.annotations['helm.sh/hook']).toBe('post-upgrade');
    expect(kindsOf(manifests)).not.toContain('Role');
    const release = JSON.parse(job.spec.template.spec.containers[0].env[0].value) as Json;
    expect(release).toMatchObject({ do: [{ what: 'watch', seconds: 600 }], guards: [{ name: 'errors', above: 1 }] });
    expect(kindsOf(manifestsOf({ kind: deployment(undefined, []) }))).not.toContain('Job');
  });
});

describe('what serves', () => {
  const container = (model: Model, more: object = {}) => modelOf(one(manifestsOf({ model, ...more }), 'Deployment'));

  test('is asked as its user says: a port, paths, gRPC', () => {
    const own = container(Model.fromImage('acme/fraud:1', { port: 9000, healthPath: '/healthz', predictPath: '/v1/predict', args: ['--cost', '$(HOME)'] }));
    expect(own).toMatchObject({ image: 'acme/fraud:1', ports: [{ containerPort: 9000 }], readinessProbe: { httpGet: { path: '/healthz', port: 9000 } }, args: ['--cost', '$$(HOME)'] });
    const manifests = manifestsOf({ model: Model.fromImage('acme/fraud:1', { port: 9000, grpc: true }) });
    expect(modelOf(one(manifests, 'Deployment')).livenessProbe.grpc).toEqual({ port: 9000 });
    expect(one(manifests, 'Service').spec.ports[0]).toMatchObject({ name: 'grpc', appProtocol: 'kubernetes.io/h2c' });
  });

  test('fetches a model of Hugging Face itself, at one commit, with a token that stays in its Secret', () => {
    const model = Model.fromHuggingFace('Qwen/Qwen3-8B', {
      runtime: Runtime.vllm('0.27'), revision: 'b968826d9c46dd6066d109eabc6255188de91218', token: JobSecret.fromKubernetes('hugging-face', 'token'), args: ['--max-model-len=8192'],
    });
    const { args, env, resources } = container(model, { accelerator: Accelerator.t4(), scaling: Scaling.fixed(1) });
    expect(args).toEqual(expect.arrayContaining(['--model=Qwen/Qwen3-8B', '--revision=b968826d9c46dd6066d109eabc6255188de91218', '--max-model-len=8192']));
    expect(args.filter((arg: string) => arg.startsWith('--model='))).toHaveLength(1);
    expect(env).toContainEqual({ name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'hugging-face', key: 'token' } } });
    expect(resources.limits).toEqual({ 'nvidia.com/gpu': '1' });
  });

  test('has the variables of its user, each once', () => {
    const { env } = container(XGBOOST, { environment: { HOME: '/home/me', THRESHOLD: '0.5' } });
    expect(env).toContainEqual({ name: 'HOME', value: '/home/me' });
    const names = env.map(({ name }: Json) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('asks for what a node of that size has left', () => {
    const { resources } = container(XGBOOST, { machine: Machine.custom('any', { cpus: 4, memory: Size.gibibytes(16) }) });
    expect(resources).toEqual({ requests: { cpu: '3', memory: '12Gi' }, limits: {} });
  });

  test('comes from the mirror, with all that is beside it, but for an image of the user', () => {
    const mirrored = manifestsOf({ kind: deployment(undefined, ALL, 'registry.acme.internal/ml') });
    const images = JSON.stringify(mirrored).match(/"image":"[^"]*"/g)!;
    expect(images.filter((image) => !image.startsWith('"image":"registry.acme.internal/ml/'))).toEqual([]);
    expect(images).toHaveLength(4);
    const own = manifestsOf({ kind: deployment(undefined, ALL, 'registry.acme.internal/ml'), model: Model.fromImage('harbor.acme.io/fraud:1') });
    expect(modelOf(one(own, 'Deployment')).image).toBe('harbor.acme.io/fraud:1');
  });
});

describe('the number of replicas', () => {
  const scaled = (...scaleOn: EndpointScaling[]) => manifestsOf({ scaling: Scaling.elastic(2, 8), scaleOn });

  test('is said by an autoscaler of Kubernetes where CPUs decide, those of the model and not of what counts', () => {
    const manifests = scaled();
    expect(one(manifests, 'Deployment').spec).not.toHaveProperty('replicas');
    expect(one(manifests, 'HorizontalPodAutoscaler').spec).toMatchObject({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'ml-fraud' },
      minReplicas: 2,
      maxReplicas: 8,
      metrics: [{ type: 'ContainerResource', containerResource: { name: 'cpu', container: 'model', target: { type: 'Utilization', averageUtilization: 60 } } }],
    });
  });

  test('is said by KEDA where requests, latency or GPUs decide', () => {
    const { minReplicaCount, maxReplicaCount, triggers } = one(scaled(EndpointScaling.requestsPerReplica(600), EndpointScaling.latency(Duration.millis(40))), 'ScaledObject').spec;
    expect([minReplicaCount, maxReplicaCount]).toEqual([2, 8]);
    expect(triggers.map(({ type, metricType, metadata }: Json) => [type, metricType, metadata.threshold])).toEqual([
      ['prometheus', 'AverageValue', '600'], ['prometheus', 'Value', '40'],
    ]);
    // Nothing divided by nothing is no number.
    expect(triggers[1].metadata.query).toMatch(/^\(.*\) >= 0 or vector\(0\)$/);
    expect(triggers[0].metadata.query).toMatch(/^60 \* sum\(rate\(envoy_http_downstream_rq_completed\{.*ml_platform_variant="main"/);
    expect(kindsOf(scaled(EndpointScaling.requestsPerReplica(600)))).not.toContain('HorizontalPodAutoscaler');
  });

  test('follows the clock, to none by night, by an account that may change just that', () => {
    const manifests = scaled(EndpointScaling.offHours({ begins: 20, ends: 6 }), EndpointScaling.schedule(Schedule.cron({ hour: '12' }), Scaling.elastic(4, 8)));
    const jobs = manifests.filter(({ kind }) => kind === 'CronJob').map(({ spec }) => {
      const { args } = spec.jobTemplate.spec.template.spec.containers[0];
      return [spec.schedule, JSON.parse((args as string[]).at(-1)!.replace('--patch=', ''))] as [string, Json];
    });
    expect(jobs).toEqual([
      ['0 20 * * 1-5', { metadata: { annotations: { 'autoscaling.keda.sh/paused-replicas': '0' } } }],
      ['0 6 * * 1-5', { metadata: { annotations: { 'autoscaling.keda.sh/paused-replicas': null } }, spec: { minReplicaCount: 2, maxReplicaCount: 8 } }],
      ['0 12 * * *', { metadata: { annotations: { 'autoscaling.keda.sh/paused-replicas': null } }, spec: { minReplicaCount: 4, maxReplicaCount: 8 } }],
    ]);
    expect(one(manifests, 'Role', 'ml-fraud-schedule').rules).toEqual([{ apiGroups: ['keda.sh'], resources: ['scaledobjects'], resourceNames: ['ml-fraud'], verbs: ['get', 'patch'] }]);
  });
});

describe('a rollout', () => {
  const canary = manifestsOf({ kind: deployment(GATEWAY), rollout: Rollout.canary(10), objectives: { latencyP99: Duration.millis(50) } });

  test('by steps moves requests by the route, and watches each', () => {
    const { strategy } = one(canary, 'Rollout').spec;
    expect(strategy.canary).toMatchObject({
      stableService: 'ml-fraud',
      canaryService: 'ml-fraud-canary',
      trafficRouting: { plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'ml-fraud', namespace: 'fraud' } } },
      steps: [{ setWeight: 10 }, { pause: { duration: '600s' } }, { setWeight: 100 }, { pause: { duration: '600s' } }],
    });
    expect(one(canary, 'HTTPRoute').spec.rules[0].backendRefs).toEqual([{ name: 'ml-fraud', port: 80, weight: 100 }, { name: 'ml-fraud-canary', port: 80, weight: 0 }]);
  });

  test('goes back by itself when the new pods fail or are slow, and when nobody measures', () => {
    const { metrics } = one(canary, 'AnalysisTemplate').spec;
    expect(metrics.map(({ name, successCondition }: Json) => [name, successCondition])).toEqual([
      ['errors', 'len(result) == 0 || isNaN(result[0]) || result[0] <= 1'], ['latency', 'len(result) == 0 || isNaN(result[0]) || result[0] <= 50'],
    ]);
    metrics.forEach(({ provider, consecutiveErrorLimit }: Json) => {
      expect(provider.prometheus.query).toContain('rollouts_pod_template_hash="{{args.hash}}"');
      expect(consecutiveErrorLimit).toBe(4);
    });
    expect(one(canary, 'Rollout').spec).toMatchObject({ progressDeadlineAbort: true });
  });

  test('is waited for by the release, which may look at it and nothing else, and fails with it', () => {
    expect(one(canary, 'Role').rules).toEqual([{ apiGroups: ['argoproj.io'], resources: ['rollouts'], resourceNames: ['ml-fraud'], verbs: ['get'] }]);
    const job = one(canary, 'Job');
    expect(job.metadata.annotations).toEqual({ 'helm.sh/hook': 'post-install,post-upgrade', 'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded' });
    const endpoint = new ClusterEndpoint(planned({ kind: deployment(GATEWAY), rollout: Rollout.canary(10) }), BINDING);
    const { timeout } = endpoint.parts(planned().place.traits).manifests![0];
    expect(timeout!.toSeconds()).toBeGreaterThan(job.spec.activeDeadlineSeconds);
    expect(job.spec.activeDeadlineSeconds).toBeGreaterThan(2 * 600);
  });

  test('of all pods at once is watched where a deployment ends early, too, within the time that Helm leaves', () => {
    const rollout = Rollout.allAtOnce({ bakeTime: Duration.minutes(4) });
    const endpoint = new ClusterEndpoint(planned({ rollout }), { ...BINDING, longestReleaseSeconds: 840 });
    const [{ manifests, timeout }] = endpoint.parts(planned().place.traits).manifests!;
    const job = one(manifests, 'Job');
    expect(JSON.parse(job.spec.template.spec.containers[0].env[0].value as string).do).toEqual([{ what: 'watch', seconds: 240 }]);
    expect(timeout!.toSeconds() + (job.spec.activeDeadlineSeconds as number)).toBeLessThanOrEqual(840);
    expect(job.spec.activeDeadlineSeconds).toBeLessThanOrEqual(timeout!.toSeconds());
  });

  test('is not waited for where a deployment ends before it would', () => {
    const manifests = manifestsOf({ kind: deployment(GATEWAY), rollout: Rollout.canary(10) }, { longestReleaseSeconds: 840 });
    expect(kindsOf(manifests)).not.toContain('Job');
    expect(one(manifests, 'Rollout').spec.strategy.canary.analysis).toBeDefined();
  });

  test('without a gateway is by the number of pods', () => {
    const { canary: strategy } = one(manifestsOf({ rollout: Rollout.linear(50), scaling: Scaling.fixed(2) }), 'Rollout').spec.strategy;
    expect(strategy).not.toHaveProperty('trafficRouting');
    expect(strategy.maxUnavailable).toBe(0);
  });

  test('from blue to green keeps the old pods until the new ones have been watched, and as long as is said', () => {
    const manifests = manifestsOf({ rollout: Rollout.blueGreen({ bakeTime: Duration.minutes(5), keepOld: Duration.minutes(30) }) });
    expect(one(manifests, 'Rollout').spec.strategy.blueGreen).toMatchObject({
      activeService: 'ml-fraud', previewService: 'ml-fraud-preview', autoPromotionEnabled: true, scaleDownDelaySeconds: 2_100, postPromotionAnalysis: { templates: [{ templateName: 'ml-fraud' }] },
    });
    expect(one(manifests, 'AnalysisTemplate').spec.metrics[0]).toMatchObject({ interval: '30s', count: 10 });
    expect(manifests.filter(({ kind }) => kind === 'Service')).toHaveLength(2);
  });

  test('is sent back by what else the user watches', () => {
    const { metrics } = one(manifestsOf({ rollout: Rollout.blueGreen({ ownAlarms: false }) }, { guards: ['count(ALERTS{alertname="Drift"})'] }), 'AnalysisTemplate').spec;
    expect(metrics.map(({ provider }: Json) => provider.prometheus.query)).toEqual(['count(ALERTS{alertname="Drift"})']);
  });

  test('scales what it makes', () => {
    const manifests = manifestsOf({ rollout: Rollout.blueGreen(), scaling: Scaling.elastic(2, 4) });
    expect(one(manifests, 'HorizontalPodAutoscaler').spec.scaleTargetRef).toEqual({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'ml-fraud' });
  });
});

describe('several models', () => {
  const manifests = manifestsOf({ kind: deployment(GATEWAY), variants: AB, shadow: Shadow.of(XGBOOST, { percent: 20 }) });

  test('have their parts of the requests of a gateway, and one gets copies', () => {
    const { hostnames, parentRefs, rules: [rule] } = one(manifests, 'HTTPRoute').spec;
    expect([hostnames, parentRefs]).toEqual([['ml-fraud-fraud.models.acme.io'], [{ name: 'public', namespace: 'gateways' }]]);
    expect(rule.backendRefs).toEqual([{ name: 'ml-fraud-a', port: 80, weight: 9 }, { name: 'ml-fraud-b', port: 80, weight: 1 }]);
    expect(rule.filters).toEqual([{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'ml-fraud-shadow', port: 80 }, percent: 20 } }]);
  });

  test('are workloads of their own, each found by its labels', () => {
    const workloads = manifests.filter(({ kind }) => kind === 'Deployment');
    expect(workloads.map(({ metadata }) => metadata.name)).toEqual(['ml-fraud-a', 'ml-fraud-b', 'ml-fraud-shadow']);
    const selectors = workloads.map(({ spec }) => JSON.stringify(spec.selector.matchLabels));
    expect(new Set(selectors).size).toBe(3);
  });

  test('are found from outside, by whoever reaches the gateway, and counted without the one in the shadow', () => {
    const endpoint = new ClusterEndpoint(planned({ kind: deployment(GATEWAY), variants: AB }), BINDING);
    expect(endpoint.invokeUrl).toBe('https://ml-fraud-fraud.models.acme.io/v1/models/ml-fraud:predict');
    expect(endpoint.queries.errorPercent).toContain('ml_platform_variant!="shadow"');
    expect(one(manifests, 'NetworkPolicy').spec.ingress).toContainEqual({ ports: [{ port: 19080, protocol: 'TCP' }] });
  });
});
