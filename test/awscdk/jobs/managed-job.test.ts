import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Identity } from '../../../src/awscdk';
import { Accelerator, Capacity, DataMount, Duration, JobTrigger, Profile, Runtime, Schedule, Size, TrainingBackend, TrainingFramework } from '../../../src/core';
import { Json, SynthesizedApp, synthesize, text } from '../../support/cloudformation';
import { definition, everything, made, one, request, SECRET } from './jobs';

const PLAN = 'arn:aws:sagemaker:eu-north-1:123456789012:training-plan/night';
const BOUNDARY = 'arn:aws:iam::123456789012:policy/boundary';

/** All statements of a role, by its logical id. */
const rights = (app: SynthesizedApp, role: string): Json[] => app.of('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy')
  .filter(({ properties }) => JSON.stringify(properties.Roles ?? []).includes(`"${role}"`))
  .flatMap(({ properties }) => properties.PolicyDocument.Statement);

const roleOf = (app: SynthesizedApp, description: string) => app.of('AWS::IAM::Role').find(({ properties }) => properties.Description === `acme-ml-resnet: ${description}`)!;
const allowed = (statements: Json[], action: string): Json[] => statements.filter(({ Action }) => [Action].flat().includes(action));

describe('a run on SageMaker', () => {
  const app = made(everything).synth();
  const asked = request(app);

  test('is private: in the subnets of the platform, with the group of its jobs', () => {
    expect(asked.VpcConfig.Subnets.length).toBeGreaterThanOrEqual(2);
    expect(asked.VpcConfig.SecurityGroupIds).toEqual([expect.stringContaining('Jobs')]);
  });

  test('is encrypted: its output with the key of the platform, its nodes on the wire, its disks by the machine', () => {
    expect(asked.OutputDataConfig.KmsKeyId).toMatch(/Key/);
    expect(asked.EnableInterContainerTrafficEncryption).toBe(true);
    expect(asked.ResourceConfig).toEqual({ InstanceType: 'ml.p5.48xlarge', InstanceCount: 2 });
  });

  test('carries the tags of the platform', () => {
    expect(asked.Tags).toEqual(expect.arrayContaining([{ Key: 'team', Value: 'vision' }, { Key: 'platform', Value: 'acme-ml' }]));
  });

  test('waits for spot machines a day beside the time that it runs', () => {
    expect(asked.EnableManagedSpotTraining).toBe(true);
    expect(asked.StoppingCondition).toEqual({ MaxRuntimeInSeconds: 86_400, MaxWaitTimeInSeconds: 2 * 86_400 });
  });

  test('has folders of its own, and finds its data', () => {
    expect(asked.CheckpointConfig).toEqual({ 'S3Uri.$': '$.run.checkpoints', 'LocalPath': '/opt/ml/checkpoints' });
    expect(asked.InputDataConfig).toEqual([expect.objectContaining({
      ChannelName: 'train', InputMode: 'FastFile', DataSource: { S3DataSource: expect.objectContaining({ S3Uri: expect.stringMatching(/imagenet\/train\/$/) }) },
    })]);
    expect(asked.Environment).toEqual({
      'EPOCHS': '90',
      'HF_TOKEN_SECRET_ID': SECRET,
      'ML_JOB_NAME': 'acme-ml-resnet',
      'ML_RUN_ID.$': '$.run.id',
      'ML_INPUT_TRAIN': '/opt/ml/input/data/train',
      'ML_INPUT_LABELS': expect.stringMatching(/^s3:.*imagenet\/labels$/),
      'ML_CHECKPOINT_DIR': '/opt/ml/checkpoints',
      'ML_OUTPUT_DIR': '/opt/ml/model',
    });
    expect(definition(app).States.Identify.Parameters.roots).toEqual({
      job: 'acme-ml-resnet',
      checkpoints: expect.stringMatching(/resnet\/checkpoints\/$/),
      output: expect.stringMatching(/resnet\/models\/$/),
    });
  });

  test('starts again after errors of SageMaker', () => {
    expect(asked.RetryStrategy).toEqual({ MaximumRetryAttempts: 3 });
    expect(request(made(() => ({ retries: 0 })).synth())).not.toHaveProperty('RetryStrategy');
  });
});

test('data that are streamed are addresses, with folders of the run', () => {
  const asked = request(made((ml) => ({ checkpoints: DataMount.stream(ml.artifacts.path('c')), output: DataMount.stream(ml.artifacts.path('o')) })).synth());
  expect(asked.Environment).toMatchObject({ 'ML_CHECKPOINT_DIR.$': '$.run.checkpoints', 'ML_OUTPUT_DIR.$': '$.run.output' });
  expect(asked).not.toHaveProperty('CheckpointConfig');
});

test('a machine without disks of its own gets one that the key of the platform encrypts, and may stay', () => {
  const { job, synth } = made(() => ({ diskSize: Size.gibibytes(300), backend: TrainingBackend.managed({ keepWarm: Duration.minutes(30) }) }));
  expect(request(synth()).ResourceConfig).toEqual({
    InstanceType: 'ml.m7i.2xlarge', InstanceCount: 1, VolumeSizeInGB: 300, VolumeKmsKeyId: expect.stringMatching(/Key/), KeepAlivePeriodInSeconds: 1800,
  });
  expect(job.quotas.map(({ quota, needed }) => [quota, needed])).toEqual([['ml.m7i.2xlarge for training job usage', 1], ['ml.m7i.2xlarge for training warm pool usage', 1]]);
});

test('a reservation is a training plan, which the role may use, and needs no quota of its own', () => {
  const { job, synth } = made(() => ({ accelerator: Accelerator.h100(8), capacity: Capacity.reservation(PLAN) }));
  const app = synth();
  expect(request(app).ResourceConfig.TrainingPlanArn).toBe(PLAN);
  expect(allowed(rights(app, roleOf(app, 'starts runs and waits for them').id), 'sagemaker:CreateTrainingJob')).toContainEqual(expect.objectContaining({ Resource: PLAN }));
  expect(job.quotas).toEqual([]);
});

describe('the role of a run', () => {
  const app = made(everything).synth();
  const role = roleOf(app, 'runs of the training job');
  const statements = rights(app, role.id);

  test('is taken by SageMaker, for this account only', () => {
    expect(role.properties.AssumeRolePolicyDocument.Statement).toEqual([expect.objectContaining({
      Principal: { Service: 'sagemaker.amazonaws.com' }, Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
    })]);
  });

  test('reads its inputs and writes its checkpoints and output, and no neighbor whose name begins alike', () => {
    const resources = (action: string) => allowed(statements, action).flatMap(({ Resource }) => [Resource].flat().map((resource) => text(resource).replace(/^.*?\//, '')));
    expect(resources('s3:GetObject').sort()).toEqual(['imagenet/labels/*', 'imagenet/train/*', 'resnet/checkpoints/*', 'resnet/models/*']);
    expect(resources('s3:PutObject').sort()).toEqual(['resnet/checkpoints/*', 'resnet/models/*']);
  });

  test('reads its secret and pulls its image, and no others', () => {
    expect(allowed(statements, 'secretsmanager:GetSecretValue').map(({ Resource }) => Resource)).toEqual([SECRET]);
    expect(allowed(statements, 'ecr:BatchGetImage').map(({ Resource }) => text(Resource))).toEqual([expect.stringMatching(/:ecr:eu-north-1:763104351884:repository\/pytorch-training$/)]);
  });

  test('has no right on everything that has a resource level', () => {
    const broad = statements.filter(({ Resource }) => Resource === '*').map(({ Sid, Condition }) => [Sid, Condition !== undefined]);
    expect(broad.every(([, conditional]) => conditional)).toBe(true);
    expect(JSON.stringify(statements)).not.toMatch(/"Action":"[a-z0-9]*:?\*"/);
  });

  test('may pull from the registry of the platform when the image is its own', () => {
    const own = made((ml) => ({ runtime: Runtime.image(ml.registry.imageUri('training', 'v3'), 'pytorch') })).synth();
    const [repository] = allowed(rights(own, roleOf(own, 'runs of the training job').id), 'ecr:BatchGetImage');
    expect(JSON.stringify(repository)).toContain('Registry');
  });
});

describe('the state machine', () => {
  const app = made(everything).synth();
  const machine = one(app, 'AWS::StepFunctions::StateMachine');
  const { States } = definition(app);

  test('is named as the job, traced and logged, encrypted and for as long as the profile says', () => {
    expect(machine).toMatchObject({ StateMachineName: 'acme-ml-resnet', TracingConfiguration: { Enabled: true }, LoggingConfiguration: { Level: 'ALL' } });
    const group = app.of('AWS::Logs::LogGroup').find(({ properties }) => properties.LogGroupName === '/aws/vendedlogs/states/acme-ml-resnet')!;
    expect(group.properties).toMatchObject({ RetentionInDays: 365, KmsKeyId: expect.anything() });
    const key = app.of('AWS::KMS::Key')[0]!.properties.KeyPolicy.Statement.find(({ Sid }: Json) => Sid === 'Logs');
    expect(JSON.stringify(key.Condition)).toContain('/aws/vendedlogs/states/acme-ml-*');
  });

  test('passes one role to SageMaker, and touches jobs of this name only', () => {
    const statements = rights(app, roleOf(app, 'starts runs and waits for them').id);
    expect(allowed(statements, 'iam:PassRole')).toEqual([expect.objectContaining({
      Resource: { 'Fn::GetAtt': [roleOf(app, 'runs of the training job').id, 'Arn'] }, Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
    })]);
    const jobs = allowed(statements, 'sagemaker:CreateTrainingJob').map(({ Resource }) => text(Resource));
    expect(jobs).toEqual([expect.stringMatching(/:training-job\/acme-ml-resnet-\*$/)]);
  });

  test('leads from every state to another one that is there, and ends', () => {
    const ways = Object.values<Json>(States).flatMap((state): Json[] => [state, ...(state.Choices ?? []), ...(state.Catch ?? [])]);
    const next = ways.flatMap(({ Next, Default }) => [Next, Default].filter(Boolean) as string[]);
    expect(next.filter((name) => !(name in States))).toEqual([]);
    expect(Object.keys(States).filter((name) => name !== 'Clock' && !next.includes(name))).toEqual([]);
  });

  test('looks at a long run more seldom, so that its history does not fill up', () => {
    expect(States.Wait.Seconds).toBeGreaterThanOrEqual(60);
    const long = definition(made(() => ({ maxRunTime: Duration.days(28) })).synth()).States.Wait.Seconds;
    expect((28 * 86_400) / long * 9).toBeLessThan(25_000);
  });

  test('names runs so that the longest name of a job still fits', () => {
    const longest = `${'j'.repeat(35)}-20260801-030000-1a2b3c4d-11`;
    expect(longest.length).toBeLessThanOrEqual(63);
    expect(States.Identify.Parameters['id.$']).toContain('$.time[0]');
  });
});

describe('what starts runs', () => {
  test('schedules in UTC, exactly then, encrypted, with a role that starts this job only', () => {
    const app = made(() => ({ triggers: [JobTrigger.schedule(Schedule.daily(3)), JobTrigger.schedule(Schedule.every(Duration.hours(6)))] })).synth();
    const schedules = app.of('AWS::Scheduler::Schedule').map(({ properties }) => properties);
    expect(schedules.map(({ ScheduleExpression }) => ScheduleExpression)).toEqual(['cron(0 3 * * ? *)', 'cron(0 0,6,12,18 * * ? *)']);
    schedules.forEach((schedule) => expect(schedule).toMatchObject({ ScheduleExpressionTimezone: 'UTC', FlexibleTimeWindow: { Mode: 'OFF' }, KmsKeyArn: expect.anything() }));
    const [machine] = app.of('AWS::StepFunctions::StateMachine');
    const statements = rights(app, roleOf(app, 'starts runs').id);
    expect(allowed(statements, 'states:StartExecution')).toEqual([expect.objectContaining({ Resource: { 'Fn::GetAtt': [machine!.id, 'Arn'] } })]);
  });

  test('objects that arrive: the store tells, and a rule listens to this prefix', () => {
    const app = made(everything).synth();
    const bucket = app.of('AWS::S3::Bucket').find(({ properties }) => properties.BucketName === 'acme-ml-artifacts-123456789012-eu-north-1')!;
    expect(bucket.properties.NotificationConfiguration).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } });
    const rule = app.of('AWS::Events::Rule').find(({ properties }) => properties.EventPattern?.source?.[0] === 'aws.s3')!.properties;
    expect(rule.EventPattern).toEqual({
      'source': ['aws.s3'], 'detail-type': ['Object Created'], 'detail': { bucket: { name: [{ Ref: bucket.id }] }, object: { key: [{ prefix: 'imagenet/ready' }] } },
    });
    expect(rule.Targets).toEqual([expect.objectContaining({ RoleArn: expect.anything() })]);
  });

  test('nothing, where nobody asked for it: no schedule, no rule, no role, no events', () => {
    const app = made().synth();
    expect(app.of('AWS::Scheduler::Schedule')).toEqual([]);
    expect(roleOf(app, 'starts runs')).toBeUndefined();
    expect(app.text).not.toContain('EventBridgeEnabled');
  });

  test('somebody by hand, with a command that is an output', () => {
    const { job, synth } = made();
    const outputs = synth().templates.Acme.Outputs;
    expect(text(outputs.AcmeMlResnetStartCommand.Value)).toMatch(/^aws stepfunctions start-execution --region eu-north-1 --state-machine-arn \$\{\w+\.?\w*\}$/);
    expect(job.stateMachineResource).toBeDefined();
    expect(job.jobName).toBe('acme-ml-resnet');
  });

  test('whoever was let, with the least that it takes', () => {
    const { job, stack, app } = made();
    job.grantStart(Identity.of(new Role(stack, 'Ada', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') })));
    const out = synthesize(app);
    const ada = out.of('AWS::IAM::Role').find(({ id }) => id.startsWith('Ada'))!;
    const statements = rights(out, ada.id);
    expect(statements.flatMap(({ Action }) => [Action].flat()).sort()).toEqual([
      'logs:GetLogEvents', 'sagemaker:DescribeTrainingJob', 'states:DescribeExecution', 'states:DescribeStateMachine', 'states:GetExecutionHistory', 'states:ListExecutions',
      'states:StartExecution',
    ]);
    expect(JSON.stringify(statements)).not.toContain('"Resource":"*"');
  });
});

test('a run that failed wakes whom the profile says', () => {
  const app = made(() => ({}), { profile: Profile.development() }).synth();
  const alarm = app.of('AWS::CloudWatch::Alarm').find(({ properties }) => properties.AlarmName === 'acme-ml-resnet-run-failed')!.properties;
  expect(alarm).toMatchObject({ Threshold: 0, ComparisonOperator: 'GreaterThanThreshold' });
  const [{ MetricStat: stat }] = alarm.Metrics;
  expect(stat).toMatchObject({ Stat: 'Sum', Metric: { Namespace: 'AWS/States', MetricName: 'ExecutionsFailed' } });
  expect(stat.Metric.Dimensions).toEqual([{ Name: 'StateMachineArn', Value: { 'Fn::GetAtt': [app.of('AWS::StepFunctions::StateMachine')[0]!.id, 'Arn'] } }]);
});

test('every role is bounded by what the organization imposes', () => {
  const app = made(everything, { guardrails: { permissionsBoundary: BOUNDARY } }).synth();
  const roles = app.of('AWS::IAM::Role').filter(({ id }) => id.startsWith('Resnet'));
  expect(roles).toHaveLength(3);
  roles.forEach(({ properties }) => expect(properties.PermissionsBoundary).toBe(BOUNDARY));
});

test('the platform adds a job, too, and an image that ends is warned of', () => {
  const { ml, synth } = made();
  const job = ml.addTrainingJob('Old', {
    runtime: Runtime.image('123456789012.dkr.ecr.eu-north-1.amazonaws.com/old:1', 'horovod'), framework: TrainingFramework.custom(), command: ['python', 'old.py'], accelerator: Accelerator.t4(),
  });
  expect(job.jobName).toBe('acme-ml-old');
  expect(JSON.stringify(job.node.metadata)).toContain('runtime/ending');
  expect(synth().of('AWS::StepFunctions::StateMachine')).toHaveLength(2);
});
