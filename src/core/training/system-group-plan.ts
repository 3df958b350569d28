import { MachinePlan } from './machine-catalogue';
import { NODE_GROUP_LABEL, NodeGroupPlan, SYSTEM_GROUP } from './node-group-plan';

/** The group that a cluster's own software runs on: always so many small nodes, which whoever makes the cluster pays for. */
export function planSystemGroup(machine: MachinePlan, nodes: number): NodeGroupPlan {
  return {
    name: SYSTEM_GROUP,
    machine,
    gpus: 0,
    min: nodes,
    max: nodes,
    elastic: false,
    capacity: 'on-demand',
    compact: false,
    diskGib: 100,
    surge: 1,
    asked: { compact: false, surge: false },
    labels: { [NODE_GROUP_LABEL]: SYSTEM_GROUP },
    tainted: false,
  };
}
