import { spawnSync } from 'child_process';
import {
  Accelerator, Capacity, DataMount, Duration, Egress, JobSecret, JobTrigger, Machine, Profile, Runtime, Scaling, Schedule, Size, TrainingBackend,
  TrainingFramework, TrainingJobProps,
} from '../../../src/core';
import { Identity, MlPlatform, MlPlatformProps, TrainingJob } from '../../../src/tfaws';
import { codesOf } from '../../support/refusals';
import { Attributes, danglingReferences, expectPassed, SynthesizedStack, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { stage } from '../platforms';

const REGION = 'us-east-2';
const IMAGE = '210987654321.dkr.ecr.us-east-2.amazonaws.com/vision/resnet:3';
const SECRET = 'arn:aws:secretsmanager:us-east-2:123456789012:secret:hugging-face-AbCdEf';
const BOUNDARY = 'arn:aws:iam::123456789012:policy/boundary';

interface Made {
  readonly job: TrainingJob;
  readonly synth: () => SynthesizedStack;
}

function made(props: (ml: MlPlatform) => Partial<TrainingJobProps> = () => ({}), platform: Partial<MlPlatformProps> = {}): Made {
  const { platform: ml, synth } = stage({ region: REGION, tags: { team: 'vision' }, ...platform });
  const given = props(ml);
  const job = new TrainingJob(ml, 'Resnet', {
    platform: ml,
    runtime: Runtime.image(IMAGE, 'pytorch'),
    command: ['torchrun', 'train.py', '--name', 'price in ${currency}'],
    backend: TrainingBackend.batch(),
    ...(given.machine ? {} : { accelerator: Accelerator.a10g(4) }),
    ...given,
  });
  return { job, synth };
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

const compute = (stack: SynthesizedStack): Attributes => stack.resource('aws_batch_compute_environment');
const template = (stack: SynthesizedStack): Attributes => stack.resource('aws_launch_template');
const definition = (stack: SynthesizedStack): Attributes => stack.resource('aws_batch_job_definition');
const container = (stack: SynthesizedStack): Attributes => JSON.parse(definition(stack).container_properties as string) as Attributes;

/** What the policies say of the roles whose address has that in it. */
function rightsOf(stack: SynthesizedStack, part: string): Attributes[] {
  return Object.values(stack.resources('aws_iam_role_policy'))
    .filter(({ role }) => (role as string).includes(part))
    .flatMap(({ policy }) => (JSON.parse(policy as string) as Attributes).Statement as Attributes[]);
}

describe('the machines of a job', () => {
  const stack = made(everything).synth();

  test('are there only while something runs, and only those that were asked for', () => {
    expect(compute(stack).compute_resources).toMatchObject({
      min_vcpus: 0,
      max_vcpus: 48,
      instance_type: ['g5.12xlarge'],
      type: 'EC2',
      allocation_strategy: 'BEST_FIT_PROGRESSIVE',
      ec2_configuration: [{ image_type: 'ECS_AL2023_NVIDIA' }],
    });
    expect(compute(made(() => ({ machine: Machine.general(8) })).synth()).compute_resources.ec2_configuration).toEqual([{ image_type: 'ECS_AL2023' }]);
  });

  test('are bought as spot where that was asked for', () => {
    const spot = made((ml) => ({ ...everything(ml), capacity: Capacity.spot() })).synth();
    expect(compute(spot).compute_resources).toMatchObject({ type: 'SPOT', allocation_strategy: 'SPOT_PRICE_CAPACITY_OPTIMIZED' });
  });

  test("have a disk with the platform's key, and metadata for nobody else", () => {
    const { block_device_mappings: [disk], metadata_options: metadata, network_interfaces: interfaces } = template(stack);
    expect(disk.ebs).toMatchObject({ encrypted: 'true', volume_type: 'gp3', volume_size: 200 });
    expect(disk.ebs.kms_key_id).toContain('aws_kms_key.');
    expect(metadata).toEqual({ http_endpoint: 'enabled', http_tokens: 'required', http_put_response_hop_limit: 1 });
    expect(interfaces).toBeUndefined();
    expect(template(made(() => ({ diskSize: Size.gibibytes(750) })).synth()).block_device_mappings[0].ebs.volume_size).toBe(750);
  });

  test('stand where they were reserved', () => {
    const reserved = made(() => ({ ...gang(), capacity: Capacity.reservation('cr-0123456789abcdef0') })).synth();
    expect(template(reserved).capacity_reservation_specification).toEqual({ capacity_reservation_target: { capacity_reservation_id: 'cr-0123456789abcdef0' } });
    expect(reserved.hasResource('aws_placement_group')).toBe(false);
  });

  test('lie in private subnets, in a group of their own that lets them speak with each other and HTTPS', () => {
    const { subnets, security_group_ids: [group] } = compute(stack).compute_resources;
    expect((subnets as string[]).every((subnet) => /private/i.test(subnet))).toBe(true);
    expect(group).toContain('Resnet');
    const rules = (type: string) => Object.values(stack.resources(type)).filter(({ security_group_id: id }) => id === group);
    expect(rules('aws_vpc_security_group_ingress_rule').map(({ referenced_security_group_id: from }) => from as string)).toEqual([group]);
    const to = rules('aws_vpc_security_group_egress_rule').map(({ referenced_security_group_id: other, to_port: port }) => (other ?? port) as unknown);
    expect(new Set(to)).toEqual(new Set([group, 443]));
  });

  test("carry the platform's tags", () => {
    expect(compute(stack).compute_resources.tags).toMatchObject({ team: 'vision', Name: 'acme-ml-resnet' });
    ['aws_batch_job_queue', 'aws_batch_job_definition', 'aws_launch_template', 'aws_iam_instance_profile'].forEach((type) => {
      expect(stack.resource(type).tags).toMatchObject({ team: 'vision' });
    });
    expect(definition(stack).propagate_tags).toBe(true);
  });

  test('are changed in place, or replaced by others that are there before', () => {
    expect(compute(stack)).toMatchObject({
      lifecycle: { create_before_destroy: true },
      update_policy: { job_execution_timeout_minutes: 360, terminate_jobs_on_update: false },
    });
    // Of two environments at once only one can have a name of ours; and only the role that is linked to the service changes them in place.
    expect([compute(stack).name, compute(stack).service_role]).toEqual([undefined, undefined]);
    expect(compute(stack).compute_resources.launch_template.version).toMatch(/latest_version/);
  });

  test('count against the quotas of EC2 at their most', () => {
    expect(made().job.quotas).toEqual([expect.objectContaining({ quota: 'Running On-Demand G and VT instances', needed: 48, unit: 'vCPU', region: REGION })]);
  });
});

describe('a run', () => {
  const stack = made(everything).synth();

  test('has its machine to itself, with room for the system', () => {
    expect(container(stack).resourceRequirements).toEqual([
      { type: 'VCPU', value: '48' }, { type: 'MEMORY', value: String(Math.floor(192 * 1024 * 0.9)) }, { type: 'GPU', value: '4' },
    ]);
    expect(container(stack).privileged).toBe(false);
  });

  test('is told where its data is, and its secrets by their ids', () => {
    const variables = Object.fromEntries((container(stack).environment as Attributes[]).map(({ name, value }) => [name, value as string]));
    expect(variables).toMatchObject({ EPOCHS: '90', ML_JOB_NAME: 'acme-ml-resnet', HF_TOKEN_SECRET_ID: SECRET, AWS_REGION: REGION });
    expect(variables.ML_INPUT_TRAIN).toMatch(/^s3:\/\/.*\/imagenet\/train$/);
    expect(container(stack).secrets).toEqual([{ name: 'HF_TOKEN', valueFrom: SECRET }]);
  });

  test('writes to an encrypted log group that is kept as the profile says', () => {
    const group = stack.resource('aws_cloudwatch_log_group', 'Resnet/Batch/Logs');
    expect(group).toMatchObject({ name: '/acme-ml/jobs/acme-ml-resnet', retention_in_days: Profile.production().settings.logsKept.toDays() });
    expect(group.kms_key_id).toContain('aws_kms_key.');
    expect(container(stack).logConfiguration.options['awslogs-group']).toContain('aws_cloudwatch_log_group.');
  });

  test('starts again when its machine is taken away, and for no other reason', () => {
    expect(definition(stack)).toMatchObject({
      retry_strategy: { attempts: 4, evaluate_on_exit: [{ on_status_reason: 'Host EC2*', action: 'RETRY' }, { on_reason: '*', action: 'EXIT' }] },
      timeout: { attempt_duration_seconds: 12 * 3600 },
    });
  });

  test('that can never start does not wait for ever', () => {
    expect(stack.resource('aws_batch_job_queue').job_state_time_limit_action).toContainEqual({
      action: 'CANCEL', max_time_seconds: 600, reason: 'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT', state: 'RUNNABLE',
    });
  });

  test('of several nodes starts on all of them together, close to each other', () => {
    const gangs = made(gang).synth();
    expect(JSON.parse(definition(gangs).node_properties as string)).toMatchObject({ mainNode: 0, numNodes: 2, nodeRangeProperties: [{ targetNodes: '0:1' }] });
    expect(definition(gangs).type).toBe('multinode');
    expect(gangs.resource('aws_placement_group').strategy).toBe('cluster');
    expect(compute(gangs).compute_resources.subnets).toHaveLength(1);
  });

  test('runs its command as it was given, though Terraform has expressions of its own', () => {
    const { command } = container(stack) as { command: string[] };
    // Two dollars are one for Terraform.
    expect(command.slice(3)).toEqual(['ml-launch', 'torchrun', 'train.py', '--name', 'price in $${currency}']);
    const said = command.slice(1).map((part) => part.replaceAll('$${', '${').replaceAll('%%{', '%{')).map((part) => (part === 'torchrun' ? 'echo' : part));
    const { stdout, stderr } = spawnSync(command[0]!, said, {
      encoding: 'utf8', env: { NODE_ENV: 'test', PATH: process.env.PATH, AWS_BATCH_JOB_ID: 'run', ML_CHECKPOINT_DIR: 's3://a', ML_OUTPUT_DIR: 's3://b' },
    });
    expect({ stdout, stderr }).toEqual({ stdout: 'train.py --name price in ${currency}\n', stderr: '' });
  });
});

describe('rights', () => {
  const stack = made(everything, { guardrails: { permissionsBoundary: BOUNDARY } }).synth();

  test('of the code: its data under its own prefixes, its secrets, nothing else', () => {
    const statements = rightsOf(stack, 'Roles_Job');
    const objects = statements.filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('s3:') && action.endsWith('Object')));
    const prefixes = objects.flatMap(({ Resource }) => [Resource].flat() as string[]).map((resource) => resource.replace(/^\$\{[^}]+\}/, ''));
    expect(prefixes.sort()).toEqual(['/imagenet/train/*', '/resnet/checkpoints/*', '/resnet/models/*']);
    expect([...new Set(statements.flatMap(({ Action }) => [Action].flat().map((action: string) => action.split(':')[0])))].sort()).toEqual(['kms', 's3', 'secretsmanager']);
  });

  test('of what starts containers: the image, the secret, the logs', () => {
    const statements = rightsOf(stack, 'Roles_Execution');
    expect(statements.find(({ Sid }) => Sid === 'PullImages')!.Resource).toEqual(['arn:aws:ecr:us-east-2:210987654321:repository/vision/resnet']);
    expect(statements.find(({ Sid }) => Sid === 'ReadSecrets')!.Resource).toEqual([SECRET]);
    expect(statements.find(({ Sid }) => Sid === 'WriteLogs')!.Resource).toEqual([expect.stringMatching(/aws_cloudwatch_log_group.*:\*$/)]);
  });

  test("of the machines: the cluster of this job's own environment", () => {
    const statements = rightsOf(stack, 'Roles_Nodes');
    expect(statements.flatMap(({ Action }) => Action as string[]).every((action) => action.startsWith('ecs:'))).toBe(true);
    expect(statements.find(({ Sid }) => Sid === 'JoinCluster')!.Resource).toEqual([expect.stringMatching(/:cluster\/AWSBatch-\$\{aws_batch_compute_environment\.\w+\.id\}-\*$/)]);
    expect(statements.filter(({ Resource }) => Resource.includes('*')).map(({ Action }) => Action as unknown)).toEqual([['ecs:DiscoverPollEndpoint']]);
    expect(Object.keys(stack.resources('aws_iam_role_policy_attachment')).filter((address) => address.includes('Resnet'))).toEqual([]);
  });

  test('are bounded as the organization asks for', () => {
    const roles = Object.entries(stack.resources('aws_iam_role')).filter(([address]) => address.includes('Resnet'));
    expect(roles).toHaveLength(5);
    roles.forEach(([, role]) => expect(role.permissions_boundary).toBe(BOUNDARY));
  });

  test('of somebody who may start runs: this queue and this definition', () => {
    const { job, synth } = made();
    job.grantStart(Identity.role('arn:aws:iam::123456789012:role/science'));
    const submit = rightsOf(synth(), 'science').find(({ Action }) => Action.includes('batch:SubmitJob'))!;
    expect(submit.Resource).toEqual([
      expect.stringMatching(/aws_batch_job_queue\..*\.arn/), expect.stringMatching(/\.arn_prefix\}$/), expect.stringMatching(/\.arn_prefix\}:\*$/),
    ]);
  });
});

describe('what starts a run', () => {
  const { job, synth } = made(everything);
  const stack = synth();

  test('a person, by a command', () => {
    expect(job.startCommand).toBe(`aws batch submit-job --region ${REGION} --job-name acme-ml-resnet --job-queue acme-ml-resnet --job-definition acme-ml-resnet`);
    expect(Object.values(stack.outputs)).toContain(job.startCommand);
  });

  test('a schedule, in the newest revision, once its role may', () => {
    const schedule = stack.resource('aws_scheduler_schedule');
    expect(schedule).toMatchObject({ schedule_expression: 'cron(0 3 * * ? *)', schedule_expression_timezone: 'UTC', target: { arn: 'arn:aws:scheduler:::aws-sdk:batch:submitJob' } });
    expect(JSON.parse(schedule.target.input as string)).toMatchObject({ JobName: 'acme-ml-resnet', JobDefinition: expect.stringMatching(/\.arn_prefix\}$/) as string });
    expect(schedule.kms_key_arn).toContain('aws_kms_key.');
    expect(schedule.depends_on).toEqual([expect.stringContaining('aws_iam_role_policy.')]);
  });

  test('objects that arrive', () => {
    const rule = Object.values(stack.resources('aws_cloudwatch_event_rule')).find(({ event_pattern: pattern }) => (pattern as string).includes('imagenet/ready'))!;
    expect((JSON.parse(rule.event_pattern as string) as Attributes).detail.object.key).toEqual([{ prefix: 'imagenet/ready' }]);
    const target = stack.resource('aws_cloudwatch_event_target', 'ArrivalTarget1');
    expect(target).toMatchObject({ batch_target: { job_name: 'acme-ml-resnet', job_definition: expect.stringMatching(/\.arn_prefix\}$/) as string } });
    expect(target.arn).toMatch(/aws_batch_job_queue\./);
  });

  test('nobody, unless that was asked for', () => {
    expect(made().synth().hasResource('aws_scheduler_schedule')).toBe(false);
  });
});

test('a run that failed for good sets the alarm off, a node of one does not', () => {
  const stack = made().synth();
  expect(stack.resource('aws_cloudwatch_metric_alarm', 'Resnet/RunFailed/Resource')).toMatchObject({
    namespace: 'AWS/Events', metric_name: 'MatchedEvents', statistic: 'Sum', threshold: 0, comparison_operator: 'GreaterThanThreshold', treat_missing_data: 'notBreaching',
  });
  const { event_pattern: pattern } = stack.resource('aws_cloudwatch_event_rule', 'FailedRuns');
  expect(JSON.parse(pattern as string)).toEqual({
    'source': ['aws.batch'],
    'detail-type': ['Batch Job State Change'],
    'detail': { status: ['FAILED'], jobQueue: [expect.stringMatching(/aws_batch_job_queue\./)], jobId: [{ 'anything-but': { wildcard: '*#*' } }] },
  });
});

describe('refused is', () => {
  const refused = (props: (ml: MlPlatform) => Partial<TrainingJobProps>, platform?: Partial<MlPlatformProps>) => codesOf(() => made(props, platform));

  test.each<[string, string, (ml: MlPlatform) => Partial<TrainingJobProps>]>([
    ['several nodes on spot machines', 'job/batch-spot-nodes', () => ({ ...gang(), capacity: Capacity.spot(), acknowledge: ['job/spot-checkpoint'] })],
    ['a folder of objects', 'job/batch-files', (ml) => ({ checkpoints: DataMount.files(ml.artifacts.path('a')) })],
    ['TensorFlow on several nodes', 'job/framework', () => ({ ...gang(), framework: TrainingFramework.tensorflow() })],
    ['MPI', 'job/framework', () => ({ framework: TrainingFramework.mpi() })],
    ['more starts than there are', 'job/retries', () => ({ retries: 10 })],
    ['fewer CPUs than one run needs', 'job/max-cpus', () => ({ ...gang(), backend: TrainingBackend.batch({ maxCpus: 192 }) })],
  ])('%s', (_, code, props) => {
    expect(refused(props)).toEqual([code]);
  });

  test('a network that no machine could take its work from', () => {
    expect(refused(() => ({}), { network: { egress: Egress.none() } })).toEqual(['job/batch-network']);
  });
});

/** ARNs as AWS has them: the plugin reads them where they are used, and Terraform's own mock values are random words. */
const ARNS = {
  aws_iam_instance_profile: 'arn:aws:iam::123456789012:instance-profile/mock',
  aws_batch_compute_environment: 'arn:aws:batch:us-east-2:123456789012:compute-environment/mock',
  aws_batch_job_queue: 'arn:aws:batch:us-east-2:123456789012:job-queue/mock',
};

function override(stack: SynthesizedStack, type: string, arn: string): string {
  const [name] = Object.keys(stack.resources(type));
  return `override_resource {\n  target = ${type}.${name}\n  values = { arn = "${arn}" }\n}`;
}

describe('the real plugin', () => {
  test.each<[string, (ml: MlPlatform) => Partial<TrainingJobProps>]>([
    ['a job with all that there is', everything],
    ['a job of several nodes', gang],
    ['a job on spot machines without GPUs', () => ({ machine: Machine.general(8), capacity: Capacity.spot(), acknowledge: ['job/spot-checkpoint'] })],
    ['a job on a reservation', () => ({ ...gang(), capacity: Capacity.reservation('cr-0123456789abcdef0') })],
  ])('takes %s', (_, props) => {
    const { job, synth } = made(props);
    job.grantStart(Identity.role('arn:aws:iam::123456789012:role/science'));
    const stack = synth();
    expect(danglingReferences(stack)).toEqual([]);
    expectPassed(terraformValidate(stack));
  }, 120_000);

  test('applies a job with all that there is against mocks', () => {
    const stack = made(everything).synth();
    expectPassed(terraformMockedApply(stack, { overrides: Object.entries(ARNS).map(([type, arn]) => override(stack, type, arn)).join('\n') }));
  }, 120_000);
});
