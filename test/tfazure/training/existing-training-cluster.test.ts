import { AzurermBackend } from 'cdktf';
import { Accelerator, Egress } from '../../../src/core';
import { CertManager, GpuOperator, Kueue } from '../../../src/kubernetes';
import { Identity, TrainingCluster } from '../../../src/tfazure';
import { codesOf } from '../../support/refusals';
import { Bench, EXISTING, SHARED, SOMEBODY } from '../support/stacks';

const OLD = {
  clusterId: `${SHARED}/providers/Microsoft.ContainerService/managedClusters/old`,
  monitorWorkspaceId: `${SHARED}/providers/Microsoft.Monitor/accounts/old`,
};

test('nothing is made but rights, alarms and a page', () => {
  const bench = new Bench();
  const platform = bench.platform();
  const cluster = TrainingCluster.fromExisting(platform, 'Old', platform, { ...OLD, nodeGroups: [{ accelerator: Accelerator.a100(8, 80) }], quotaReaderIdentityId: EXISTING.key.identityId });
  expect(cluster.clusterName).toBe('old');
  expect(cluster.nodeGroupNames).toEqual(['a10080gbx8']);
  const { stacks } = bench.synth();
  expect(Object.keys(stacks)).toEqual(['ml']);
  const own = stacks.ml!.addresses.filter((address) => /\.Ml_Old_/.test(address)).map((address) => address.split('.')[0]);
  expect([...new Set(own)].sort()).toEqual([
    'azurerm_application_insights_workbook', 'azurerm_monitor_alert_prometheus_rule_group', 'azurerm_monitor_scheduled_query_rules_alert_v2',
  ]);
  expect(stacks.ml!.resource('azurerm_monitor_alert_prometheus_rule_group', 'Old/GpuIdle/Resource')).toMatchObject({ name: 'old-gpu-idle', scopes: [OLD.monitorWorkspaceId] });
});

test('software is installed as into any other, in a stack of its own', () => {
  const bench = new Bench();
  const platform = bench.platform();
  const cluster = TrainingCluster.fromExisting(platform, 'Old', platform, { ...OLD, nodeGroups: [{ accelerator: Accelerator.t4() }] });
  cluster.install(new GpuOperator());
  cluster.install(new CertManager());
  const inside = bench.synth().stack('ml-Ml-Old-workloads');
  expect(inside.dependencies).toEqual(['ml']);
  expect(Object.values(inside.resources('helm_release')).map(({ name }) => name)).toEqual(expect.arrayContaining(['gpu-operator', 'cert-manager']));
});

test('software that it has already is needed by other software, and not installed again', () => {
  const bench = new Bench();
  const platform = bench.platform();
  const cluster = TrainingCluster.fromExisting(platform, 'Old', platform, { ...OLD, nodeGroups: [{ accelerator: Accelerator.t4() }], existingSoftware: ['gpu-operator', 'gpu-device-plugin'] });
  expect(codesOf(() => cluster.install(new GpuOperator()))).toContain('software/installed-twice');
  cluster.install(new Kueue({ teams: [{ team: 'vision', gpus: { t4x1: 1 } }] }));
  expect(Object.values(bench.synth().stack('ml-Ml-Old-workloads').resources('helm_release')).map(({ name }) => name)).toEqual(['kueue', 'kueue-queues']);
});

test('its second stack takes a backend of its user', () => {
  const bench = new Bench();
  const platform = bench.platform();
  const cluster = TrainingCluster.fromExisting(platform, 'Old', platform, OLD);
  new AzurermBackend(cluster.workloadsStack, { resourceGroupName: 'elsewhere', storageAccountName: 'elsewhere', containerName: 'terraform', key: 'inside.tfstate' });
  cluster.install(new CertManager());
  expect(bench.synth().stack('ml-Ml-Old-workloads').backend.config).toMatchObject({ resource_group_name: 'elsewhere', key: 'inside.tfstate' });
});

test('rights are given on it', () => {
  const bench = new Bench();
  const platform = bench.platform();
  TrainingCluster.fromExisting(platform, 'Old', platform, { ...OLD, deployers: [Identity.servicePrincipal(SOMEBODY)] });
  const scopes = Object.values(bench.synth().stack('ml').resources('azurerm_role_assignment')).filter(({ principal_id: who }) => who === SOMEBODY).map(({ scope }) => scope);
  expect(scopes).toEqual([OLD.clusterId, OLD.clusterId]);
});

test('what its network cannot reach is not installed', () => {
  const platform = new Bench().platform();
  const cluster = TrainingCluster.fromExisting(platform, 'Old', platform, { ...OLD, egress: Egress.none() });
  expect(codesOf(() => cluster.install(new CertManager()))).toEqual(['software/unreachable']);
});
