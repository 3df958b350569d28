import {
  AlertChannel, Baseline, ClusterAccess, DriftMonitorKind, EndpointKind, Machine, Model, Retrain, Rollout, Runtime, Scaling, Severity,
  TrainingBackend,
} from '../../../src/core';
import { DriftMonitor } from '../../../src/tfazure';
import { Bench } from '../support/stacks';
import { SCHEMA } from './drift-stacks';

function inCluster() {
  const bench = new Bench();
  const platform = bench.platform();
  const cluster = platform.addTrainingCluster('Serve', {
    nodeGroups: [{ machine: Machine.general(8), scaling: Scaling.elastic(1, 8) }], access: ClusterAccess.authorizedNetworks('203.0.113.0/24'),
  });
  const endpoint = platform.addModelEndpoint('Fraud', {
    model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.sklearn('1.5')),
    kind: EndpointKind.deployment(cluster, { namespace: 'fraud' }),
    rollout: Rollout.allAtOnce(),
    scaling: Scaling.fixed(2),
  });
  const job = platform.addTrainingJob('Train', {
    runtime: Runtime.image('acme.azurecr.io/train:1'), command: ['python', 'train.py'], machine: Machine.general(4), backend: TrainingBackend.cluster(cluster, { namespace: 'fraud' }),
  });
  const monitor = new DriftMonitor(platform, 'FraudDrift', {
    platform,
    endpoint,
    schema: SCHEMA,
    baseline: Baseline.trainingData(platform.artifacts.path('fraud/train')),
    kind: DriftMonitorKind.evidently(cluster, { namespace: 'fraud' }),
    onDrift: { retrain: Retrain.job(job), alerts: [AlertChannel.webhook('https://fraud.acme.io/drift', Severity.WARNING)] },
  });
  const { stacks } = bench.synth();
  return { monitor, endpoint, stack: stacks.ml!, inside: Object.values(stacks).find(({ name }) => name.endsWith('-workloads'))! };
}

const made = inCluster();

test('Evidently runs in the cluster, a job of which it may start, and nothing of Azure ML is made', () => {
  expect(JSON.stringify(made.inside.resources('helm_release'))).toContain('CronJob');
  expect(Object.values(made.stack.resources('azapi_resource')).map(({ type }) => type as string).filter((type) => /schedules|components|Logic/.test(type))).toEqual([]);
  expect([made.monitor.scheduleResource, made.monitor.guardResource, made.monitor.componentResources]).toEqual([undefined, undefined, []]);
});

test('the endpoint keeps its requests from now on, and the monitor reads them as a managed identity', () => {
  expect(made.endpoint.captureLocation).toMatch(/\/capture\/ml-fraud$/);
  const grants = Object.values(made.stack.resources('azurerm_role_assignment')).map(({ role_definition_name: role, condition, principal_id }) => ({ role, principal: principal_id as string, folder: /StringStartsWith '([^']*)'/.exec((condition as string | undefined) ?? '')?.[1] }));
  const ours = grants.filter(({ principal }) => principal.includes('ml-fraud-drift')).map(({ role, folder }) => [role, folder]);
  expect(ours.sort()).toEqual([
    ['Storage Blob Data Contributor', 'drift/ml-fraud-drift/'], ['Storage Blob Data Reader', 'capture/ml-fraud/'], ['Storage Blob Data Reader', 'fraud/train/'],
  ]);
});

test('its alarms call the platform\'s channels and those of the monitor, and its page shows what managed Prometheus has', () => {
  const rules = Object.values(made.stack.resources('azurerm_monitor_alert_prometheus_rule_group')).filter(({ name }) => (name as string).startsWith('ml-fraud-drift-'));
  expect(rules.map(({ name }) => name as string)).toEqual(expect.arrayContaining(['ml-fraud-drift-data-drift', 'ml-fraud-drift-did-not-run', 'ml-fraud-drift-retraining-failed']));
  expect(JSON.stringify(rules.find(({ name }) => name === 'ml-fraud-drift-data-drift'))).toContain('FraudDrift_Alerts');
  expect(made.stack.resource('azurerm_application_insights_workbook', 'FraudDrift/Dashboard/Resource').data_json).toContain('Drift of features');
});
