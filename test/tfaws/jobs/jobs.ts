import {
  Accelerator, Capacity, DataMount, IClusterSoftware, JobSecret, JobTrigger, Machine, Runtime, Scaling, Schedule, TrainingBackend, TrainingJobProps,
} from '../../../src/core';
import { S3MountpointDriver } from '../../../src/kubernetes';
import { MlPlatform, MlPlatformProps, TrainingJob } from '../../../src/tfaws';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { Stage, stage } from '../platforms';
import { clusterStage } from '../training/clusters';

/** A region that has H100. */
export const REGION = 'us-east-2';
export const SECRET = 'arn:aws:secretsmanager:us-east-2:123456789012:secret:hugging-face-AbCdEf';

export interface JobStage extends Stage {
  readonly job: TrainingJob;
}

/** A job `Resnet` on a machine without GPUs, with a platform `acme-ml`. */
export function jobStage(props: (ml: MlPlatform) => Partial<TrainingJobProps> = () => ({}), platformProps: Partial<MlPlatformProps> = {}): JobStage {
  const made = stage({ region: REGION, tags: { team: 'vision' }, ...platformProps });
  const given = props(made.platform);
  const job = new TrainingJob(made.stack, 'Resnet', {
    platform: made.platform,
    runtime: Runtime.pytorch('2.10'),
    command: ['torchrun', 'train.py', '--name', "it's new"],
    ...(given.accelerator ? {} : { machine: Machine.general(8) }),
    ...given,
  });
  return { ...made, job };
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

/** A job `Fraud` in a cluster `Train`, which has the software. */
export function clusterJob(props: Partial<TrainingJobProps> = {}, software: readonly IClusterSoftware[] = []) {
  const { cluster, platform, synthBoth } = clusterStage();
  [new S3MountpointDriver(), ...software].forEach((one) => cluster.install(one));
  const job = new TrainingJob(platform, 'Fraud', {
    platform,
    backend: TrainingBackend.cluster(cluster, { namespace: 'vision' }),
    runtime: Runtime.image('123456789012.dkr.ecr.us-east-2.amazonaws.com/fraud:1'),
    command: ['python', 'train.py'],
    accelerator: Accelerator.t4(),
    inputs: { train: DataMount.files(platform.artifacts.path('fraud/train')) },
    secrets: { TOKEN: JobSecret.fromCloud(SECRET) },
    ...props,
  });
  return { job, synth: synthBoth };
}

/** The state machine, as Terraform has it. */
export const definition = (stack: SynthesizedStack): Attributes => JSON.parse(stack.resource('aws_sfn_state_machine').definition as string);
