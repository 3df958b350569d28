import { EndpointKind, Machine, Model, Rollout, Runtime, Scaling } from '../../../src/core';
import { Identity, MlPlatform, ModelEndpoint, ModelEndpointProps, TrainingCluster } from '../../../src/tfgcp';
import { codesOf } from '../../support/refusals';
import { SynthesizedApp, synthApp } from '../../support/terraform';
import { stage } from '../platforms';
import { WORKLOADS } from '../training/clusters';

type Json = any;

interface ClusterEndpointStage {
  readonly endpoint: ModelEndpoint;
  readonly cluster: TrainingCluster;
  synth(): SynthesizedApp;
}

function clusterEndpoint(wish: (platform: MlPlatform) => Partial<ModelEndpointProps> = () => ({})): ClusterEndpointStage {
  const { app, platform } = stage();
  const cluster = new TrainingCluster(platform, 'Train', { platform, nodeGroups: [{ name: 'cpus', machine: Machine.general(16), scaling: Scaling.elastic(0, 8) }] });
  const endpoint = new ModelEndpoint(platform, 'Fraud', {
    platform,
    kind: EndpointKind.deployment(cluster, { namespace: 'fraud' }),
    model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.image('ghcr.io/acme/serving:1')),
    ...wish(platform),
  });
  return { endpoint, cluster, synth: () => synthApp(app) };
}

test('an endpoint in a cluster is an account of its namespace, which reads its model by itself, and leaves Vertex AI alone', () => {
  const { endpoint, synth } = clusterEndpoint();
  const app = synth();
  const stack = app.stack('ml');
  expect(endpoint.identity.identityName).toMatch(/\/subject\/ns\/fraud\/sa\/acme-ml-fraud$/);
  const held = Object.values(stack.resources('google_storage_bucket_iam_member')).filter(({ member }) => member === endpoint.identity.identityName || (member as string).endsWith('/ns/fraud/sa/acme-ml-fraud'));
  expect(held.map(({ role, condition }) => [role, (condition as Json).title as string])).toEqual([['roles/storage.objectViewer', 'only fraud/']]);
  ['google_vertex_ai_endpoint', 'google_workflows_workflow', 'restful_operation'].forEach((type) => expect(stack.resources(type)).toEqual({}));
  expect(stack.outputs.fraud_invoke_url).toBe('http://acme-ml-fraud.fraud.svc.cluster.local/invocations');
});

test('Managed Service for Prometheus reads it, and its alarms and its page ask that, of this cluster only', () => {
  const app = clusterEndpoint().synth();
  const inside = JSON.stringify(app.stack(WORKLOADS).json);
  expect(inside).toContain('monitoring.googleapis.com/v1');
  expect(inside).toContain('ml_platform_endpoint');
  const queries = Object.values(app.stack('ml').resources('google_monitoring_alert_policy'))
    .filter(({ display_name: name }) => (name as string).startsWith('acme-ml-fraud')).map(({ conditions }) => (conditions as Json)[0].condition_prometheus_query_language.query as string);
  expect(queries).toHaveLength(3);
  expect(queries.filter((query) => /^\(sum\(up\{.*\) < 1$/.test(query))).toHaveLength(1);
  queries.forEach((query) => expect(query).toMatch(/cluster(_name)?="[^"]*train/));
});

test('accounts of the cluster are let in, and nobody whom the cluster does not know', () => {
  const { endpoint, cluster, synth } = clusterEndpoint();
  endpoint.grantInvoke(cluster.addServiceAccount('Shop', { namespace: 'shop', serviceAccountName: 'shop' }).identity);
  expect(codesOf(() => endpoint.grantInvoke(Identity.user('ada@acme.io')))).toEqual(['serving/grant-in-cluster']);
  expect(JSON.stringify(synth().stack(WORKLOADS).json)).toContain('calls-acme-ml-fraud');
});

test('alarms of Cloud Monitoring do not guard rollouts in a cluster', () => {
  const alarmed = (platform: MlPlatform) => [platform.addAlarm('Refused', { metric: platform.artifacts.metrics.storedBytes(), threshold: 1, description: 'x' })];
  expect(codesOf(() => clusterEndpoint((platform) => ({ rollout: Rollout.allAtOnce({ alarms: alarmed(platform) }) })))).toEqual(['serving/rollout-alarms']);
});
