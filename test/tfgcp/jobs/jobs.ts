import { Accelerator, DataMount, Machine, Runtime, TrainingJobProps as PortableProps } from '../../../src/core';
import { MlPlatform, MlPlatformProps, TrainingJob, TrainingJobProps } from '../../../src/tfgcp';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { customJobIn, sourceOf } from '../../support/workflow';
import { Stage, stage } from '../platforms';

export const RESERVATION = 'projects/acme-ml/zones/europe-west4-b/reservations/h200';
export const IMAGE = Runtime.image('ghcr.io/acme/vision:1.4.0', 'pytorch');
export const CPUS: PortableProps = { runtime: Runtime.image('ghcr.io/acme/tables:2.0.0'), command: ['python', 'fit.py'], machine: Machine.general(16) };
export const GPUS: PortableProps = { runtime: IMAGE, command: ['torchrun', 'train.py', '--epochs', '90'], accelerator: Accelerator.l4(4) };

/** What is said of a job, once there is a platform to say it of. */
export type Wish = (platform: MlPlatform) => Partial<TrainingJobProps>;

export interface JobStage extends Stage {
  readonly job: TrainingJob;
}

/** An App with one stack that holds a platform `Ml` with a job `Resnet`. */
export function jobStage(props: Wish = () => ({}), base = GPUS, platformProps: Partial<MlPlatformProps> = {}): JobStage {
  const staged = stage(platformProps);
  const { platform } = staged;
  return { ...staged, job: new TrainingJob(platform, 'Resnet', { platform, ...base, ...props(platform) }) };
}

/** The files of a run: what it reads, and where it writes. */
export function withData(platform: MlPlatform): Partial<TrainingJobProps> {
  return {
    inputs: { train: DataMount.files(platform.artifacts.path('imagenet/train')), labels: DataMount.stream(platform.artifacts.path('imagenet/labels')) },
    checkpoints: DataMount.files(platform.artifacts.path('resnet/checkpoints')),
    output: DataMount.stream(platform.artifacts.path('resnet/models')),
  };
}

export function workflowSource(stack: SynthesizedStack): string {
  return sourceOf(stack.resource('google_workflows_workflow').source_contents as string);
}

export function customJob(stack: SynthesizedStack, run?: string): Attributes {
  return customJobIn(workflowSource(stack), run) as Attributes;
}

export function variablesOf(job: Attributes, pool = 0): Record<string, string> {
  const env = job.jobSpec.workerPoolSpecs[pool].containerSpec.env as Array<{ name: string; value: string }>;
  return Object.fromEntries(env.map(({ name, value }) => [name, value]));
}
