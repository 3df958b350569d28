import { literal, Problems } from '../private';
import { TrainingJobProps } from './training-job';

/** How many nodes work together. */
export interface JobNodes {
  readonly min: number;
  readonly max: number;
}

/** The number of nodes, from what was said of nodes or of all GPUs together; notes what does not divide as `job/world-size`. */
export function planNodes({ nodes, worldSize, accelerator, machine }: TrainingJobProps, problems: Problems): JobNodes {
  const said = { min: nodes?.min ?? 1, max: nodes?.max ?? 1 };
  const world = worldSize === undefined ? undefined : problems.collect(() => literal(worldSize, 'the number of GPUs that work together'));
  if (world === undefined) return said;
  const perNode = accelerator?.count ?? (machine?.shape?.gpus || 1);
  const count = world / perNode;
  if (!Number.isInteger(count) || count < 1) {
    const below = Math.max(1, Math.floor(count)) * perNode;
    problems.add('job/world-size', `${world} GPUs are to work together, which nodes with ${perNode} cannot make up: give a multiple of ${perNode}, such as ${below} or ${below + perNode}, or nodes with other GPUs`);
    return said;
  }
  if (nodes && (nodes.isElastic() || said.max !== count)) {
    const given = nodes.isElastic() ? `${said.min} to ${said.max}` : String(said.max);
    problems.add('job/world-size', `${world} GPUs are to work together, which is ${count} nodes, but 'nodes' has ${given}: give one of the two`);
    return said;
  }
  return { min: count, max: count };
}
