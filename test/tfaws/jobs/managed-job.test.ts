import { Accelerator, Capacity, DataMount, Duration, JobTrigger, Profile, Runtime, Schedule, TrainingBackend, TrainingFramework } from '../../../src/core';
import { ArtifactStore, Identity, TrainingJob } from '../../../src/tfaws';
import { codesOf } from '../../support/refusals';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { stage } from '../platforms';
import { definition, everything, jobStage, SECRET } from './jobs';

const BOUNDARY = 'arn:aws:iam::123456789012:policy/boundary';

const role = (stack: SynthesizedStack, suffix: string) => stack.resource('aws_iam_role', `${suffix}/Role/Resource`);
const policies = (stack: SynthesizedStack, part: string): Attributes[] => Object.values(stack.resources('aws_iam_role_policy'))
  .filter((policy) => JSON.stringify(policy['//']).includes(part))
  .flatMap(({ policy }) => (JSON.parse(policy as string) as Attributes).Statement as Attributes[]);
const allowed = (statements: Attributes[], action: string) => statements.filter(({ Action }) => [Action].flat().includes(action));

describe('a job with everything', () => {
  const made = jobStage(everything);
  const stack = made.synth();
  const request = definition(stack).States.Create.Parameters;

  test('runs privately, encrypted, tagged, on spot machines', () => {
    expect(request.VpcConfig).toEqual({ Subnets: expect.arrayContaining([expect.stringContaining('aws_subnet')]), SecurityGroupIds: [expect.stringContaining('aws_security_group')] });
    expect(request).toMatchObject({ EnableManagedSpotTraining: true, EnableInterContainerTrafficEncryption: true });
    expect(request.OutputDataConfig).toMatchObject({ KmsKeyId: expect.stringContaining('aws_kms_key'), CompressionType: 'NONE' });
    expect(request.Tags).toContainEqual({ Key: 'team', Value: 'vision' });
  });

  test('has folders of the run, and what it reads is told to the code', () => {
    expect(request.CheckpointConfig).toEqual({ 'S3Uri.$': '$.run.checkpoints', 'LocalPath': '/opt/ml/checkpoints' });
    expect(request.Environment).toMatchObject({ 'ML_RUN_ID.$': '$.run.id', 'ML_INPUT_TRAIN': '/opt/ml/input/data/train', 'HF_TOKEN_SECRET_ID': SECRET });
    expect(definition(stack).States.Identify.Parameters.roots.checkpoints).toMatch(/^s3:\/\/.*\/resnet\/checkpoints\/$/);
  });

  test('says to Terraform which dollars are the shell’s', () => {
    const raw = stack.resource('aws_sfn_state_machine').definition as string;
    const references = [...raw.matchAll(/(\$+)\{([^}]*)\}/g)].filter(([, dollars]) => dollars === '$').map(([, , inside]) => inside);
    expect(references.every((inside) => /^(aws|data)[._]/.test(inside!))).toBe(true);
    expect(raw).toContain('$${NCCL_SOCKET_IFNAME');
  });

  test('has a role of its own with exactly its data, its secret and its image', () => {
    expect(role(stack, 'Runs')).toMatchObject({ name: 'acme-ml-resnet-us-east-2-runs', tags: { team: 'vision', platform: 'acme-ml' } });
    const own = policies(stack, 'Runs/Role/Policy');
    expect(allowed(own, 'secretsmanager:GetSecretValue').flatMap(({ Resource }) => Resource as string[])).toEqual([SECRET]);
    expect(allowed(own, 'ecr:BatchGetImage').flatMap(({ Resource }) => Resource as string[])).toEqual(['arn:aws:ecr:us-east-2:763104351884:repository/pytorch-training']);
    const data = policies(stack, 'Ml/Artifacts/Grant-');
    const objects = (action: string) => allowed(data, action).flatMap(({ Resource }) => (Resource as string[]).map((resource) => resource.replace(/^.*?\}\//, '')));
    expect(objects('s3:PutObject').sort()).toEqual(['resnet/checkpoints/*', 'resnet/models/*']);
    expect(objects('s3:GetObject').sort()).toEqual(['imagenet/labels/*', 'imagenet/train/*', 'resnet/checkpoints/*', 'resnet/models/*']);
    own.filter(({ Resource }) => [Resource].flat().includes('*')).forEach(({ Condition }) => expect(Condition).toBeDefined());
  });

  test('is started at three o’clock and by objects, by a role that can do nothing else', () => {
    expect(stack.resource('aws_scheduler_schedule')).toMatchObject({
      schedule_expression: 'cron(0 3 * * ? *)', schedule_expression_timezone: 'UTC', flexible_time_window: { mode: 'OFF' }, kms_key_arn: expect.stringContaining('aws_kms_key'),
    });
    expect(stack.resource('aws_s3_bucket_notification')).toMatchObject({ eventbridge: true });
    const rule = Object.values(stack.resources('aws_cloudwatch_event_rule')).find(({ name }) => name === 'acme-ml-resnet-arrival-1')!;
    expect(JSON.parse(rule.event_pattern as string)).toMatchObject({ source: ['aws.s3'], detail: { object: { key: [{ prefix: 'imagenet/ready' }] } } });
    const starter = policies(stack, 'Starters/Role/Policy');
    expect(starter.map(({ Action }) => Action as string[])).toEqual([['states:StartExecution'], ['kms:Decrypt']]);
    expect(starter[0]!.Resource).toEqual([expect.stringContaining('aws_sfn_state_machine')]);
  });

  test('is watched, and its start is an output', () => {
    const alarm = Object.values(stack.resources('aws_cloudwatch_metric_alarm')).find(({ alarm_name }) => alarm_name === 'acme-ml-resnet-run-failed')!;
    expect(alarm).toMatchObject({ namespace: 'AWS/States', metric_name: 'ExecutionsFailed', threshold: 0, dimensions: { StateMachineArn: expect.stringContaining('aws_sfn_state_machine') } });
    expect(stack.outputs.resnet_start_command).toMatch(/^aws stepfunctions start-execution --region us-east-2 --state-machine-arn \$\{aws_sfn_state_machine/);
    expect(stack.resource('aws_cloudwatch_log_group', 'Machine/Logs')).toMatchObject({ retention_in_days: 365, kms_key_id: expect.stringContaining('aws_kms_key') });
    expect(made.job.quotas).toContainEqual(expect.objectContaining({ quota: 'ml.p5.48xlarge for spot training job usage', needed: 2, region: 'us-east-2' }));
  });
});

test('two jobs that wait for objects of one store switch its events on once', () => {
  const { platform, synth } = jobStage((ml) => ({ triggers: [JobTrigger.artifact(ml.artifacts.path('a'))] }));
  platform.addTrainingJob('Other', {
    runtime: Runtime.pytorch('2.10'), command: ['x'], accelerator: Accelerator.t4(), triggers: [JobTrigger.artifact(platform.artifacts.path('b'))],
  });
  expect(Object.keys(synth().resources('aws_s3_bucket_notification'))).toHaveLength(1);
});

test('a job that nothing starts has no schedule, no rule and no events', () => {
  const stack = jobStage().synth();
  expect(['aws_scheduler_schedule', 'aws_s3_bucket_notification'].filter((type) => stack.hasResource(type))).toEqual([]);
  expect(Object.values(stack.resources('aws_iam_role')).map(({ name }) => name as string).filter((name) => name.includes('resnet')).sort()).toEqual([
    'acme-ml-resnet-us-east-2-machine', 'acme-ml-resnet-us-east-2-runs',
  ]);
});

test('roles are bounded, logs kept as the profile says', () => {
  const stack = jobStage(everything, { guardrails: { permissionsBoundary: BOUNDARY }, profile: Profile.development() }).synth();
  ['Runs', 'Machine', 'Starters'].forEach((suffix) => expect(role(stack, suffix).permissions_boundary).toBe(BOUNDARY));
  expect(stack.resource('aws_cloudwatch_log_group', 'Machine/Logs').retention_in_days).toBe(30);
});

test('whoever is let start runs may start and see this job only', () => {
  const { job, synth } = jobStage();
  job.grantStart(Identity.role('arn:aws:iam::123456789012:role/science'));
  const statements = policies(synth(), 'Grant-start');
  expect(statements.flatMap(({ Action }) => Action as string[])).toContain('states:StartExecution');
  expect(statements.flatMap(({ Resource }) => Resource as string[])).not.toContain('*');
});

test.each<[string, Parameters<typeof jobStage>[0], string]>([
  ['both kinds of days', () => ({ triggers: [JobTrigger.schedule(Schedule.cron({ dayOfMonth: '1', dayOfWeek: '1' }))] }), 'job/schedule'],
  ['a store that exists', (ml) => ({ triggers: [JobTrigger.artifact(ArtifactStore.fromExisting(ml, 'Old', ml, { bucketName: 'old' }).path('a'))] }), 'job/artifact-events'],
  ['warm spot machines', (ml) => ({ capacity: Capacity.spot(), checkpoints: DataMount.stream(ml.artifacts.path('c')), backend: TrainingBackend.managed({ keepWarm: Duration.minutes(5) }) }), 'job/keep-warm-spot'],
  ['an image elsewhere', () => ({ runtime: Runtime.image('ghcr.io/acme/fraud:1') }), 'job/image'],
  ['MPI', () => ({ framework: TrainingFramework.mpi() }), 'job/framework'],
  ['a reservation of EC2', () => ({ accelerator: Accelerator.h100(8), capacity: Capacity.reservation('cr-0123456789abcdef0') }), 'job/reservation'],
])('%s is refused', (_, props, code) => {
  expect(codesOf(() => jobStage(props))).toEqual([code]);
});

test("an image and a training plan may be expressions of Terraform's own", () => {
  const { synth } = jobStage(() => ({ runtime: Runtime.image('${var.image}'), accelerator: Accelerator.h100(8), capacity: Capacity.reservation('${var.plan}') }));
  const request = definition(synth()).States.Create.Parameters;
  expect([request.AlgorithmSpecification.TrainingImage, request.ResourceConfig.TrainingPlanArn]).toEqual(['${var.image}', '${var.plan}']);
});

test('a job stands in a stack of its own', () => {
  const { app, platform } = stage({ region: 'us-east-2' });
  expect(new TrainingJob(platform, 'Inside', { platform, runtime: Runtime.pytorch('2.10'), command: ['x'], accelerator: Accelerator.t4() }).jobName).toBe('acme-ml-inside');
  expect(app.node.findAll().filter(({ node }) => node.id === 'Machine')).toHaveLength(1);
});
