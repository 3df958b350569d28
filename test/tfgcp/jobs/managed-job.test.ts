import { Accelerator, AlertChannel, Capacity, DataMount, Duration, JobSecret, JobTrigger, Machine, Runtime, Scaling, Schedule, Size, TrainingFramework } from '../../../src/core';
import { ArtifactStore, MlPlatform, TrainingJob, TrainingJobProps } from '../../../src/tfgcp';
import { Attributes, danglingReferences, synthApp, SynthesizedStack } from '../../support/terraform';
import { vertexFindings } from '../../support/workflow';
import { ATTRIBUTES, stackIn, stage } from '../platforms';
import { CPUS, customJob, GPUS, jobStage, RESERVATION, variablesOf, Wish, withData, workflowSource } from './jobs';

const all = (stack: SynthesizedStack, type: string) => Object.values(stack.resources(type));
const poolsOf = (job: Attributes) => job.jobSpec.workerPoolSpecs as Attributes[];
const jobWith = (props: Partial<TrainingJobProps>, base = GPUS) => customJob(jobStage(() => props, base).synth());

const KINDS: ReadonlyArray<readonly [string, Partial<TrainingJobProps>, Attributes]> = [
  ['an L4', { accelerator: Accelerator.l4() }, { machineType: 'g2-standard-12', acceleratorType: 'NVIDIA_L4', acceleratorCount: 1 }],
  ['a T4', { accelerator: Accelerator.t4(2) }, { machineType: 'n1-standard-16', acceleratorType: 'NVIDIA_TESLA_T4', acceleratorCount: 2 }],
  ['A100s', { accelerator: Accelerator.a100(8, 80) }, { machineType: 'a2-ultragpu-8g', acceleratorType: 'NVIDIA_A100_80GB', acceleratorCount: 8 }],
  ['H100s of a part of a machine', { accelerator: Accelerator.h100(2), capacity: Capacity.spot(), acknowledge: ['job/spot-checkpoint'] }, { machineType: 'a3-highgpu-2g', acceleratorType: 'NVIDIA_H100_80GB', acceleratorCount: 2 }],
  ['reserved H200s', { accelerator: Accelerator.h200(8), capacity: Capacity.reservation(RESERVATION) }, {
    machineType: 'a3-ultragpu-8g',
    acceleratorType: 'NVIDIA_H200_141GB',
    acceleratorCount: 8,
    reservationAffinity: { reservationAffinityType: 'SPECIFIC_RESERVATION', key: 'compute.googleapis.com/reservation-name', values: [RESERVATION] },
  }],
  ['a machine that is newer', { accelerator: undefined, machine: Machine.custom('a4x-highgpu-4g', { cpus: 140, memory: Size.gibibytes(884), gpus: 4 }), acceleratorType: 'NVIDIA_GB200' }, {
    machineType: 'a4x-highgpu-4g', acceleratorType: 'NVIDIA_GB200', acceleratorCount: 4,
  }],
];

test.each(KINDS)('%s: the machine of a run, which the API takes', (_, props, machineSpec) => {
  const job = jobWith(props);
  expect(poolsOf(job).map((pool) => pool.machineSpec as Attributes)).toEqual([machineSpec]);
  expect(vertexFindings(job) ?? '').toBe('');
});

test('a machine without GPUs has no accelerator, and a smaller disk', () => {
  const job = jobWith({}, CPUS);
  expect(poolsOf(job)).toEqual([expect.objectContaining({
    machineSpec: { machineType: 'n2-standard-16' }, diskSpec: { bootDiskType: 'pd-ssd', bootDiskSizeGb: 100 }, replicaCount: '1',
  })]);
  expect(vertexFindings(job) ?? '').toBe('');
});

test('what boots from Hyperdisk only does, with the size that was asked for', () => {
  const job = jobWith({ accelerator: Accelerator.h200(8), capacity: Capacity.reservation(RESERVATION), diskSize: Size.gibibytes(500) });
  expect(poolsOf(job)[0]!.diskSpec).toEqual({ bootDiskType: 'hyperdisk-balanced', bootDiskSizeGb: 500 });
});

test('several nodes are one and the others, alike, and start together again', () => {
  const job = jobWith({ nodes: Scaling.fixed(4), capacity: Capacity.spot(), acknowledge: ['job/spot-checkpoint'] });
  const [first, others] = poolsOf(job);
  expect([first!.replicaCount, others!.replicaCount]).toEqual(['1', '3']);
  expect({ ...others, replicaCount: '1' }).toEqual(first);
  expect(job.jobSpec.scheduling).toEqual({ strategy: 'SPOT', timeout: '86400s', restartJobOnWorkerRestart: true });
  expect(vertexFindings(job) ?? '').toBe('');
});

test('a run is in the network of the platform, encrypted with its key, labeled, and nobody enters it', () => {
  const stack = jobStage().synth();
  const job = customJob(stack);
  expect(job).toMatchObject({
    jobSpec: { pscInterfaceConfig: { networkAttachment: expect.stringContaining('google_compute_network_attachment') as string }, enableWebAccess: false },
    encryptionSpec: { kmsKeyName: expect.stringMatching(/^google_kms_crypto_key_iam_member.*ForWorkflows.*crypto_key_id$/) as string },
    labels: { 'platform': 'acme-ml', 'environment': 'production', 'managed-by': 'ml-platform-constructs', 'job': 'acme-ml-resnet' },
  });
  expect(job.jobSpec.network).toBeUndefined();
  expect(stack.resource('google_compute_network_attachment')).toMatchObject({
    name: 'acme-ml-resnet',
    subnetworks: [expect.stringContaining('google_compute_subnetwork.Ml_Network_Subnetwork')],
    connection_preference: 'ACCEPT_MANUAL',
    depends_on: [expect.stringContaining('google_project_iam_member.Ml_JobGround_Network')],
  });
  expect(stack.resource('google_workflows_workflow')).toMatchObject({ crypto_key_name: expect.stringContaining('google_kms_crypto_key') as string, labels: { platform: 'acme-ml' } });
});

test('its code knows where everything is, and no secret passes through', () => {
  const stack = jobStage((platform) => ({
    ...withData(platform), environment: { EPOCHS: '90' }, secrets: { HF_TOKEN: JobSecret.fromCloud('projects/acme-ml/secrets/hugging-face/versions/3') },
  })).synth();
  const bucket = (stack.resource('google_storage_bucket').name as string);
  expect(variablesOf(customJob(stack, 'r7'))).toEqual({
    ML_RUN_ID: 'r7',
    ML_JOB_NAME: 'acme-ml-resnet',
    ML_INPUT_TRAIN: `/gcs/${bucket}/imagenet/train`,
    ML_INPUT_LABELS: `gs://${bucket}/imagenet/labels`,
    ML_CHECKPOINT_DIR: `/gcs/${bucket}/resnet/checkpoints/r7`,
    ML_OUTPUT_DIR: `gs://${bucket}/resnet/models/r7`,
    EPOCHS: '90',
    HF_TOKEN_SECRET_ID: 'projects/acme-ml/secrets/hugging-face/versions/3',
  });
  expect(stack.json.data?.google_secret_manager_secret_version).toBeUndefined();
});

test('a deployment starts no run: without a trigger there is a workflow, and nothing that calls it', () => {
  const stack = jobStage().synth();
  ['google_cloud_scheduler_job', 'google_eventarc_trigger', 'restful_resource', 'restful_operation'].forEach((type) => expect(stack.resources(type)).toEqual({}));
  expect(all(stack, 'google_project_service').map(({ service }) => service as string)).not.toEqual(expect.arrayContaining(['cloudscheduler.googleapis.com']));
});

test('each schedule starts the workflow, in UTC', () => {
  const schedules = [Schedule.daily(3), Schedule.every(Duration.hours(6))];
  const { job, synth } = jobStage(() => ({ triggers: schedules.map((schedule) => JobTrigger.schedule(schedule)) }));
  const jobs = all(synth(), 'google_cloud_scheduler_job');
  expect(jobs.map(({ name, schedule, time_zone: zone }) => [name, schedule, zone] as unknown[])).toEqual([['acme-ml-resnet', '0 3 * * *', 'Etc/UTC'], ['acme-ml-resnet-2', '0 */6 * * *', 'Etc/UTC']]);
  expect(jobs[0]!.http_target).toMatchObject({
    http_method: 'POST',
    uri: expect.stringMatching(/^https:\/\/workflowexecutions\.googleapis\.com\/v1\/\$\{google_workflows_workflow\..*\.id\}\/executions$/) as string,
    oauth_token: { service_account_email: expect.stringContaining('Starter_Account') as string },
  });
  expect(JSON.parse(Buffer.from(jobs[0]!.http_target.body as string, 'base64').toString())).toEqual({ argument: '{}' });
  expect(job.scheduleResources).toHaveLength(2);
});

describe('new objects', () => {
  const triggerOf = (props: Wish) => jobStage(props).synth().resource('google_eventarc_trigger');

  test('start the workflow by a trigger in the place of their bucket', () => {
    const { synth } = jobStage((platform) => ({ triggers: [JobTrigger.artifact(platform.artifacts.path('ready'))] }));
    const stack = synth();
    expect(stack.resource('google_eventarc_trigger')).toMatchObject({
      location: expect.stringMatching(/^\$\{lower\(google_storage_bucket\..*\.location\)\}$/) as string,
      destination: { workflow: expect.stringContaining('google_workflows_workflow') as string },
      matching_criteria: [{ attribute: 'type', value: 'google.cloud.storage.object.v1.finalized' }, { attribute: 'bucket', value: expect.stringMatching(/google_storage_bucket\..*\.name/) as string }],
      depends_on: expect.arrayContaining([expect.stringContaining('JobGround_Events')]) as unknown[],
    });
    expect(stack.resource('google_project_iam_member', 'JobGround/Events')).toMatchObject({ role: 'roles/pubsub.publisher', member: expect.stringContaining('google_storage_project_service_account') as string });
    const held = all(stack, 'google_project_iam_member').filter(({ member }) => (member as string).includes('Starter')).map(({ role }) => role as string);
    expect(held).toEqual(expect.arrayContaining(['roles/workflows.invoker', 'roles/eventarc.eventReceiver']));
  });

  test('of a bucket in two regions are told where both are', () => {
    const trigger = triggerOf((platform) => ({ triggers: [JobTrigger.artifact(new ArtifactStore(platform, 'Far', { platform, replicaRegion: 'europe-north1' }).path('ready'))] }));
    expect(trigger.location).toMatch(/^\$\{lower\(google_storage_bucket\.Ml_Far/);
  });

  test('of a bucket that existed are told in the region of the platform, or where somebody says', () => {
    const existing = (platform: MlPlatform, location?: string) => ({
      triggers: [JobTrigger.artifact(ArtifactStore.fromExisting(platform, 'Old', platform, { bucketName: 'acme-old' }).path('ready'))], triggerLocation: location,
    });
    expect(triggerOf((platform) => existing(platform))).toMatchObject({ location: 'europe-west4', matching_criteria: [{}, { value: 'acme-old' }] });
    expect(triggerOf((platform) => existing(platform, 'eur4')).location).toBe('eur4');
  });

  test('under two prefixes of a bucket are told once', () => {
    const stack = jobStage((platform) => ({ triggers: ['a', 'b'].map((key) => JobTrigger.artifact(platform.artifacts.path(key))) })).synth();
    expect(all(stack, 'google_eventarc_trigger')).toHaveLength(1);
  });
});

test('a failed run calls the channels of the platform', () => {
  const { job, synth } = jobStage(() => ({}), GPUS, { alerts: [AlertChannel.email('ml@acme.io')] });
  expect(synth().resource('google_monitoring_alert_policy', 'Resnet/RunFailed/Resource')).toMatchObject({
    display_name: 'acme-ml-resnet-run-failed',
    notification_channels: [expect.stringContaining('google_monitoring_notification_channel')],
    documentation: { content: expect.stringContaining('a run failed') as string },
    conditions: [{
      condition_threshold: {
        threshold_value: 0,
        filter: expect.stringMatching(/finished_execution_count.*workflow_id = "acme-ml-resnet".*location = "europe-west4".*status = "FAILED"/) as string,
      },
    }],
  });
  expect(job.metrics.runsFailed().label).toBe('acme-ml-resnet: runs failed');
});

test('the command that starts a run by hand is an output', () => {
  const { job, synth } = jobStage();
  expect(job.startCommand).toBe('gcloud workflows execute acme-ml-resnet --project=acme-ml --location=europe-west4');
  expect(synth().outputs.resnet_start_command).toBe(job.startCommand);
});

test("a run's quotas are those of Vertex AI, on Spot the others", () => {
  const quotasOf = (props: Partial<TrainingJobProps>, base = GPUS) => jobStage(() => props, base).job.quotas.map(({ quota, needed, unit }) => [quota.replace('aiplatform.googleapis.com/', ''), needed, unit]);
  expect(quotasOf({ accelerator: Accelerator.h100(8), nodes: Scaling.fixed(2) })).toEqual([['custom_model_training_nvidia_h100_gpus', 16, 'GPU']]);
  expect(quotasOf({ capacity: Capacity.spot(), acknowledge: ['job/spot-checkpoint'] })).toEqual([
    ['custom_model_training_preemptible_nvidia_l4_gpus', 4, 'GPU'], ['custom_model_training_preemptible_cpus', 48, 'vCPU'],
  ]);
  expect(quotasOf({}, CPUS)).toEqual([['custom_model_training_n2_cpus', 16, 'vCPU']]);
});

test('two jobs of a platform switch services on once, and let the same agents use key and network once', () => {
  const { platform, synth } = jobStage((ml) => ({ ...withData(ml), triggers: [JobTrigger.schedule(Schedule.daily(3)), JobTrigger.artifact(ml.artifacts.path('ready'))] }));
  new TrainingJob(platform, 'Other', { platform, ...CPUS, triggers: [JobTrigger.schedule(Schedule.daily(4)), JobTrigger.artifact(platform.artifacts.path('new'))] });
  const stack = synth();
  const services = all(stack, 'google_project_service').map(({ service }) => service as string);
  expect(services).toEqual([...new Set(services)]);
  expect(all(stack, 'google_kms_crypto_key_iam_member').filter(({ member }) => (member as string).includes('gcp-sa-workflows'))).toHaveLength(1);
  expect(all(stack, 'google_project_iam_member').filter(({ role }) => role === 'roles/pubsub.publisher')).toHaveLength(1);
  const accounts = all(stack, 'google_service_account').map(({ account_id: id }) => id as string);
  expect(accounts).toEqual([...new Set(accounts)]);
  accounts.forEach((id) => expect(id.length).toBeLessThanOrEqual(30));
});

test('the agent is left alone where it may use the key already', () => {
  const stack = jobStage(() => ({ keyAgentGranted: true })).synth();
  expect(JSON.stringify(all(stack, 'google_kms_crypto_key_iam_member'))).not.toContain('gcp-sa-workflows');
  expect(stack.resource('google_workflows_workflow').crypto_key_name).toContain('google_kms_crypto_key_iam_member');
});

test('the subnet of a shared VPC takes a network attachment that somebody made there', () => {
  const networkAttachmentId = 'projects/acme-net/regions/europe-west4/networkAttachments/vertex';
  const existingNetwork = { networkId: 'projects/acme-net/global/networks/shared', privateSubnetIds: ['projects/acme-net/regions/europe-west4/subnetworks/ml'] };
  const stack = jobStage(() => ({ networkAttachmentId }), GPUS, { existingNetwork }).synth();
  expect(customJob(stack).jobSpec.pscInterfaceConfig).toEqual({ networkAttachment: networkAttachmentId });
  expect(stack.resources('google_compute_network_attachment')).toEqual({});
});

test("a job may stand in another stack than its platform, or in another program's", () => {
  const { app, platform } = stage();
  const team = stackIn(app, 'team');
  new TrainingJob(team, 'Resnet', { platform, ...GPUS, ...withData(platform), triggers: [JobTrigger.artifact(platform.artifacts.path('ready'))] });
  const far = stackIn(app, 'far');
  const imported = MlPlatform.fromAttributes(far, 'Ml', ATTRIBUTES);
  imported.addTrainingJob('Resnet', { ...CPUS, inputs: { train: DataMount.files(imported.artifacts.path('train')) }, triggers: [JobTrigger.artifact(imported.artifacts.path('ready'))] });
  const { stacks } = synthApp(app);
  Object.values(stacks).forEach((stack) => expect(danglingReferences(stack)).toEqual([]));
  expect(stacks.team!.dependencies).toEqual(['ml']);
  expect(stacks.ml!.dependencies).toEqual([]);
  expect(stacks.far!.resource('google_eventarc_trigger')).toMatchObject({ location: 'europe-west4', matching_criteria: [{}, { value: 'acme-ml-artifacts-123456' }] });
});

test('a runtime is an image of Vertex AI in the part of the world of the platform', () => {
  const job = jobWith({ runtime: Runtime.tensorflow('2.17'), framework: TrainingFramework.tensorflow() });
  expect(poolsOf(job)[0]!.containerSpec.imageUri).toMatch(/^europe-docker\.pkg\.dev\/vertex-ai\/training\//);
});

test('the workflow is one text that Workflows takes: below its limit, with steps of different names', () => {
  const source = workflowSource(jobStage((platform) => ({ ...withData(platform), nodes: Scaling.fixed(8), triggers: [JobTrigger.artifact(platform.artifacts.path('ready'))] })).synth());
  expect(source.length).toBeLessThan(128 * 1024);
  const steps = [...source.matchAll(/^ {4}- (\w+):$/gm)].map(([, name]) => name);
  expect(steps).toEqual([...new Set(steps)]);
});
