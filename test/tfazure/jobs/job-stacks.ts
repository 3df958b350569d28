import { Accelerator, DataMount, JobTrigger, Machine, Runtime, Scaling, Schedule } from '../../../src/core';
import { MlPlatform, TrainingJob, TrainingJobProps } from '../../../src/tfazure';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { Bench } from '../support/stacks';

export type JobProps = Partial<Omit<TrainingJobProps, 'platform'>>;

/** A platform with a job `ml-train` on CPUs, unless the props say otherwise. */
export function withJob(
  props: JobProps | ((platform: MlPlatform) => JobProps) = {},
  more: (job: TrainingJob, platform: MlPlatform) => void = () => undefined,
) {
  const bench = new Bench();
  const platform = bench.platform();
  const given = typeof props === 'function' ? props(platform) : props;
  const machine = given.accelerator ? {} : { machine: Machine.general(4) };
  const job = new TrainingJob(platform, 'Train', { platform, runtime: Runtime.sklearn('1.5'), command: ['python', 'train.py'], ...machine, ...given });
  more(job, platform);
  return { job, platform, stack: bench.synth().stack('ml') };
}

/** Two nodes with eight GPUs each, with data, checkpoints and a schedule. */
export const large = ({ artifacts }: MlPlatform): JobProps => ({
  runtime: Runtime.pytorch('2.8'),
  command: ['torchrun', 'train.py'],
  accelerator: Accelerator.h100(8),
  nodes: Scaling.fixed(2),
  inputs: { train: DataMount.files(artifacts.path('imagenet/train')), labels: DataMount.stream(artifacts.path('imagenet/labels')) },
  checkpoints: DataMount.files(artifacts.path('resnet/checkpoints')),
  triggers: [JobTrigger.schedule(Schedule.daily(3))],
});

/** What Terraform reads of a text that stands in its JSON. */
const plain = (text: string): string => text.replaceAll('$${', '${').replaceAll('%%{', '%{');

/** The job that a workflow makes. */
export function startedBy(stack: SynthesizedStack, workflow = 'ByHand'): Attributes {
  const action = stack.resource('azurerm_logic_app_action_custom', `${workflow}/Run`);
  return (JSON.parse(plain(action.body as string)) as { inputs: { body: { properties: Attributes } } }).inputs.body.properties;
}

/** The job that a schedule makes. */
export function scheduled(stack: SynthesizedStack, schedule: string): Attributes {
  const { body } = stack.resource('azapi_resource', schedule) as { body: Attributes };
  return JSON.parse(plain(JSON.stringify(body.properties.action.jobDefinition))) as Attributes;
}
