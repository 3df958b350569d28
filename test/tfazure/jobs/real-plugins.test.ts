import { Accelerator, Capacity, ClusterAccess, DataMount, Duration, JobSecret, JobTrigger, Machine, Runtime, Scaling, Schedule, Size, TrainingBackend, TrainingFramework } from '../../../src/core';
import { Kueue, JobSet, KubeflowTrainer } from '../../../src/kubernetes';
import { Identity, MlPlatform, TrainingJob } from '../../../src/tfazure';
import { danglingReferences, expectPassed, SynthesizedStack, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { Bench, EXISTING, SHARED, SOMEBODY } from '../support/stacks';

function accepted(stack: SynthesizedStack): void {
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
}

test('jobs of Azure ML: one node, several, schedules, objects that arrive, what is known at deployment only', () => {
  const bench = new Bench();
  const platform = bench.platform();
  const { artifacts } = platform;
  platform.addTrainingJob('Small', { runtime: Runtime.sklearn('1.5'), command: ['python', 'train.py'], machine: Machine.general(4) });
  const large = new TrainingJob(platform, 'Large', {
    platform,
    runtime: Runtime.image(platform.registry.imageUri('training', '1.4.2'), 'pytorch'),
    framework: TrainingFramework.pytorchFsdp(),
    command: ['torchrun', 'train.py', '--data', artifacts.path('texts').uri, "--note=it's ${HOME} and @{x} and %{y}"],
    environment: { NOTE: '@begins', STORE: artifacts.uri, PATTERN: '${HOME} %{d}' },
    accelerator: Accelerator.h100(8),
    nodes: Scaling.fixed(4),
    capacity: Capacity.spot(),
    backend: TrainingBackend.managed({ keepWarm: Duration.minutes(30) }),
    inputs: { train: DataMount.files(artifacts.path('imagenet/train')), labels: DataMount.stream(artifacts.path('imagenet/labels')) },
    checkpoints: DataMount.files(artifacts.path('large/checkpoints')),
    output: DataMount.stream(artifacts.path('large/output')),
    secrets: { HF_TOKEN: JobSecret.fromCloud(`https://ml-${platform.nameSuffix}.vault.azure.net/secrets/hugging-face`) },
    triggers: [JobTrigger.schedule(Schedule.daily(3)), JobTrigger.schedule(Schedule.every(Duration.hours(6))), JobTrigger.artifact(artifacts.path('imagenet/ready')), JobTrigger.artifact(artifacts.path('manual/ready'))],
  });
  large.grantStart(Identity.group(SOMEBODY));
  new TrainingJob(platform, 'Mpi', {
    platform, runtime: Runtime.mpi('5.0'), command: ['python', 'train.py'], accelerator: Accelerator.t4(4), nodes: Scaling.fixed(2), triggers: [JobTrigger.artifact(artifacts.path('more'))],
  });
  const { stacks } = bench.synth();
  accepted(stacks.ml!);
  expectPassed(terraformMockedApply(stacks.ml!));
}, 240_000);

test('a job in another stack, with a topic that is there', () => {
  const bench = new Bench();
  const platform = bench.platform();
  const other = bench.newStack('team');
  new TrainingJob(other, 'Train', {
    platform,
    runtime: Runtime.image('azureml://registries/azureml/environments/sklearn-1.5/versions/49'),
    command: ['python', 'train.py'],
    machine: Machine.memory(8),
    output: DataMount.files(platform.artifacts.path('train')),
    triggers: [JobTrigger.artifact(platform.artifacts.path('ready'))],
    eventTopicId: `${SHARED}/providers/Microsoft.EventGrid/systemTopics/objects`,
  });
  const { stacks } = bench.synth();
  Object.values(stacks).forEach(accepted);
}, 240_000);

test('a job of a platform whose attributes are known at deployment only', () => {
  const bench = new Bench();
  const there = bench.platform();
  const platform = MlPlatform.fromAttributes(bench.newStack('team'), 'Ml', {
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
    repositories: ['training'],
    logAnalyticsWorkspaceId: there.logAnalyticsWorkspaceId,
    machineLearningWorkspaceId: there.machineLearningWorkspaceId,
    machineLearningWorkspacePrincipalId: there.machineLearningWorkspacePrincipalId,
    criticalActionGroupIds: [],
    warningActionGroupIds: [],
    infoActionGroupIds: [],
    personaRoleIds: {},
  });
  platform.addTrainingJob('Train', {
    runtime: Runtime.image(platform.registry.imageUri('training', '1')),
    command: ['python', 'train.py'],
    machine: Machine.custom('Standard_F8s_v2', { cpus: 8, memory: Size.gibibytes(16) }),
    inputs: { train: DataMount.files(platform.artifacts.path('train')) },
    triggers: [JobTrigger.artifact(platform.artifacts.path('ready')), JobTrigger.schedule(Schedule.daily(1))],
  });
  Object.values(bench.synth().stacks).forEach(accepted);
}, 240_000);

test('a job in a cluster', () => {
  const bench = new Bench();
  const platform: MlPlatform = bench.platform();
  const cluster = platform.addTrainingCluster('Train', { nodeGroups: [{ accelerator: Accelerator.h100(8), scaling: Scaling.elastic(0, 4) }], access: ClusterAccess.authorizedNetworks('203.0.113.0/24') });
  cluster.install(new Kueue({ teams: [{ team: 'vision', gpus: { h100x8: 32 } }] }));
  cluster.install(new JobSet());
  cluster.install(new KubeflowTrainer());
  const job = platform.addTrainingJob('Resnet', {
    backend: TrainingBackend.cluster(cluster, { namespace: 'vision' }),
    runtime: Runtime.pytorch('2.13'),
    command: ['torchrun', 'train.py'],
    accelerator: Accelerator.h100(8),
    nodes: Scaling.fixed(2),
    inputs: { train: DataMount.files(platform.artifacts.path('imagenet/train')) },
    checkpoints: DataMount.files(platform.artifacts.path('resnet/checkpoints')),
    triggers: [JobTrigger.schedule(Schedule.daily(3))],
  });
  job.grantStart(Identity.group(SOMEBODY));
  const { stacks } = bench.synth();
  Object.values(stacks).forEach(accepted);
}, 240_000);
