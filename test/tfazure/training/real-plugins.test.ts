import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  Accelerator, AlertChannel, Capacity, ClusterAccess, Duration, Egress, Machine, MaintenanceWindow, NodeGroup, Placement, Profile, ReleaseChannel,
  Scaling, Severity, Size, Weekday,
} from '../../../src/core';
import { CertManager, Kueue } from '../../../src/kubernetes';
import { Identity, LoginMode, MlPlatform, Outbound, TrainingCluster } from '../../../src/tfazure';
import { danglingReferences, expectPassed, SynthesizedStack, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { Bench, EXISTING, SHARED, SOMEBODY } from '../support/stacks';

const RESERVATION = `${SHARED}/providers/Microsoft.Compute/capacityReservationGroups/gpus`;
const CLUSTER = {
  clusterId: `${SHARED}/providers/Microsoft.ContainerService/managedClusters/old`,
  monitorWorkspaceId: `${SHARED}/providers/Microsoft.Monitor/accounts/old`,
};

function accepted(stack: SynthesizedStack): void {
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
}

const GROUPS: NodeGroup[] = [
  { accelerator: Accelerator.t4(), scaling: Scaling.elastic(0, 8), capacity: Capacity.spot() },
  { accelerator: Accelerator.h100(8), scaling: Scaling.fixed(2) },
  { name: 'booked', accelerator: Accelerator.t4(4), scaling: Scaling.fixed(2), capacity: Capacity.reservation(RESERVATION) },
  { name: 'cpus', machine: Machine.general(16), scaling: Scaling.elastic(0, 10), surge: 2, labels: { 'acme.io/for': 'data' } },
  { name: 'small', machine: Machine.custom('Standard_F8s_v2', { cpus: 8, memory: Size.gibibytes(16) }), diskSize: Size.gibibytes(64), placement: Placement.compact() },
];

test('a cluster with every kind of group, and what runs in it', () => {
  const bench = new Bench();
  const platform = bench.platform({ alerts: [AlertChannel.email('ml@acme.io')], tags: { team: 'ml' } });
  const cluster = platform.addTrainingCluster('Train', { nodeGroups: GROUPS, access: ClusterAccess.authorizedNetworks('203.0.113.0/24') });
  cluster.install(new CertManager());
  cluster.install(new Kueue({ teams: [{ team: 'vision', gpus: { h100x8: 16 } }] }));
  platform.artifacts.grantRead(cluster.addServiceAccount('Trainer', { namespace: 'vision' }).identity);
  cluster.grantEdit(Identity.group(SOMEBODY), 'vision');
  cluster.grantAdmin(Identity.user(SOMEBODY));
  const app = bench.synth();
  accepted(app.stack('ml'));
  expectPassed(terraformMockedApply(app.stack('ml')));
  accepted(app.stack('ml-Ml-Train-workloads'));
}, 240_000);

test('a private cluster without a way out, in a region without zones, for developing', () => {
  const bench = new Bench();
  const platform = bench.platform({ location: 'westus', profile: Profile.development(), network: { egress: Egress.mirrored('registry.acme.internal/ml') } });
  new TrainingCluster(platform, 'Train', {
    platform,
    nodeGroups: [{ accelerator: Accelerator.t4() }],
    releaseChannel: ReleaseChannel.RAPID,
    maintenanceWindow: MaintenanceWindow.weekly(Weekday.SATURDAY, 22, Duration.hours(4)),
    access: ClusterAccess.private(),
    acknowledge: ['network/private-runner'],
    loginMode: LoginMode.WORKLOAD_IDENTITY,
    deployers: [Identity.servicePrincipal(SOMEBODY)],
    quotaReaderIdentityId: EXISTING.key.identityId,
    privateDnsZoneId: `${SHARED}/providers/Microsoft.Network/privateDnsZones/private.westus.azmk8s.io`,
  });
  const app = bench.synth();
  accepted(app.stack('ml'));
  accepted(app.stack('ml-Ml-Train-workloads'));
}, 240_000);

test('a cluster in another stack, in what exists', () => {
  const bench = new Bench();
  const platform = bench.platform({
    existingNetwork: { ...EXISTING.network, apiServerSubnetId: `${EXISTING.network.networkId}/subnets/api-servers` },
    existingEncryptionKey: EXISTING.key,
    existingRegistry: EXISTING.registry,
  });
  const other: TerraformStack = bench.newStack('team');
  const cluster = new TrainingCluster(other, 'Train', { platform, nodeGroups: [GROUPS[1]!], access: ClusterAccess.authorizedNetworks('203.0.113.0/24'), outbound: Outbound.FIREWALL, compactZone: 3 });
  platform.artifacts.grantRead(cluster.addServiceAccount('Trainer', { namespace: 'vision' }).identity);
  const { stacks } = bench.synth();
  expect(stacks.team!.dependencies).toEqual(['ml']);
  Object.values(stacks).forEach(accepted);
}, 240_000);

test('a cluster of a platform that another program made, whose subnets are known at deployment only', () => {
  const bench = new Bench();
  const there = bench.platform();
  const other = bench.newStack('team');
  const platform = MlPlatform.fromAttributes(other, 'Ml', {
    platformName: there.platformName,
    tags: there.tags,
    location: there.location,
    nameSuffix: there.nameSuffix,
    resourceGroupId: there.resourceGroupId,
    networkId: there.network.networkId,
    privateSubnetIds: new TerraformVariable(other, 'subnets', { type: 'list(string)', default: EXISTING.network.privateSubnetIds }).listValue,
    apiServerSubnetId: there.apiServerSubnetId,
    endpointSubnetId: there.endpointSubnetId,
    privateDnsZoneIds: there.privateDnsZoneIds,
    encryptionKeyId: there.encryptionKey.keyId,
    versionedEncryptionKeyId: there.versionedEncryptionKeyId,
    keyIdentityId: there.keyIdentityId,
    keyIdentityClientId: there.keyIdentityClientId,
    artifactsStorageAccountId: EXISTING.artifacts.storageAccountId,
    artifactsContainerName: there.artifacts.storeName,
    registryId: EXISTING.registry.registryId,
    registryUri: there.registry.registryUri,
    repositories: ['training'],
    logAnalyticsWorkspaceId: there.logAnalyticsWorkspaceId,
    machineLearningWorkspaceId: there.machineLearningWorkspaceId,
    machineLearningWorkspacePrincipalId: there.machineLearningWorkspacePrincipalId,
    criticalActionGroupIds: there.alertActionGroupIds(Severity.CRITICAL),
    warningActionGroupIds: [],
    infoActionGroupIds: [],
    personaRoleIds: {},
  });
  platform.addTrainingCluster('Train', { nodeGroups: GROUPS.slice(0, 2), access: ClusterAccess.authorizedNetworks('203.0.113.0/24') });
  const { stacks } = bench.synth();
  expect(stacks['team-Ml-Train-workloads']!.dependencies).toEqual(['team']);
  Object.values(stacks).forEach(accepted);
}, 240_000);

test('a cluster that exists', () => {
  const bench = new Bench();
  const platform: MlPlatform = bench.platform();
  const cluster = TrainingCluster.fromExisting(platform, 'Old', platform, { ...CLUSTER, nodeGroups: [{ accelerator: Accelerator.a100(8, 80) }], deployers: [Identity.user(SOMEBODY)] });
  cluster.install(new CertManager());
  cluster.addServiceAccount('Trainer', { namespace: 'cert-manager' });
  cluster.grantEdit(Identity.group(SOMEBODY), 'vision');
  const app = bench.synth();
  accepted(app.stack('ml'));
  expectPassed(terraformMockedApply(app.stack('ml')));
  accepted(app.stack('ml-Ml-Old-workloads'));
}, 240_000);
