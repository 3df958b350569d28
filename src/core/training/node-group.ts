import { Size } from '../units';
import { Accelerator } from './accelerator';
import { Capacity } from './capacity';
import { Machine } from './machine';
import { Placement } from './placement';
import { Scaling } from './scaling';

/**
 * Nodes that are alike.
 *
 * Each node carries the label `ml-platform/node-group` with the group's name; nodes with GPUs carry the taint `nvidia.com/gpu=present:NoSchedule`,
 * so that only what asks for a GPU runs on them.
 *
 * On an existing cluster (`tfk8s`) a group says which nodes are there, and nothing is made.
 */
export interface NodeGroup {
  /**
   * Unique in the cluster: a lower-case letter, then up to 11 lower-case letters and digits, which is what every cloud takes.
   * @default - made from the accelerator or the machine: `h100x8`, `general16`
   */
  readonly name?: string;

  /**
   * The GPUs of each node. Give either an accelerator or a machine.
   * @default - no GPUs: `machine` is needed
   */
  readonly accelerator?: Accelerator;

  /**
   * The machine of each node. Give either an accelerator or a machine.
   * @default - the machine that carries the accelerator
   */
  readonly machine?: Machine;

  /**
   * How many nodes there are.
   * @default Scaling.elastic(0, 1); Scaling.fixed(1) on an existing cluster
   */
  readonly scaling?: Scaling;

  /**
   * How the machines are bought.
   * @default Capacity.onDemand()
   */
  readonly capacity?: Capacity;

  /**
   * Where the nodes lie to each other.
   * @default - compact where the machines have a fabric for training across nodes (EFA, GPUDirect, InfiniBand), else spread
   */
  readonly placement?: Placement;

  /**
   * The disk of each node, where images and scratch data lie.
   * @default Size.gibibytes(200), 100 without GPUs
   */
  readonly diskSize?: Size;

  /**
   * How many nodes are added while an upgrade replaces others. 0 takes nodes away first: GPUs that are all in use have no spare. On `tfaws` managed groups
   * add nodes first in any case, because its plugin cannot say otherwise; there it is refused.
   * @default 0 with GPUs, 1 without
   */
  readonly surge?: number;

  /**
   * Further labels of each node. Those of domains that Kubernetes or a cloud keeps for itself are refused with `training/node-label`, save `node.kubernetes.io`.
   * @default - none
   */
  readonly labels?: Record<string, string>;
}
