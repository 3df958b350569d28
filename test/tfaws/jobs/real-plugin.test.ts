import { Accelerator, Capacity, DataMount, Duration, JobSecret, Profile, Runtime, Scaling, Size, TrainingBackend, TrainingJobProps } from '../../../src/core';
import { S3MountpointDriver } from '../../../src/kubernetes';
import { Identity, MlPlatform, MlPlatformProps, TrainingJob } from '../../../src/tfaws';
import { danglingReferences, expectPassed, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { EXISTING_KEY, EXISTING_NETWORK } from '../platforms';
import { clusterStage } from '../training/clusters';
import { everything, jobStage, REGION, SECRET } from './jobs';

const PLAN = 'arn:aws:sagemaker:us-east-2:123456789012:training-plan/night';

const SITUATIONS: ReadonlyArray<readonly [string, (ml: MlPlatform) => Partial<TrainingJobProps>, Partial<MlPlatformProps>]> = [
  ['the least', () => ({}), {}],
  ['everything', everything, { profile: Profile.development(), accountId: undefined, guardrails: { permissionsBoundary: 'arn:aws:iam::123456789012:policy/boundary' } }],
  ['a warm machine, an own image, existing network and key', (ml) => ({
    runtime: Runtime.image(ml.registry.imageUri('training', 'v3'), 'pytorch'),
    diskSize: Size.gibibytes(300),
    backend: TrainingBackend.managed({ keepWarm: Duration.minutes(30) }),
  }), { existingNetwork: EXISTING_NETWORK, existingEncryptionKey: { keyArn: EXISTING_KEY.replace('eu-west-1', REGION) } }],
  ['a training plan', () => ({ accelerator: Accelerator.h100(8), nodes: Scaling.fixed(4), capacity: Capacity.reservation(PLAN) }), {}],
];

test.each(SITUATIONS)('the real plugin takes a job with %s', (_, props, platformProps) => {
  const { job, synth } = jobStage(props, platformProps);
  job.grantStart(Identity.role('arn:aws:iam::123456789012:role/science'));
  const stack = synth();
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
  expectPassed(terraformMockedApply(stack, { expect: ['output.resnet_start_command != ""'] }));
}, 240_000);

test('the real plugins take a job in a cluster', () => {
  const { cluster, platform, synthBoth } = clusterStage();
  cluster.install(new S3MountpointDriver());
  const job = new TrainingJob(platform, 'Fraud', {
    platform,
    backend: TrainingBackend.cluster(cluster, { namespace: 'vision' }),
    runtime: Runtime.image('123456789012.dkr.ecr.us-east-2.amazonaws.com/fraud:1'),
    command: ['python', 'train.py'],
    accelerator: Accelerator.t4(),
    inputs: { train: DataMount.files(platform.artifacts.path('fraud/train')) },
    secrets: { TOKEN: JobSecret.fromCloud(SECRET) },
  });
  job.grantStart(Identity.role('arn:aws:iam::123456789012:role/science'));
  const { main, workloads } = synthBoth();
  [main, workloads].forEach((stack) => {
    expect(danglingReferences(stack)).toEqual([]);
    expectPassed(terraformValidate(stack));
  });
  const filter = main.resource('aws_cloudwatch_log_metric_filter', 'Failures');
  expect(filter).toMatchObject({ log_group_name: '/aws/containerinsights/acme-ml-train/performance', pattern: expect.stringContaining('"acme-ml-fraud-*"') });
  expect(filter.depends_on).toContainEqual(expect.stringContaining('performance'));
  expect(JSON.stringify(Object.values(main.resources('aws_iam_role_policy')).map(({ policy }) => policy as string))).toContain('fraud/train/*');
}, 240_000);
