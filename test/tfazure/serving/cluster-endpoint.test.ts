import { ClusterAccess, EndpointKind, Machine, Model, ModelEndpointProps, Rollout, Runtime, Scaling, Severity } from '../../../src/core';
import { Identity, MlPlatform, ModelEndpoint } from '../../../src/tfazure';
import { codesOf } from '../../support/refusals';
import { Bench, SOMEBODY } from '../support/stacks';

function inCluster(props: Partial<ModelEndpointProps> = {}, more: (endpoint: ModelEndpoint, platform: MlPlatform) => void = () => undefined) {
  const bench = new Bench();
  const platform = bench.platform();
  const cluster = platform.addTrainingCluster('Serve', { nodeGroups: [{ machine: Machine.general(8), scaling: Scaling.elastic(1, 8) }], access: ClusterAccess.authorizedNetworks('203.0.113.0/24') });
  const model = Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.sklearn('1.5'));
  const endpoint = new ModelEndpoint(platform, 'Fraud', {
    platform, model, kind: EndpointKind.deployment(cluster, { namespace: 'fraud' }), rollout: Rollout.allAtOnce(), scaling: Scaling.fixed(2), ...props,
  });
  more(endpoint, platform);
  return { bench, endpoint, cluster, platform };
}

test('pods are a managed identity that reads versions of the model and nothing else', () => {
  const { bench, endpoint } = inCluster();
  const { stacks } = bench.synth();
  const grants = Object.values(stacks.ml!.resources('azurerm_role_assignment')).filter(({ condition }) => (condition as string | undefined)?.includes("StringStartsWith 'fraud/'"));
  expect(grants.map(({ role_definition_name: role }) => role as string)).toEqual(['Storage Blob Data Reader']);
  expect(endpoint.invokeUrl).toMatch(/^http:\/\/ml-fraud\.fraud\.svc\.cluster\.local/);
  expect(endpoint.quotas).toEqual([]);
});

test('managed Prometheus measures it, and its alarms call the platform\'s channels', () => {
  const { bench, endpoint } = inCluster();
  const { stacks } = bench.synth();
  const workloads = Object.values(stacks).find(({ name }) => name.endsWith('-workloads'))!;
  expect(JSON.stringify(workloads.resources('helm_release'))).toContain('azmonitoring.coreos.com/v1');
  const rules = Object.values(stacks.ml!.resources('azurerm_monitor_alert_prometheus_rule_group')).map(({ name }) => name as string);
  expect(rules).toEqual(expect.arrayContaining(['ml-fraud-failing', 'ml-fraud-busy', 'ml-fraud-absent']));
  expect(endpoint.alarms.map(({ severity }) => severity)).toEqual([Severity.CRITICAL, Severity.WARNING, Severity.CRITICAL]);
});

test('nothing of Azure ML is made', () => {
  const { stacks } = inCluster().bench.synth();
  expect(Object.values(stacks.ml!.resources('azapi_resource')).map(({ type }) => type as string).filter((type) => /onlineEndpoints|Logic/.test(type))).toEqual([]);
});

test('a cluster lets in its own accounts only', () => {
  expect(codesOf(() => inCluster({}, (endpoint) => endpoint.grantInvoke(Identity.group(SOMEBODY))))).toEqual(['serving/grant-in-cluster']);
  const { bench, cluster, endpoint } = inCluster();
  const caller = cluster.addServiceAccount('Caller', { namespace: 'shop' }).identity;
  endpoint.grantInvoke(caller);
  endpoint.grantInvoke(caller);
  expect(JSON.stringify(Object.values(bench.synth().stacks).map(({ json }) => json))).toContain('shop');
});

test('alerts of Azure Monitor guard nothing in a cluster, and what is no alarm of this program guards nothing', () => {
  const alarm = { alarmId: '/subscriptions/x', severity: Severity.CRITICAL } as never;
  expect(codesOf(() => inCluster({ rollout: Rollout.allAtOnce({ alarms: [alarm] }) }))).toEqual(['alarms/wrong-target']);
});
