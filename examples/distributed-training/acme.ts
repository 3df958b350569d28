import {
  Accelerator, AlertChannel, DataMount, Duration, IMlPlatform, JobTrigger, MlPlatformProps, Profile, Runtime, Scaling, Schedule, TrainingJobProps,
} from 'ml-platform-constructs';

/** What Acme wants of its ML platform, wherever it runs. */
export const acme: MlPlatformProps = {
  platformName: 'acme-ml',
  profile: Profile.production(),
  alerts: [AlertChannel.email('ml@acme.io')],
  tags: { team: 'ml-platform' },
};

/** A ResNet on two nodes with four GPUs each; every place takes these lines as they are. */
export function resnet(ml: IMlPlatform, runtime: Runtime): TrainingJobProps {
  const files = (key: string) => DataMount.files(ml.artifacts.path(key));
  return {
    runtime,
    // The code lies beside the data. torchrun reads from its environment how many nodes there are, and starts a process a GPU.
    command: ['sh', '-c', 'exec torchrun "$ML_INPUT_CODE/train.py" --images "$ML_INPUT_IMAGES" --resume-from "$ML_CHECKPOINT_DIR"'],
    accelerator: Accelerator.t4(4),
    nodes: Scaling.fixed(2),
    inputs: { code: files('resnet/code'), images: files('imagenet/images') },
    checkpoints: files('resnet/checkpoints'),
    output: files('resnet/models'),
    maxRunTime: Duration.hours(12),
  };
}

/** At night, and when somebody says that new images are complete: the clouds tell of an object that arrives. */
export function nightlyAndOnNewData(ml: IMlPlatform): JobTrigger[] {
  return [JobTrigger.schedule(Schedule.daily(2)), JobTrigger.artifact(ml.artifacts.path('imagenet/complete/'))];
}
