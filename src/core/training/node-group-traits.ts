/** What software has to know of a group of nodes. */
export interface NodeGroupTraits {
  /** The name of the group; its nodes carry it as the label `ml-platform/node-group`. */
  readonly name: string;

  /** GPUs of one node. */
  readonly gpus: number;

  /** The fewest nodes. */
  readonly minNodes: number;

  /** The most nodes. */
  readonly maxNodes: number;

  /** Whether the machines may be taken back at any time. */
  readonly spot: boolean;

  /** Labels by which the nodes are found. */
  readonly labels: Record<string, string>;

  /** Keys of taints that keep others away from the nodes; whoever wants to run there tolerates them. */
  readonly taintKeys: string[];

  /**
   * The model of the GPUs: `h100`.
   * @default - none, or one that this version does not know
   */
  readonly accelerator?: string;

  /**
   * What a pod that has a node to itself asks for beside its GPUs, such as the network interfaces of a fabric: `vpc.amazonaws.com/efa`.
   * @default - nothing
   */
  readonly podResources?: Record<string, string>;

  /**
   * Virtual CPUs of one node.
   * @default - not known
   */
  readonly cpus?: number;

  /**
   * Memory of one node, in gibibytes.
   * @default - not known
   */
  readonly memoryGib?: number;
}
