import { Accelerator, Capacity, ClusterAccess, Egress, Machine, NodeGroup, Scaling } from '../../../src/core';
import { Identity, MlPlatform, TrainingCluster, TrainingClusterProps } from '../../../src/tfazure';
import { codesOf } from '../../support/refusals';
import { Bench, EXISTING, SHARED, SOMEBODY } from '../support/stacks';

const ACCESS = ClusterAccess.authorizedNetworks('203.0.113.0/24');
const T4: NodeGroup = { accelerator: Accelerator.t4(), scaling: Scaling.elastic(0, 4) };

function refusal(props: Partial<TrainingClusterProps>, platformProps: Parameters<Bench['platform']>[0] = {}): string[] {
  const platform = new Bench().platform(platformProps);
  return codesOf(() => new TrainingCluster(platform, 'Train', { platform, nodeGroups: [T4], access: ACCESS, ...props }));
}

test.each(['cr-0123456789abcdef0', `${SHARED}/providers/Microsoft.Compute/capacityReservations/gpus`])("'%s' is no capacity reservation group", (id) => {
  expect(refusal({ nodeGroups: [{ ...T4, scaling: Scaling.fixed(2), capacity: Capacity.reservation(id) }] })).toEqual(['training/reservation-id']);
});

test('a spot group has no further nodes in an upgrade', () => {
  expect(refusal({ nodeGroups: [{ ...T4, capacity: Capacity.spot(), surge: 1 }] })).toEqual(['training/surge-on-spot']);
});

test('a region has the zones 1 to 3', () => expect(refusal({ compactZone: 4 })).toEqual(['training/zones']));

test('a group has 1,000 nodes at most, and the pods of all nodes have to fit into their range', () => {
  expect(refusal({ nodeGroups: [{ machine: Machine.general(4), scaling: Scaling.elastic(0, 1_001) }] })).toEqual(['training/node-count']);
  expect(refusal({ nodeGroups: [{ machine: Machine.general(4), scaling: Scaling.elastic(0, 200) }] }, { network: { podCidr: '10.200.0.0/17' } })).toEqual(['training/node-count']);
});

test('nodes do not reach more than the network', () => {
  expect(refusal({ nodeGroups: [{ machine: Machine.general(4) }], egress: Egress.nat() }, { network: { egress: Egress.none() } })).toEqual(['training/egress']);
});

test('GPUs want an operator, which comes from somewhere', () => {
  expect(refusal({}, { network: { egress: Egress.none() } })).toEqual(['software/unreachable']);
  expect(refusal({ nodeGroups: [{ machine: Machine.general(4) }] }, { network: { egress: Egress.none() } })).toEqual([]);
});

test('a network of somebody else needs a subnet for API servers', () => {
  expect(refusal({}, { existingNetwork: EXISTING.network })).toEqual(['training/api-server-subnet']);
});

test('a platform that was imported without what only clusters ask for', () => {
  const bench = new Bench();
  const platform = MlPlatform.fromAttributes(bench.stack, 'Ml', {
    platformName: 'ml',
    tags: {},
    location: 'westeurope',
    nameSuffix: 'abc123',
    resourceGroupId: SHARED,
    networkId: EXISTING.network.networkId,
    privateSubnetIds: EXISTING.network.privateSubnetIds,
    endpointSubnetId: EXISTING.network.endpointSubnetId,
    privateDnsZoneIds: {},
    encryptionKeyId: EXISTING.key.keyId,
    keyIdentityId: EXISTING.key.identityId,
    keyIdentityClientId: SOMEBODY,
    artifactsStorageAccountId: EXISTING.artifacts.storageAccountId,
    artifactsContainerName: 'models',
    registryId: EXISTING.registry.registryId,
    registryUri: 'acme.azurecr.io',
    repositories: [],
    logAnalyticsWorkspaceId: `${SHARED}/providers/Microsoft.OperationalInsights/workspaces/logs`,
    machineLearningWorkspaceId: `${SHARED}/providers/Microsoft.MachineLearningServices/workspaces/ml`,
    machineLearningWorkspacePrincipalId: SOMEBODY,
    criticalActionGroupIds: [],
    warningActionGroupIds: [],
    infoActionGroupIds: [],
    personaRoleIds: {},
  });
  expect(codesOf(() => platform.addTrainingCluster('Train', { nodeGroups: [T4], access: ACCESS }))).toEqual(['training/api-server-subnet', 'training/key-version']);
});

test.each<[string, Partial<TrainingClusterProps>, Parameters<Bench['platform']>[0]]>([
  ['an organization that keeps the zones, but is not asked for this one', {}, { guardrails: { centralDns: true } }],
  ['a zone of another region', { privateDnsZoneId: `${SHARED}/providers/Microsoft.Network/privateDnsZones/private.northeurope.azmk8s.io` }, {}],
  ['a zone for API servers outside of the network', { privateDnsZoneId: `${SHARED}/providers/Microsoft.Network/privateDnsZones/privatelink.westeurope.azmk8s.io` }, {}],
  ['the name of a zone', { privateDnsZoneId: 'private.westeurope.azmk8s.io' }, {}],
  ['a zone for an API server with a public address', { privateDnsZoneId: `${SHARED}/providers/Microsoft.Network/privateDnsZones/private.westeurope.azmk8s.io`, access: ACCESS }, {}],
])('%s', (_, props, platformProps) => {
  expect(refusal({ access: ClusterAccess.private(), acknowledge: ['network/private-runner'], ...props }, platformProps)).toEqual(['training/private-dns-zone']);
});

test('a region without API servers inside a network', () => expect(refusal({}, { location: 'qatarcentral' })).toEqual(['training/region']));

test('a gateway, which AKS lacks', () => expect(refusal({ access: ClusterAccess.gateway() })).toEqual(['access/gateway']));

test('an accelerator that Azure lacks', () => expect(refusal({ nodeGroups: [{ accelerator: Accelerator.l4() }] })).toEqual(['training/accelerator-unavailable']));

test('a deployer of another cloud, before anything is made', () => {
  const bench = new Bench();
  const platform = bench.platform();
  const before = bench.stack.node.findAll().length;
  const deployers = [{ identitySystem: 'aws', identityName: 'arn:aws:iam::123456789012:role/ci' }];
  expect(codesOf(() => new TrainingCluster(platform, 'Train', { platform, nodeGroups: [T4], access: ACCESS, deployers }))).toEqual(['identity/wrong-target']);
  expect(bench.stack.node.findAll()).toHaveLength(before);
});

test('a name that is longer than its parts may be', () => {
  const platform = new Bench().platform({ platformName: 'acme-vision-lab' });
  expect(codesOf(() => platform.addTrainingCluster('A'.repeat(40), { nodeGroups: [T4], access: ACCESS }))).toEqual(['core/name-length']);
});

test('a cluster that exists is told by ids', () => {
  const platform = new Bench().platform();
  expect(codesOf(() => TrainingCluster.fromExisting(platform, 'Old', platform, { clusterId: 'old', monitorWorkspaceId: 'old' }))).toEqual(['platform/resource-id', 'platform/resource-id']);
  const deployers = [Identity.user(SOMEBODY), { identitySystem: 'gcp', identityName: 'x' }];
  const ids = { clusterId: `${SHARED}/providers/Microsoft.ContainerService/managedClusters/old`, monitorWorkspaceId: `${SHARED}/providers/Microsoft.Monitor/accounts/old` };
  expect(codesOf(() => TrainingCluster.fromExisting(platform, 'Old', platform, { ...ids, deployers }))).toEqual(['identity/wrong-target']);
});
