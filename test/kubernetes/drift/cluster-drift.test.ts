import { BiasMetric, DriftSignal, QualityMetric, Retrain, Schedule } from '../../../src/core';
import { networkPolicies } from '../../../src/kubernetes/drift/network-policies';
import { MONITOR_PROGRAM } from '../../../src/kubernetes/drift/program/monitor-program';
import { watchedMonitor } from '../../../src/kubernetes/drift/watched-monitor';
import { jobWith } from '../../core/drift/fake-drift';
import { clusterWith, inCluster } from '../../core/jobs/fake-jobs';
import { Json, podOf } from '../features/stores';
import { ALL, BINDING, monitorOf, planned, settingsOf } from './monitors';

const WORKLOADS = ['Deployment', 'CronJob'];
const pods = (manifests: Json[]) => manifests.filter(({ kind }) => WORKLOADS.includes(kind as string)).map(podOf);
const bytesOf = (data: unknown) => Buffer.byteLength(JSON.stringify(data));

describe('a monitor in a cluster', () => {
  test('is pods that may do nothing to their node, with Evidently as its maker ships it and nothing installed at run time', () => {
    for (const pod of pods(monitorOf(ALL).manifests())) {
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } });
      const [container] = pod.containers;
      expect(container.image).toBe('docker.io/evidently/evidently-service:0.7.21');
      expect(container.command[0]).toBe('python');
      expect(container.securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
      expect(container.resources.limits.memory).toBeDefined();
    }
    expect(Object.values(MONITOR_PROGRAM).join('')).not.toMatch(/pip install|subprocess|os\.system/);
  });

  test('takes its image from the mirror where the network reaches no other registry', () => {
    const mirrored = clusterWith({ provided: [], mirror: 'harbor.acme.internal/mirror' });
    const images = pods(monitorOf({}, {}, mirrored).manifests()).map((pod) => pod.containers[0].image as string);
    expect([...new Set(images)]).toEqual(['harbor.acme.internal/mirror/evidently/evidently-service:0.7.21']);
  });

  test('shows its results by an account without any right: neither on objects, nor on the cluster', () => {
    const { manifests, one, plan } = monitorOf(ALL);
    const results = podOf(one('Deployment', '-results'));
    expect(results).toMatchObject({ serviceAccountName: `${plan.name}-results`, automountServiceAccountToken: false });
    expect(one('Deployment', '-results').spec.template.metadata.labels).not.toHaveProperty('azure.workload.identity/use');
    expect(results.containers[0].env.map(({ name }: Json) => name as string)).toEqual(['HOME', 'PYTHONDONTWRITEBYTECODE', 'MONITOR', 'RESULTS_FILE']);
    const bound = manifests().filter(({ kind }) => kind === 'RoleBinding').flatMap(({ subjects }) => (subjects as Json[]).map(({ name }) => name as string));
    expect([...new Set(bound)]).toEqual(['ml-drift']);
    expect(one('NetworkPolicy', '-results').spec).toMatchObject({ policyTypes: ['Ingress', 'Egress'], ingress: [{ ports: [{ port: 8000, protocol: 'TCP' }] }] });
    expect(one('NetworkPolicy', '-results').spec.egress).toBeUndefined();
  });

  test('lets its runs change one ConfigMap, and nothing else where nothing is retrained', () => {
    const { manifests, plan } = monitorOf(ALL);
    const roles = manifests().filter(({ kind }) => ['Role', 'ClusterRole'].includes(kind as string));
    expect(roles.map(({ rules }) => rules as Json[])).toEqual([
      [{ apiGroups: [''], resources: ['configmaps'], resourceNames: [`${plan.name}-results`], verbs: ['get', 'patch'] }],
    ]);
  });

  test('leaves results where they are when it is deployed again', () => {
    expect(monitorOf().one('ConfigMap', '-results')).not.toHaveProperty('data');
  });

  test('runs as the account that reads and writes the store, one run at a time, within its time', () => {
    const { one, plan } = monitorOf({ schedule: Schedule.daily(4) });
    const cronJob = one('CronJob');
    expect(cronJob.spec).toMatchObject({ schedule: '0 4 * * *', timeZone: 'Etc/UTC', concurrencyPolicy: 'Forbid', suspend: false });
    expect(cronJob.spec.jobTemplate.spec).toMatchObject({ activeDeadlineSeconds: 3_600, backoffLimit: 1 });
    expect(cronJob.spec.jobTemplate.spec.template.metadata.labels).toMatchObject({ 'azure.workload.identity/use': 'true', 'ml-platform/drift-monitor': plan.name });
    expect(podOf(cronJob)).toMatchObject({ serviceAccountName: 'ml-drift', restartPolicy: 'Never' });
  });

  test('computes its baseline anew when somebody says so, and only then', () => {
    const { monitor, one, plan } = monitorOf();
    expect(one('CronJob', '-baseline').spec).toMatchObject({ suspend: true });
    expect(podOf(one('CronJob', '-baseline')).containers[0].command).toEqual(['python', '/drift/program/ml_drift.py', 'baseline']);
    expect(monitor.baselineCommand).toBe(`kubectl create job --namespace fraud --from cronjob/${plan.name}-baseline ${plan.name}-baseline-$(date +%s)`);
  });

  test('has its runs reached by nobody, and lets them reach names, the store and the API server', () => {
    const { spec } = monitorOf({}, { storeEndpoint: 'https://s3.acme.internal:9000' }).one('NetworkPolicy');
    expect(spec.ingress).toBeUndefined();
    expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(spec.egress.flatMap(({ ports }: Json) => (ports as Json[]).map(({ port }) => port as number))).toEqual([53, 53, 443, 6443, 9000]);
  });

  test('lets its runs get their tokens where the cloud gives those at an address of its own', () => {
    const { plan } = monitorOf();
    const onEks = { ...plan, place: { ...plan.place, traits: { ...plan.place.traits, clusterSystem: 'eks' } } };
    const [{ spec }] = networkPolicies(onEks, BINDING) as [Json];
    expect(spec.egress).toContainEqual({ to: [{ ipBlock: { cidr: '169.254.170.23/32' } }], ports: [{ port: 80, protocol: 'TCP' }] });
  });

  test('asks the registry which version is in production, and is let to it', () => {
    const registry = { url: 'http://mlflow.mlflow.svc.cluster.local', model: 'fraud', alias: 'production', credentialsSecret: 'mlflow' };
    const { manifests, one } = monitorOf({}, { registry });
    expect(settingsOf(manifests()).baseline.registry).toEqual({ url: registry.url, model: 'fraud', alias: 'production' });
    expect(one('NetworkPolicy').spec.egress).toContainEqual({ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'mlflow' } } }] });
    expect(podOf(one('CronJob')).containers[0].envFrom).toEqual([{ secretRef: { name: 'mlflow' } }]);
  });

  test('is measured by whoever reads its results; where logs are read, nothing shows them', () => {
    const { manifests, plan } = monitorOf();
    expect(manifests().find(({ kind }) => kind === 'PodMonitor')).toMatchObject({
      spec: { selector: { matchLabels: { 'ml-platform/drift-monitor': plan.name, 'ml-platform/part': 'results' } }, podMetricsEndpoints: [{ port: 'metrics' }] },
    });
    const kinds = monitorOf({}, { monitors: undefined }).manifests().map(({ kind }) => kind as string);
    expect(kinds).not.toContain('Deployment');
    expect(kinds.filter((kind) => kind === 'NetworkPolicy')).toHaveLength(1);
  });

  test('has a program that fits into a ConfigMap', () => {
    expect(bytesOf(MONITOR_PROGRAM)).toBeLessThan(900_000);
  });
});

describe('what the program of a monitor is told', () => {
  test('is the schema, where everything lies, and every threshold', () => {
    const settings = settingsOf(monitorOf(ALL).manifests());
    expect(settings).toMatchObject({
      distanceSeconds: 86_400,
      windowSeconds: 86_400,
      source: { kind: 'batch', uri: 's3://acme-artifacts/fraud/scored', format: 'csv' },
      recordId: 'transaction_id',
      baseline: { uri: 's3://acme-artifacts/fraud/train', format: 'csv' },
      groundTruth: { uri: 's3://acme-artifacts/fraud/truth', delaySeconds: 86_400 },
      segments: [{ feature: 'country', value: 'NL' }],
      measured: ['data-quality', 'data-drift', 'prediction-drift', 'model-quality', 'bias', 'attribution-drift'],
      signals: { dataDrift: { measure: 'jensen-shannon', features: { amount: 0.1, country: 0.25 } }, modelQuality: { thresholds: [{ metric: 'f1', value: 0.8, bound: 'least' }] } },
    });
    expect(settings).not.toHaveProperty('retraining');
  });

  test('is how far the longest time between two runs goes back', () => {
    const of = (schedule: Schedule) => settingsOf(monitorOf({ schedule }).manifests());
    expect(of(Schedule.cron({ hour: '2', dayOfWeek: '1' }))).toMatchObject({ windowSeconds: 7 * 86_400 });
    expect(of(Schedule.cron({ hour: '1,8' }))).toMatchObject({ distanceSeconds: 7 * 3_600, windowSeconds: 17 * 3_600 });
  });

  test('names no signal of data quality or bias among those that retrain, unless the user does', () => {
    const signals = [DriftSignal.dataQuality(), DriftSignal.dataDrift(), DriftSignal.predictionDrift({ retrains: false })];
    expect(settingsOf(monitorOf({ signals }).manifests()).retrains).toEqual(['data-drift']);
    expect(settingsOf(monitorOf({ signals: [DriftSignal.dataQuality({ retrains: true })] }).manifests()).retrains).toEqual(['data-quality']);
  });
});

describe('retraining from a cluster', () => {
  const job = jobWith({ backend: inCluster() });

  test('may see and make runs of the job\'s kind in its namespace, and read what a run is', () => {
    const { manifests, plan } = monitorOf({ onDrift: { retrain: Retrain.job(job) } });
    const role = manifests().find(({ kind, metadata }) => kind === 'Role' && metadata.name === `${plan.name}-retrain`)!;
    expect(role.metadata.namespace).toBe('vision');
    expect(role.rules).toEqual([
      { apiGroups: ['trainer.kubeflow.org'], resources: ['trainjobs'], verbs: ['create', 'get', 'list'] },
      { apiGroups: [''], resources: ['configmaps'], resourceNames: ['ml-resnet-run'], verbs: ['get'] },
    ]);
    const binding = manifests().find(({ kind, metadata }) => kind === 'RoleBinding' && metadata.name === `${plan.name}-retrain`)!;
    expect(binding.subjects).toEqual([{ kind: 'ServiceAccount', name: 'ml-drift', namespace: 'fraud' }]);
  });

  test('is told the limits, and by what label the runs of the job are found', () => {
    const { manifests, monitor } = monitorOf({ onDrift: { retrain: Retrain.job(job, { maxRunsPerDay: 2 }) } });
    expect(settingsOf(manifests()).retraining).toEqual({
      coolDownSeconds: 86_400,
      maxRunsPerDay: 2,
      path: '/apis/trainer.kubeflow.org/v1alpha1/namespaces/vision/trainjobs',
      selector: 'ml-platform/job=ml-resnet',
      run: '/api/v1/namespaces/vision/configmaps/ml-resnet-run',
    });
    expect(monitor.needs).toEqual(['job-ml-resnet']);
  });

  test('starts a Workflow of a template of Argo, beside the monitor', () => {
    const { manifests, monitor, plan } = monitorOf({ onDrift: { retrain: Retrain.pipeline('retrain-fraud') } });
    expect(settingsOf(manifests()).retraining).toMatchObject({ path: '/apis/argoproj.io/v1alpha1/namespaces/fraud/workflows', template: 'retrain-fraud' });
    expect(monitor.needs).toEqual(['argo-workflows']);
    expect(manifests().find(({ kind, metadata }) => kind === 'Role' && metadata.name === `${plan.name}-retrain`)!.rules).toEqual([
      { apiGroups: ['argoproj.io'], resources: ['workflows'], verbs: ['create', 'get', 'list'] },
    ]);
  });
});

describe('what Prometheus is asked about a monitor', () => {
  const { monitor, plan } = monitorOf({ ...ALL, onDrift: { retrain: Retrain.pipeline('retrain-fraud') } });

  test('is about that monitor of that namespace, all records together', () => {
    const queries = monitor.queries(['cluster="ml"']);
    const of = `cluster="ml",namespace="fraud",monitor="${plan.name}"`;
    expect(queries.drift('amount')).toBe(`max(drift_value{${of},signal="data-drift",segment="",feature="amount"})`);
    expect(queries.quality(QualityMetric.F1)).toContain('signal="model-quality",segment="",metric="f1"');
    expect(queries.bias('sex', BiasMetric.DISPARATE_IMPACT)).toContain('feature="sex",metric="disparate-impact"');
  });

  test('calls people for each signal, for runs that are missing, for missing ground truth and for a retraining that failed', () => {
    const watched = watchedMonitor(plan, monitor.queries());
    expect(watched.map(({ alarm }) => alarm.suffix)).toEqual([
      'data-quality', 'data-drift', 'prediction-drift', 'model-quality', 'bias', 'attribution-drift', 'did-not-run', 'no-ground-truth', 'retraining-failed',
    ]);
    // A day, an hour for the run, and a quarter of one to start.
    expect(watched.find(({ alarm }) => alarm.suffix === 'did-not-run')!.threshold).toBe(86_400 + 3_600 + 900);
    watched.forEach(({ alarm }) => expect(alarm.description).toContain(plan.name));
  });

  test('has names that releases of Helm take', () => {
    const longest = Math.max(...watchedMonitor(planned({ ...ALL, onDrift: { retrain: Retrain.pipeline('x') } }), monitor.queries()).map(({ alarm }) => alarm.suffix.length));
    expect(32 + '-'.length + longest).toBeLessThanOrEqual(53);
  });
});
