import { Egress } from '../network';
import { NodeGroup } from './node-group';

/** What can be said, on any target, of a cluster that exists already. */
export interface ExistingTrainingClusterProps {
  /**
   * The groups of nodes that it has, each found by the label `ml-platform/node-group`: queues, alarms and tolerations come from them. Nothing is made.
   * @default - not told: what needs to know of GPUs is refused, and nothing about GPUs is watched; on `tfk8s` at least one is needed
   */
  readonly nodeGroups?: NodeGroup[];

  /**
   * What it has already, by the names that software has: `gpu-operator`, `kueue`. What these bring for others is named, too, such as `gpu-device-plugin`.
   * @default - nothing but what each cluster of its cloud has
   */
  readonly existingSoftware?: string[];

  /**
   * What the nodes reach.
   * @default - as the platform's network; Egress.nat() where that exists already
   */
  readonly egress?: Egress;
}
