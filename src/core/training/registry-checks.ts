import { Problems } from '../private';
import { NodeGroupPlan } from './node-group-plan';
import { TrainingClusterPlan } from './training-cluster-plan';

/** A group that is none without software, and what it needs. */
export interface NeedyGroup {
  readonly name: string;
  readonly software: string;
}

/** The groups that are none without software: the device plugin makes GPUs of devices, and an autoscaler makes nodes. */
export function needyGroups(groups: readonly NodeGroupPlan[], autoscaler: string): NeedyGroup[] {
  return groups.filter(({ gpus, elastic }) => gpus > 0 || elastic).map(({ name, gpus }) => ({ name, software: gpus > 0 ? 'the GPU operator' : autoscaler }));
}

/** Notes as `software/unreachable` groups whose software comes from registries that the network does not reach. */
export function checkRegistries(groups: readonly NeedyGroup[], egress: TrainingClusterPlan['egress'], problems: Problems): void {
  if (egress.kind !== 'none') return;
  groups.forEach(({ name, software }) => {
    problems.add(
      'software/unreachable',
      `the group '${name}' needs ${software}, which comes from registries that the network cannot reach, since its egress is 'none': give Egress.mirrored(…) with a registry that has it`,
    );
  });
}
