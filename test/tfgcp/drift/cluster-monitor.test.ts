import {
  Baseline, BatchOutput, DriftMonitorKind, DriftMonitorProps, DriftSignal, EndpointKind, GroundTruth, Machine, Model, Profile, QualityMetric,
  QualityThreshold, Retrain, Rollout, Runtime, Scaling, TrainingBackend,
} from '../../../src/core';
import { DriftMonitor, MlPlatform, ModelEndpoint, TrainingCluster, TrainingJob } from '../../../src/tfgcp';
import { codesOf } from '../../support/refusals';
import { Attributes, expectPassed, synthApp, terraformValidate } from '../../support/terraform';
import { stage } from '../platforms';
import { WORKLOADS } from '../training/clusters';
import { SCHEMA } from './monitors';

type Json = any;

function monitored(more: (platform: MlPlatform, cluster: TrainingCluster) => Partial<DriftMonitorProps> = () => ({})) {
  const { app, platform } = stage({ profile: Profile.development() });
  const cluster = new TrainingCluster(platform, 'Train', { platform, nodeGroups: [{ name: 'cpus', machine: Machine.general(16), scaling: Scaling.elastic(0, 8) }] });
  const job = new TrainingJob(platform, 'Fit', {
    platform,
    backend: TrainingBackend.cluster(cluster, { namespace: 'training' }),
    runtime: Runtime.image('ghcr.io/acme/fit:1'),
    command: ['python', 'fit.py'],
    machine: Machine.general(8),
  });
  const wish = more(platform, cluster);
  const monitor = new DriftMonitor(platform, 'FraudDrift', {
    platform,
    ...(wish.endpoint ? {} : { batchOutput: BatchOutput.folder(platform.artifacts.path('scored')) }),
    kind: DriftMonitorKind.evidently(cluster, { namespace: 'fraud' }),
    schema: SCHEMA,
    baseline: Baseline.trainingData(platform.artifacts.path('fraud/train')),
    signals: [DriftSignal.dataDrift(), DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)])],
    groundTruth: GroundTruth.folder(platform.artifacts.path('fraud/truth')),
    onDrift: { retrain: Retrain.job(job) },
    ...wish,
  });
  return { monitor, cluster, synth: () => synthApp(app) };
}

test('Evidently runs in the cluster as an account of its own, which reads its folders and writes its reports into a bucket', () => {
  const { monitor, synth } = monitored();
  const stack = synth().stack('ml');
  const rights = (Object.values(stack.resources('google_storage_bucket_iam_member')) as Attributes[]).filter(({ member }) => (member as string).endsWith('/ns/fraud/sa/acme-ml-fraud-drift'));
  expect(rights.map(({ role, condition }) => [role, (condition as Json).title as string]).sort()).toEqual([
    ['roles/storage.objectUser', 'only drift/acme-ml-fraud-drift/'],
    ['roles/storage.objectViewer', 'only fraud/train/'],
    ['roles/storage.objectViewer', 'only fraud/truth/'],
    ['roles/storage.objectViewer', 'only scored/'],
  ]);
  expect(monitor.reportLocation).toMatch(/^gs:\/\/.*\/drift\/acme-ml-fraud-drift$/);
  expect(stack.resources('google_bigquery_table')).toEqual({});
});

test('Managed Service for Prometheus reads what its last run found, and its alarms ask it', () => {
  const { cluster, synth } = monitored();
  const app = synth();
  expect(JSON.stringify(app.stack(WORKLOADS).json)).toContain('PodMonitoring');
  const policies = (Object.values(app.stack('ml').resources('google_monitoring_alert_policy')) as Json[]).filter(({ display_name: name }) => name.startsWith('acme-ml-fraud-drift-'));
  const queryOf = ({ display_name: name, conditions: [{ condition_prometheus_query_language: { query } }] }: Json) => [name, query as string];
  const queries = Object.fromEntries(policies.map(queryOf));
  expect(Object.keys(queries).sort()).toEqual(['data-drift', 'did-not-run', 'model-quality', 'no-ground-truth', 'retraining-failed'].map((suffix) => `acme-ml-fraud-drift-${suffix}`));
  expect(queries['acme-ml-fraud-drift-data-drift']).toContain(`drift_violations{cluster="${cluster.clusterName}",namespace="fraud",monitor="acme-ml-fraud-drift",signal="data-drift"}`);
  expect(queries['acme-ml-fraud-drift-did-not-run']).toMatch(/time\(\) - max\(max_over_time\(drift_last_run_timestamp_seconds.*> 90900/);
});

test('the requests of an endpoint of the cluster are kept from now on', () => {
  let endpoint: ModelEndpoint | undefined;
  const { synth } = monitored((platform, cluster) => {
    endpoint = new ModelEndpoint(platform, 'Fraud', {
      platform,
      kind: EndpointKind.deployment(cluster, { namespace: 'fraud' }),
      model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.sklearn('1.5')),
      rollout: Rollout.allAtOnce(),
      scaling: Scaling.fixed(2),
    });
    return { endpoint };
  });
  expect(endpoint!.captureLocation).toMatch(/\/capture\/acme-ml-fraud$/);
  const app = synth();
  expect(JSON.stringify(app.stack('ml').json)).toContain('only capture/acme-ml-fraud/');
  ['ml', WORKLOADS].forEach((name) => expectPassed(terraformValidate(app.stack(name))));
});

test('a job of Vertex AI is refused, which no pod starts', () => {
  expect(codesOf(() => monitored((platform) => {
    const managed = new TrainingJob(platform, 'Managed', { platform, runtime: Runtime.image('europe-docker.pkg.dev/acme/ml/fit:1'), command: ['python', 'fit.py'], machine: Machine.general(8) });
    return { onDrift: { retrain: Retrain.job(managed) } };
  }))).toContain('drift/retrain-place');
});
