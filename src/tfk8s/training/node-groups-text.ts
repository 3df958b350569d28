import { NODE_GROUP_LABEL, NodeGroupPlan } from '../../core/training/node-group-plan';

/** What a program expects of the nodes, as JSON for those who own them: the library labels no node. */
export function nodeGroupsText(groups: readonly NodeGroupPlan[]): string {
  return JSON.stringify(groups.map(({ name, max, gpus, accelerator, labels }) => {
    return { nodeGroup: name, label: `${NODE_GROUP_LABEL}=${name}`, nodes: max, gpusPerNode: gpus, accelerator, labels };
  }));
}
