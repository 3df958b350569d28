import { Accelerator, Capacity, Duration, Profile, Runtime, Scaling, Size, TrainingBackend, TrainingFramework, TrainingJobProps } from '../../../src/core';
import { CertManager, JobSet, KubeflowTrainer } from '../../../src/kubernetes';
import { Identity, MlPlatform, MlPlatformProps } from '../../../src/tfaws';
import { danglingReferences, expectPassed, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { EXISTING_KEY, EXISTING_NETWORK } from '../platforms';
import { clusterJob, everything, jobStage, REGION } from './jobs';

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

test.each([
  ['a Job', {}, []],
  ['a TrainJob', { framework: TrainingFramework.pytorchDdp(), nodes: Scaling.fixed(2) }, [new CertManager(), new JobSet(), new KubeflowTrainer()]],
])('the real plugins take %s in a cluster', (_, props, software) => {
  const { job, synth } = clusterJob(props, software);
  job.grantStart(Identity.role('arn:aws:iam::123456789012:role/science'));
  Object.values(synth()).forEach((stack) => {
    expect(danglingReferences(stack)).toEqual([]);
    expectPassed(terraformValidate(stack));
  });
}, 240_000);
