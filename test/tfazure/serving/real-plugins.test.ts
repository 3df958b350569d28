import {
  Accelerator, Approval, ClusterAccess, DataCapture, Duration, EndpointAccess, EndpointKind, EndpointScaling, Machine, Model, ModelStage, Rollout,
  Runtime, Scaling, Shadow, Size, Variant,
} from '../../../src/core';
import { Keda, KubePrometheusStack } from '../../../src/kubernetes';
import { Identity, MlPlatform, ModelEndpoint } from '../../../src/tfazure';
import { danglingReferences, expectPassed, SynthesizedStack, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { Bench, EXISTING, SOMEBODY } from '../support/stacks';

function accepted(stack: SynthesizedStack): void {
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
}

test('endpoints of Azure ML: one model, several, a shadow, captured requests, schedules, texts that are expressions elsewhere', () => {
  const bench = new Bench();
  const platform = bench.platform();
  const { artifacts, registry } = platform;
  platform.addModelEndpoint('Small', { model: Model.fromImage(registry.imageUri('serving', '1')) });
  const large = new ModelEndpoint(platform, 'Large', {
    platform,
    variants: [
      Variant.of('champion', { model: Model.fromArtifact(artifacts.path('fraud/1'), Runtime.xgboost('1.7')), weight: 9 }),
      Variant.of('challenger', { model: Model.fromImage(registry.imageUri('serving', '2'), { healthPath: '/healthz' }), weight: 1, accelerator: Accelerator.t4(1) }),
    ],
    shadow: Shadow.of(Model.fromArtifact(artifacts.path('fraud/2'), Runtime.xgboost('1.7')), { percent: 20 }),
    scaling: Scaling.elastic(2, 8),
    scaleOn: [
      EndpointScaling.requestsPerReplica(600),
      EndpointScaling.latency(Duration.millis(40)),
      EndpointScaling.offHours({ begins: 20, ends: 6 }),
    ],
    rollout: Rollout.linear(25),
    dataCapture: DataCapture.sampled(10),
    access: EndpointAccess.public(),
    objectives: { latencyP99: Duration.millis(200) },
    environment: { NOTE: '@begins ${HOME} %{x} @{y}', STORE: artifacts.uri },
    concurrentRequests: 8,
  });
  large.grantInvoke(Identity.group(SOMEBODY));
  const { stacks } = bench.synth();
  accepted(stacks.ml!);
  expectPassed(terraformMockedApply(stacks.ml!));
}, 240_000);

test('an endpoint of a version of the platform\'s registry', () => {
  const bench = new Bench();
  const platform = bench.platform();
  const registry = platform.addModelRegistry('Models', { stage: ModelStage.DEVELOPMENT, approvers: { 'ada@acme.io': Identity.user(SOMEBODY) } });
  const version = registry.addVersion('1', { model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.xgboost('1.7')), approval: Approval.approved('ada@acme.io') });
  platform.addModelEndpoint('Fraud', { model: Model.fromRegistry(version, Runtime.xgboost('1.7')) });
  const { stacks } = bench.synth();
  accepted(stacks.ml!);
  expect(JSON.stringify(stacks.ml!.resources('azurerm_role_assignment'))).toContain("StringStartsWith 'fraud/'");
}, 240_000);

test('an endpoint in another stack, and one of a platform whose attributes are known at deployment only', () => {
  const bench = new Bench();
  const there = bench.platform();
  new ModelEndpoint(bench.newStack('team'), 'Fraud', { platform: there, model: Model.fromArtifact(there.artifacts.path('fraud/1'), Runtime.xgboost('1.7')) });
  const platform = MlPlatform.fromAttributes(bench.newStack('far'), 'Ml', {
    platformName: there.platformName,
    tags: there.tags,
    location: there.location,
    nameSuffix: there.nameSuffix,
    resourceGroupId: there.resourceGroupId,
    networkId: there.network.networkId,
    privateSubnetIds: there.network.privateSubnetIds,
    endpointSubnetId: there.endpointSubnetId,
    privateDnsZoneIds: there.privateDnsZoneIds,
    encryptionKeyId: there.encryptionKey.keyId,
    keyIdentityId: there.keyIdentityId,
    keyIdentityClientId: there.keyIdentityClientId,
    artifactsStorageAccountId: EXISTING.artifacts.storageAccountId,
    artifactsContainerName: EXISTING.artifacts.containerName,
    registryId: EXISTING.registry.registryId,
    registryUri: EXISTING.registry.registryUri,
    repositories: ['serving'],
    logAnalyticsWorkspaceId: there.logAnalyticsWorkspaceId,
    machineLearningWorkspaceId: there.machineLearningWorkspaceId,
    machineLearningWorkspacePrincipalId: there.machineLearningWorkspacePrincipalId,
    criticalActionGroupIds: [],
    warningActionGroupIds: [],
    infoActionGroupIds: [],
    personaRoleIds: {},
  });
  platform.addModelEndpoint('Far', {
    model: Model.fromImage(platform.registry.imageUri('serving', '1')), machine: Machine.custom('Standard_F8s_v2', { cpus: 8, memory: Size.gibibytes(16) }), scaling: Scaling.elastic(1, 4),
  });
  Object.values(bench.synth().stacks).forEach(accepted);
}, 240_000);

test('an endpoint in a cluster', () => {
  const bench = new Bench();
  const platform = bench.platform();
  const cluster = platform.addTrainingCluster('Serve', { nodeGroups: [{ machine: Machine.general(8), scaling: Scaling.elastic(1, 8) }], access: ClusterAccess.authorizedNetworks('203.0.113.0/24') });
  cluster.install(new KubePrometheusStack());
  cluster.install(new Keda());
  const endpoint = platform.addModelEndpoint('Fraud', {
    kind: EndpointKind.deployment(cluster, { namespace: 'fraud' }),
    model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.sklearn('1.5')),
    scaling: Scaling.elastic(2, 8),
    scaleOn: [EndpointScaling.requestsPerReplica(600)],
    rollout: Rollout.allAtOnce(),
    objectives: { latencyP99: Duration.millis(200) },
  });
  endpoint.grantInvoke(cluster.addServiceAccount('Caller', { namespace: 'shop' }).identity);
  const { stacks } = bench.synth();
  Object.values(stacks).forEach(accepted);
}, 240_000);
