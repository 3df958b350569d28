import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Identity, MlPlatform, MlPlatformProps, TrainingJob } from '../../../src/awscdk';
import {
  Accelerator, Capacity, DataMount, Duration, Egress, JobSecret, JobTrigger, Machine, Profile, Runtime, Scaling, Schedule, Size, TrainingBackend,
  TrainingFramework, TrainingJobProps,
} from '../../../src/core';
import { Json, SynthesizedApp, synthesize, testApp, text } from '../../support/cloudformation';
import { codesOf } from '../../support/refusals';

const ENV = { region: 'eu-north-1', account: '123456789012' };
const IMAGE = '210987654321.dkr.ecr.eu-north-1.amazonaws.com/vision/resnet:3';
const SECRET = 'arn:aws:secretsmanager:eu-north-1:123456789012:secret:hugging-face-AbCdEf';
const BOUNDARY = 'arn:aws:iam::123456789012:policy/boundary';

interface Made {
  readonly job: TrainingJob;
  readonly synth: () => SynthesizedApp;
}

function made(props: (ml: MlPlatform) => Partial<TrainingJobProps> = () => ({}), platform: MlPlatformProps = {}): Made {
  const app = testApp();
  const stack = new Stack(app, 'Acme', { env: ENV });
  const ml = new MlPlatform(stack, 'Ml', { platformName: 'acme-ml', tags: { team: 'vision' }, ...platform });
  const given = props(ml);
  const job = new TrainingJob(stack, 'Resnet', {
    platform: ml,
    runtime: Runtime.image(IMAGE, 'pytorch'),
    command: ['torchrun', 'train.py', '--name', "it's new"],
    backend: TrainingBackend.batch(),
    ...(given.machine ? {} : { accelerator: Accelerator.a10g(4) }),
    ...given,
  });
  return { job, synth: () => synthesize(app) };
}

/** A job with all that there is. */
const everything = (ml: MlPlatform): Partial<TrainingJobProps> => ({
  inputs: { train: DataMount.stream(ml.artifacts.path('imagenet/train')) },
  checkpoints: DataMount.stream(ml.artifacts.path('resnet/checkpoints')),
  output: DataMount.stream(ml.artifacts.path('resnet/models')),
  environment: { EPOCHS: '90' },
  secrets: { HF_TOKEN: JobSecret.fromCloud(SECRET) },
  triggers: [JobTrigger.schedule(Schedule.daily(3)), JobTrigger.artifact(ml.artifacts.path('imagenet/ready'))],
  maxRunTime: Duration.hours(12),
});

const gang = (): Partial<TrainingJobProps> => ({ accelerator: Accelerator.h100(8), nodes: Scaling.fixed(2) });

const one = (app: SynthesizedApp, type: string): Json => {
  const found = app.of(type);
  expect(found).toHaveLength(1);
  return found[0]!.properties;
};

const definition = (app: SynthesizedApp): Json => one(app, 'AWS::Batch::JobDefinition');
const container = (app: SynthesizedApp): Json => definition(app).ContainerProperties;
const compute = (app: SynthesizedApp): Json => one(app, 'AWS::Batch::ComputeEnvironment');

/** What the policies of the roles say whose id has that in it. */
function rightsOf(app: SynthesizedApp, part: string): Json[] {
  return app.of('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy')
    .filter(({ properties }) => properties.Roles?.some((role: Json) => text(role).includes(part)))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement);
}

describe('the machines of a job', () => {
  const app = made(everything).synth();

  test('are there only while something runs, and only those that were asked for', () => {
    expect(compute(app).ComputeResources).toMatchObject({
      MinvCpus: 0, MaxvCpus: 48, InstanceTypes: ['g5.12xlarge'], Type: 'EC2', AllocationStrategy: 'BEST_FIT_PROGRESSIVE', Ec2Configuration: [{ ImageType: 'ECS_AL2023_NVIDIA' }],
    });
    expect(compute(made(() => ({ machine: Machine.general(8) })).synth()).ComputeResources.Ec2Configuration).toEqual([{ ImageType: 'ECS_AL2023' }]);
  });

  test('are bought as spot where that was asked for', () => {
    const spot = made((ml) => ({ ...everything(ml), capacity: Capacity.spot() })).synth();
    expect(compute(spot).ComputeResources).toMatchObject({ Type: 'SPOT', AllocationStrategy: 'SPOT_PRICE_CAPACITY_OPTIMIZED' });
  });

  test('stand where they were reserved', () => {
    const reserved = made(() => ({ ...gang(), capacity: Capacity.reservation('cr-0123456789abcdef0') })).synth();
    const { LaunchTemplateData } = one(reserved, 'AWS::EC2::LaunchTemplate');
    expect(LaunchTemplateData.CapacityReservationSpecification.CapacityReservationTarget).toEqual({ CapacityReservationId: 'cr-0123456789abcdef0' });
    expect(reserved.of('AWS::EC2::PlacementGroup')).toEqual([]);
  });

  test("have a disk with the platform's key, and metadata for nobody else", () => {
    const { BlockDeviceMappings: [disk], MetadataOptions, NetworkInterfaces } = one(app, 'AWS::EC2::LaunchTemplate').LaunchTemplateData;
    expect(disk.Ebs).toMatchObject({ Encrypted: true, VolumeType: 'gp3', VolumeSize: 200 });
    expect(text(disk.Ebs.KmsKeyId)).toContain('MlKey');
    expect(MetadataOptions).toEqual({ HttpEndpoint: 'enabled', HttpTokens: 'required', HttpPutResponseHopLimit: 1 });
    expect(NetworkInterfaces).toBeUndefined();
    const { LaunchTemplateData } = one(made(() => ({ diskSize: Size.gibibytes(750) })).synth(), 'AWS::EC2::LaunchTemplate');
    expect(LaunchTemplateData.BlockDeviceMappings[0].Ebs.VolumeSize).toBe(750);
  });

  test('lie in private subnets, and speak with each other and HTTPS', () => {
    const { Subnets, SecurityGroupIds: [group] } = compute(app).ComputeResources;
    const subnets = app.of('AWS::EC2::Subnet').filter(({ id }) => Subnets.some((subnet: Json) => text(subnet).includes(id)));
    expect(subnets.map(({ properties }) => properties.MapPublicIpOnLaunch)).toEqual(Subnets.map(() => false));
    expect(subnets.every(({ id }) => id.includes('Private'))).toBe(true);
    expect(text(group)).toContain('Resnet');
    const [found] = app.of('AWS::EC2::SecurityGroup').filter(({ id }) => text(group).includes(id));
    expect(found!.properties.SecurityGroupEgress).toEqual([expect.objectContaining({ FromPort: 443, ToPort: 443, IpProtocol: 'tcp' })]);
    expect(app.of('AWS::EC2::SecurityGroupIngress').some(({ properties }) => text(properties.GroupId) === text(group) && text(properties.SourceSecurityGroupId) === text(group))).toBe(true);
  });

  test("carry the platform's tags", () => {
    expect(compute(app).ComputeResources.Tags).toMatchObject({ team: 'vision', Name: 'acme-ml-resnet' });
    expect(one(app, 'AWS::Batch::JobQueue').Tags).toMatchObject({ team: 'vision' });
    expect(definition(app)).toMatchObject({ Tags: { team: 'vision' }, PropagateTags: true });
  });

  test('are changed in place, and what cannot be has no name that it would need twice', () => {
    expect(compute(app)).toMatchObject({
      ReplaceComputeEnvironment: false,
      UpdatePolicy: { JobExecutionTimeoutMinutes: 360, TerminateJobsOnUpdate: false },
    });
    expect(compute(app).ServiceRole).toBeUndefined();
    expect([compute(app).ComputeEnvironmentName, one(app, 'AWS::Batch::JobQueue').JobQueueName]).toEqual([undefined, undefined]);
  });

  test('count against the quotas of EC2 at their most', () => {
    expect(made().job.quotas).toEqual([expect.objectContaining({ quota: 'Running On-Demand G and VT instances', needed: 48, unit: 'vCPU', region: 'eu-north-1' })]);
    const [need] = made(() => ({ backend: TrainingBackend.batch({ maxCpus: 200 }) })).job.quotas;
    expect(need!.needed).toBe(192);
  });
});

describe('a run', () => {
  const app = made(everything).synth();

  test('has its machine to itself, with room for the system', () => {
    expect(container(app).ResourceRequirements).toEqual([
      { Type: 'VCPU', Value: '48' }, { Type: 'MEMORY', Value: String(Math.floor(192 * 1024 * 0.9)) }, { Type: 'GPU', Value: '4' },
    ]);
    expect(container(app).LinuxParameters.SharedMemorySize).toBeLessThan(192 * 1024 * 0.9);
    expect(container(app).Privileged).toBe(false);
  });

  test('is told where its data is, and its secrets by their ids', () => {
    const variables = Object.fromEntries(container(app).Environment.map(({ Name, Value }: Json) => [Name, text(Value)]));
    expect(variables).toMatchObject({ EPOCHS: '90', ML_JOB_NAME: 'acme-ml-resnet', HF_TOKEN_SECRET_ID: SECRET, AWS_REGION: 'eu-north-1' });
    expect(variables.ML_INPUT_TRAIN).toMatch(/^s3:\/\/.*\/imagenet\/train$/);
    expect(container(app).Secrets).toEqual([{ Name: 'HF_TOKEN', ValueFrom: SECRET }]);
  });

  test('writes to an encrypted log group that is kept as the profile says', () => {
    const group = app.of('AWS::Logs::LogGroup').find(({ id }) => text(container(app).LogConfiguration.Options['awslogs-group']).includes(id))!;
    expect(group.properties).toMatchObject({ LogGroupName: '/acme-ml/jobs/acme-ml-resnet', RetentionInDays: Profile.production().settings.logsKept.toDays() });
    expect(text(group.properties.KmsKeyId)).toContain('MlKey');
  });

  test('starts again when its machine is taken away, and for no other reason', () => {
    const { RetryStrategy, Timeout } = definition(app);
    expect(RetryStrategy).toEqual({ Attempts: 4, EvaluateOnExit: [{ OnStatusReason: 'Host EC2*', Action: 'RETRY' }, { OnReason: '*', Action: 'EXIT' }] });
    expect(Timeout).toEqual({ AttemptDurationSeconds: 12 * 3600 });
    expect(definition(made(() => ({ retries: 0 })).synth()).RetryStrategy.Attempts).toBe(1);
  });

  test('that can never start does not wait for ever', () => {
    expect(one(app, 'AWS::Batch::JobQueue').JobStateTimeLimitActions).toContainEqual({
      Action: 'CANCEL', MaxTimeSeconds: 600, Reason: 'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT', State: 'RUNNABLE',
    });
  });

  test('of several nodes starts on all of them together, close to each other', () => {
    const gangs = made(gang).synth();
    expect(definition(gangs)).toMatchObject({ Type: 'multinode', NodeProperties: { MainNode: 0, NumNodes: 2, NodeRangeProperties: [{ TargetNodes: '0:1' }] } });
    expect(one(gangs, 'AWS::EC2::PlacementGroup')).toMatchObject({ Strategy: 'cluster' });
    expect(compute(gangs).ComputeResources.Subnets).toHaveLength(1);
    expect(compute(gangs).ComputeResources.MaxvCpus).toBe(2 * 192);
  });

  test('of several nodes without a fabric may lie in any zone', () => {
    const gangs = made(() => ({ machine: Machine.general(16), nodes: Scaling.fixed(3), framework: TrainingFramework.ray() })).synth();
    expect(gangs.of('AWS::EC2::PlacementGroup')).toEqual([]);
    expect(compute(gangs).ComputeResources.Subnets.length).toBeGreaterThan(1);
  });
});

describe('rights', () => {
  const app = made(everything, { guardrails: { permissionsBoundary: BOUNDARY } }).synth();

  test('of the code: its data under its own prefixes, its secrets, nothing else', () => {
    const statements = rightsOf(app, 'BatchRolesJob');
    const objects = statements.filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('s3:') && action.endsWith('Object')));
    expect(objects.map(({ Resource }) => text(Resource).replace(/^\$\{[^}]+\}/, '')).sort()).toEqual(['/imagenet/train/*', '/resnet/checkpoints/*', '/resnet/models/*']);
    const services = new Set(statements.flatMap(({ Action }) => [Action].flat().map((action: string) => action.split(':')[0])));
    expect([...services].sort()).toEqual(['kms', 's3', 'secretsmanager']);
    expect(statements.find(({ Action }) => Action === 'secretsmanager:GetSecretValue').Resource).toBe(SECRET);
  });

  test('of what starts containers: the image, the secret, the logs', () => {
    const statements = rightsOf(app, 'BatchRolesExecution');
    expect(text(statements.find(({ Sid }) => Sid === 'PullImages').Resource)).toMatch(/:ecr:eu-north-1:210987654321:repository\/vision\/resnet$/);
    expect(statements.find(({ Sid }) => Sid === 'ReadSecrets').Resource).toBe(SECRET);
    expect(text(statements.find(({ Sid }) => Sid === 'WriteLogs').Resource)).toContain('BatchLogs');
  });

  test("of the machines: the cluster of this job's own environment", () => {
    const statements = rightsOf(app, 'BatchRolesNodes');
    expect(statements.flatMap(({ Action }) => Action).every((action: string) => action.startsWith('ecs:'))).toBe(true);
    const { Resource: cluster } = statements.find(({ Sid }) => Sid === 'JoinCluster');
    expect(JSON.stringify(cluster)).toMatch(/:cluster\/AWSBatch-.*ComputeEnvironmentArn/);
    expect(statements.filter(({ Resource }) => Resource === '*').map(({ Action }) => Action)).toEqual(['ecs:DiscoverPollEndpoint']);
    expect(app.of('AWS::IAM::Role').filter(({ id }) => id.includes('Resnet')).flatMap(({ properties }) => properties.ManagedPolicyArns ?? [])).toEqual([]);
  });

  test('are bounded as the organization asks for, and taken by the services of this account', () => {
    const roles = app.of('AWS::IAM::Role').filter(({ id }) => id.includes('Resnet'));
    expect(roles).toHaveLength(5);
    roles.forEach(({ properties }) => expect(properties.PermissionsBoundary).toBe(BOUNDARY));
    const [trust] = roles.find(({ id }) => id.includes('RolesJob'))!.properties.AssumeRolePolicyDocument.Statement;
    expect(trust).toMatchObject({ Principal: { Service: 'ecs-tasks.amazonaws.com' }, Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } } });
  });

  test('of somebody who may start runs: this queue and this definition', () => {
    const starting = made();
    const role = new Role(Stack.of(starting.job), 'Ada', { assumedBy: new AccountPrincipal('123456789012') });
    starting.job.grantStart(Identity.of(role));
    const statements = rightsOf(starting.synth(), 'Ada');
    const submit = statements.find(({ Action }) => Action === 'batch:SubmitJob');
    expect(submit.Resource.map(text)).toEqual([
      expect.stringContaining('JobQueueArn'), expect.stringMatching(/:job-definition\/acme-ml-resnet$/), expect.stringMatching(/:job-definition\/acme-ml-resnet:\*$/),
    ]);
    expect(statements.flatMap(({ Action }) => Action).filter((action: string) => action.startsWith('batch:')).sort()).toEqual(['batch:DescribeJobs', 'batch:ListJobs', 'batch:SubmitJob']);
  });
});

describe('what starts a run', () => {
  const { job, synth } = made(everything);
  const app = synth();

  test('a person, by a command', () => {
    expect(job.startCommand).toMatch(/^aws batch submit-job --region eu-north-1 --job-name acme-ml-resnet --job-queue \S+ --job-definition acme-ml-resnet$/);
    expect(app.outputs).toContain('AcmeMlResnetStartCommand');
  });

  test('a schedule, in the newest revision', () => {
    const schedule = one(app, 'AWS::Scheduler::Schedule');
    expect(schedule).toMatchObject({ ScheduleExpression: 'cron(0 3 * * ? *)', ScheduleExpressionTimezone: 'UTC' });
    expect(text(schedule.Target.Arn)).toMatch(/:scheduler:::aws-sdk:batch:submitJob$/);
    expect(text(schedule.Target.Input)).toMatch(/"JobDefinition":"arn:.*:job-definition\/acme-ml-resnet"\}$/);
    expect(text(schedule.KmsKeyArn)).toContain('MlKey');
    expect(rightsOf(app, 'TriggersScheduler').map(({ Action }) => Action).sort()).toEqual(['batch:SubmitJob', 'kms:Decrypt']);
  });

  test('objects that arrive', () => {
    const rule = app.of('AWS::Events::Rule').find(({ properties }) => properties.EventPattern.source.includes('aws.s3'))!.properties;
    expect(rule.EventPattern.detail.object.key).toEqual([{ prefix: 'imagenet/ready' }]);
    expect(rule.Targets[0].BatchParameters.JobName).toBe('acme-ml-resnet');
    expect(text(rule.Targets[0].BatchParameters.JobDefinition)).toMatch(/:job-definition\/acme-ml-resnet$/);
    expect(text(rule.Targets[0].Arn)).toContain('JobQueueArn');
  });

  test('waits until there is a definition to start, and nothing is started by a deployment', () => {
    const ids = app.of('AWS::Batch::JobDefinition').map(({ id }) => id);
    const template = Object.values(app.templates)[0];
    ['AWS::Scheduler::Schedule', 'AWS::Events::Rule'].forEach((type) => app.of(type).filter(({ id }) => id.includes('Triggers')).forEach(({ id }) => {
      expect(template.Resources[id].DependsOn).toEqual(expect.arrayContaining(ids));
    }));
    expect(app.resources.filter(({ type }) => type.startsWith('Custom::') && type.includes('Batch'))).toEqual([]);
  });

  test('nobody, unless that was asked for', () => {
    const quiet = made().synth();
    expect(quiet.of('AWS::Scheduler::Schedule')).toEqual([]);
    expect(quiet.of('AWS::IAM::Role').filter(({ id }) => id.includes('Triggers'))).toEqual([]);
  });
});

test('a run that failed for good sets the alarm off, a node of one does not', () => {
  const app = made().synth();
  const alarm = app.of('AWS::CloudWatch::Alarm').find(({ id }) => id.includes('Resnet'))!.properties;
  expect(alarm).toMatchObject({ Threshold: 0, ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'notBreaching' });
  const { Metric, Stat } = alarm.Metrics[0].MetricStat;
  expect({ Stat, ...Metric }).toMatchObject({ Stat: 'Sum', Namespace: 'AWS/Events', MetricName: 'MatchedEvents', Dimensions: [{ Name: 'RuleName' }] });
  const [rule] = app.of('AWS::Events::Rule').filter(({ id }) => text(Metric.Dimensions[0].Value).includes(id));
  expect(rule!.properties.EventPattern).toMatchObject({
    'source': ['aws.batch'], 'detail-type': ['Batch Job State Change'], 'detail': { status: ['FAILED'], jobId: [{ 'anything-but': { wildcard: '*#*' } }] },
  });
  expect(text(rule!.properties.EventPattern.detail.jobQueue[0])).toContain('JobQueueArn');
});

describe('refused is', () => {
  const refused = (props: (ml: MlPlatform) => Partial<TrainingJobProps>, platform?: MlPlatformProps) => codesOf(() => made(props, platform));

  test('several nodes on spot machines', () => {
    expect(refused(() => ({ ...gang(), capacity: Capacity.spot(), acknowledge: ['job/spot-checkpoint'] }))).toEqual(['job/batch-spot-nodes']);
    expect(refused(() => ({ capacity: Capacity.spot(), acknowledge: ['job/spot-checkpoint'] }))).toEqual([]);
  });

  test('a folder of objects', () => {
    expect(refused((ml) => ({ inputs: { train: DataMount.files(ml.artifacts.path('a')) }, output: DataMount.files(ml.artifacts.path('b')) }))).toEqual(['job/batch-files']);
  });

  test('TensorFlow on several nodes, MPI on any', () => {
    expect(refused(() => ({ ...gang(), framework: TrainingFramework.tensorflow() }))).toEqual(['job/framework']);
    expect(refused(() => ({ framework: TrainingFramework.tensorflow() }))).toEqual([]);
    expect(refused(() => ({ framework: TrainingFramework.mpi() }))).toEqual(['job/framework']);
  });

  test('more starts than there are', () => {
    expect(refused(() => ({ retries: 10 }))).toEqual(['job/retries']);
    expect(refused(() => ({ retries: 9 }))).toEqual([]);
  });

  test('fewer CPUs than one run needs', () => {
    expect(refused(() => ({ ...gang(), backend: TrainingBackend.batch({ maxCpus: 192 }) }))).toEqual(['job/max-cpus']);
    expect(refused(() => ({ machine: Machine.general(16), backend: TrainingBackend.batch({ maxCpus: 8 }) }))).toEqual(['job/max-cpus']);
  });

  test('a network that no machine could take its work from', () => {
    expect(refused(() => ({}), { network: { egress: Egress.none() } })).toEqual(['job/batch-network']);
  });
});

describe('the script of a container, run by sh', () => {
  const folder = mkdtempSync(join(tmpdir(), 'batch-'));
  const bin = (name: string, body: string) => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  bin('torchrun', 'for word in "$@"; do printf "[%s]" "$word"; done; echo; env | grep -E "^(ML_|PET_)" | sort');
  bin('hostname', 'echo "10.0.1.7 "');
  // The last line of the entry point of AWS's images.
  writeFileSync(join(folder, 'entrypoint.sh'), 'eval "$@"\n');
  afterAll(() => rmSync(folder, { recursive: true }));

  const command = container(made(everything).synth()).Command.map(text) as string[];
  const places = { ML_CHECKPOINT_DIR: 's3://acme/resnet/checkpoints', ML_OUTPUT_DIR: 's3://acme/resnet/models/' };

  function run(variables: Record<string, string>, argv = command): string {
    const { stdout, stderr, status } = spawnSync(argv[0]!, argv.slice(1), {
      encoding: 'utf8', env: { NODE_ENV: 'test', PATH: `${folder}:${process.env.PATH}`, AWS_BATCH_JOB_ID: '4c7599ae-0a82-49aa-ba5a-4727fcce14a8', ...places, ...variables },
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    return stdout;
  }

  test('gives one node alone what it needs, and the command as it is', () => {
    const said = run({});
    expect(said).toContain("[train.py][--name][it's new]");
    expect(said).toContain('ML_RUN_ID=4c7599ae-0a82-49aa-ba5a-4727fcce14a8\n');
    expect(said).toContain('ML_CHECKPOINT_DIR=s3://acme/resnet/checkpoints/4c7599ae-0a82-49aa-ba5a-4727fcce14a8\n');
    expect(said).toContain('ML_OUTPUT_DIR=s3://acme/resnet/models/4c7599ae-0a82-49aa-ba5a-4727fcce14a8\n');
    expect(said).toContain('PET_MASTER_ADDR=127.0.0.1\n');
    expect(said).toContain('PET_NNODES=1\nPET_NODE_RANK=0\nPET_NPROC_PER_NODE=4\n');
  });

  test('gives the first of several nodes its own address', () => {
    const said = run({ AWS_BATCH_JOB_NODE_INDEX: '0', AWS_BATCH_JOB_NUM_NODES: '2' });
    expect(said).toContain('PET_MASTER_ADDR=10.0.1.7\n');
    expect(said).toContain('PET_NNODES=2\nPET_NODE_RANK=0\n');
  });

  test('gives the other nodes the address of the first one, and the same run', () => {
    const said = run({
      AWS_BATCH_JOB_ID: '4c7599ae-0a82-49aa-ba5a-4727fcce14a8#1', AWS_BATCH_JOB_NODE_INDEX: '1', AWS_BATCH_JOB_NUM_NODES: '2', AWS_BATCH_JOB_MAIN_NODE_PRIVATE_IPV4_ADDRESS: '10.0.1.7',
    });
    expect(said).toContain('ML_RUN_ID=4c7599ae-0a82-49aa-ba5a-4727fcce14a8\n');
    expect(said).toContain('PET_MASTER_ADDR=10.0.1.7\n');
    expect(said).toContain('PET_NODE_RANK=1\n');
  });

  test("does the same behind the entry point of AWS's images, which glues the command together", () => {
    expect(run({}, ['bash', join(folder, 'entrypoint.sh'), ...command])).toBe(run({}));
  });

  test('fails when the command fails', () => {
    bin('fails', 'exit 7');
    expect(spawnSync(command[0]!, [...command.slice(1, 4), 'fails'], { env: { NODE_ENV: 'test', PATH: `${folder}:${process.env.PATH}` } }).status).toBe(7);
  });
});
