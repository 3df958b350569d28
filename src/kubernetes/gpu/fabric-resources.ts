import { NodeGroupTraits } from '../../core';
import { NodeGroupPlan, nodeGroupTraits } from '../../core/training/node-group-plan';

/** What the plugin of the fabric of AWS offers to pods: https://docs.aws.amazon.com/eks/latest/userguide/node-efa.html */
const INTERFACE = 'vpc.amazonaws.com/efa';

/** The groups of a cluster whose fabric pods have to ask for. */
export function withFabric(groups: readonly NodeGroupPlan[]): NodeGroupTraits[] {
  return nodeGroupTraits(groups).map((traits, i) => {
    const count = groups[i]!.machine?.fabricInterfaces;
    return count === undefined ? traits : { ...traits, podResources: { [INTERFACE]: String(count) } };
  });
}
