import { Accelerator, AlertChannel, Capacity, DataMount, JobSecret, JobTrigger, Profile, Scaling, Schedule } from '../../../src/core';
import { Identity, MlPlatform, TrainingJob } from '../../../src/tfgcp';
import { danglingReferences, expectPassed, synthApp, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { ATTRIBUTES, mockedAccounts, stackIn, stage } from '../platforms';
import { CPUS, GPUS, jobStage, withData } from './jobs';

function fill(platform: MlPlatform): void {
  new TrainingJob(platform, 'Spot', {
    platform,
    ...GPUS,
    ...withData(platform),
    nodes: Scaling.fixed(4),
    capacity: Capacity.spot(),
    retries: 3,
    secrets: { HF_TOKEN: JobSecret.fromCloud('projects/acme-ml/secrets/hugging-face') },
    triggers: [JobTrigger.schedule(Schedule.daily(3)), JobTrigger.schedule(Schedule.cron({ hour: '6', dayOfWeek: '1' })), JobTrigger.artifact(platform.artifacts.path('imagenet/ready'))],
    command: ['sh', '-c', 'echo ${HOME} "%{done}" $0'],
  }).grantStart(Identity.group('vision@acme.io'));
  new TrainingJob(platform, 'Booked', { platform, ...GPUS, accelerator: Accelerator.h200(8), capacity: Capacity.reservation('projects/acme-ml/zones/europe-west4-b/reservations/h200') });
  platform.addTrainingJob('Fit', { ...CPUS, inputs: { table: DataMount.stream(platform.artifacts.path('table')) } });
}

test('the real plugin takes jobs of every kind', () => {
  const { platform, synth } = jobStage();
  fill(platform);
  const stack = synth();
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
}, 240_000);

test('jobs apply against mocks, and what Workflows gets has names for references and dollars for dollars', () => {
  const { platform, synth } = jobStage(() => ({}), GPUS, { profile: Profile.development(), alerts: [AlertChannel.email('ml@acme.io')] });
  fill(platform);
  const stack = synth();
  const [address] = Object.entries(stack.resources('google_workflows_workflow')).find(([, { name }]) => name === 'acme-ml-spot')!;
  const source = `google_workflows_workflow.${address}.source_contents`;
  expectPassed(terraformMockedApply(stack, {
    overrides: mockedAccounts(stack),
    expect: [
      `strcontains(${source}, "echo \\\\u0024{HOME}")`,
      `strcontains(${source}, "$\${sys.get_env(\\"GOOGLE_CLOUD_WORKFLOW_EXECUTION_ID\\")}")`,
      `length(regexall("\\"serviceAccount\\":\\"acme-ml-job-[0-9a-f]+@acme-ml.iam.gserviceaccount.com\\"", ${source})) == 1`,
      'output.spot_start_command == "gcloud workflows execute acme-ml-spot --project=acme-ml --location=europe-west4"',
    ],
  }));
}, 240_000);

test('the real plugin takes jobs in other places', () => {
  const { app, platform } = stage({ profile: Profile.development() });
  new TrainingJob(stackIn(app, 'team'), 'Resnet', { platform, ...GPUS, ...withData(platform), triggers: [JobTrigger.artifact(platform.artifacts.path('ready'))] });
  const far = MlPlatform.fromAttributes(stackIn(app, 'far'), 'Ml', ATTRIBUTES);
  far.addTrainingJob('Resnet', { ...CPUS, triggers: [JobTrigger.schedule(Schedule.daily(3)), JobTrigger.artifact(far.artifacts.path('ready'))] });
  Object.values(synthApp(app).stacks).forEach((stack) => {
    expect(danglingReferences(stack)).toEqual([]);
    expectPassed(terraformValidate(stack));
  });
}, 240_000);
