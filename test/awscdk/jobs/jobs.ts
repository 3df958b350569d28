import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { App, Stack } from 'aws-cdk-lib/core';
import { Identity, MlPlatform, MlPlatformProps, TrainingCluster, TrainingJob } from '../../../src/awscdk';
import {
  Accelerator, Capacity, DataMount, JobSecret, JobTrigger, Machine, Runtime, Scaling, Schedule, TrainingBackend, TrainingJobProps,
} from '../../../src/core';
import { CertManager, JobSet, KubeflowTrainer, S3MountpointDriver } from '../../../src/kubernetes';
import { Json, SynthesizedApp, synthesize, testApp, text } from '../../support/cloudformation';

/** A region that has H100. */
export const ENV = { region: 'eu-north-1', account: '123456789012' };
export const SECRET = 'arn:aws:secretsmanager:eu-north-1:123456789012:secret:hugging-face-AbCdEf';

export interface MadeJob {
  readonly app: App;
  readonly stack: Stack;
  readonly ml: MlPlatform;
  readonly job: TrainingJob;
  synth(): SynthesizedApp;
}

/** A job `Resnet` on a machine without GPUs, beside a platform `acme-ml`. */
export function made(props: (ml: MlPlatform) => Partial<TrainingJobProps> = () => ({}), platform: MlPlatformProps = {}, env: object = ENV): MadeJob {
  const app = testApp();
  const stack = new Stack(app, 'Acme', { env });
  const ml = new MlPlatform(stack, 'Ml', { platformName: 'acme-ml', tags: { team: 'vision' }, ...platform });
  const given = props(ml);
  const job = new TrainingJob(stack, 'Resnet', {
    platform: ml,
    runtime: Runtime.pytorch('2.10'),
    command: ['torchrun', 'train.py', '--name', "it's new"],
    ...(given.accelerator ? {} : { machine: Machine.general(8) }),
    ...given,
  });
  return { app, stack, ml, job, synth: () => synthesize(app) };
}

/** All that a job on SageMaker can have. */
export const everything = (ml: MlPlatform): Partial<TrainingJobProps> => ({
  accelerator: Accelerator.h100(8),
  nodes: Scaling.fixed(2),
  capacity: Capacity.spot(),
  inputs: { train: DataMount.files(ml.artifacts.path('imagenet/train')), labels: DataMount.stream(ml.artifacts.path('imagenet/labels')) },
  checkpoints: DataMount.files(ml.artifacts.path('resnet/checkpoints')),
  output: DataMount.files(ml.artifacts.path('resnet/models')),
  environment: { EPOCHS: '90' },
  secrets: { HF_TOKEN: JobSecret.fromCloud(SECRET) },
  triggers: [JobTrigger.schedule(Schedule.daily(3)), JobTrigger.artifact(ml.artifacts.path('imagenet/ready'))],
});

export const one = (app: SynthesizedApp, type: string): Json => {
  const found = app.of(type);
  expect(found).toHaveLength(1);
  return found[0]!.properties;
};

/** All that a job on AWS Batch can have. */
export const everythingOnBatch = (ml: MlPlatform): Partial<TrainingJobProps> => ({
  ...everything(ml),
  backend: TrainingBackend.batch(),
  runtime: Runtime.image(ml.registry.imageUri('training', 'resnet-3'), 'pytorch'),
  accelerator: Accelerator.a10g(4),
  nodes: Scaling.fixed(1),
  inputs: { train: DataMount.stream(ml.artifacts.path('imagenet/train')) },
  checkpoints: DataMount.stream(ml.artifacts.path('resnet/checkpoints')),
  output: DataMount.stream(ml.artifacts.path('resnet/models')),
});

/** A job with everything in each place where one can run, and somebody who may start it. */
export function jobsEverywhere(stack: Stack, ml: MlPlatform, cluster: TrainingCluster): void {
  [new S3MountpointDriver(), new CertManager(), new JobSet(), new KubeflowTrainer()].forEach((software) => cluster.install(software));
  const inCluster: Partial<TrainingJobProps> = {
    ...everything(ml), backend: TrainingBackend.cluster(cluster, { namespace: 'vision' }), capacity: undefined, triggers: [JobTrigger.schedule(Schedule.daily(3))],
  };
  Object.entries({ Managed: everything(ml), Batch: everythingOnBatch(ml), Clustered: inCluster }).forEach(([id, props]) => {
    const job = new TrainingJob(stack, id, { platform: ml, runtime: Runtime.pytorch('2.10'), command: ['torchrun', 'train.py'], ...props });
    job.grantStart(Identity.of(new Role(stack, `${id}Starter`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })));
  });
}

/** The state machine, with references as `${Id}`. */
export function definition(app: SynthesizedApp): Json {
  return JSON.parse(text(one(app, 'AWS::StepFunctions::StateMachine').DefinitionString));
}

/** The request that starts a run. */
export const request = (app: SynthesizedApp): Json => definition(app).States.Create.Parameters;
