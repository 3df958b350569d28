/** What a job has to know of a queue that it waits in. */
export interface QueueTraits {
  /** The name of the queue in its namespace; a job carries it as the label `kueue.x-k8s.io/queue-name`. */
  readonly name: string;

  /** The namespace of the queue, in which its jobs run. */
  readonly namespace: string;

  /** The most GPUs that its jobs may use at once, what may be borrowed included, by the name of the group of nodes. A group that is left out is closed. */
  readonly gpus: Record<string, number>;

  /** The most CPUs of groups without GPUs, what may be borrowed included, by the name of the group. A group that is left out is closed. */
  readonly cpus: Record<string, number>;

  /**
   * The names of priorities that a job may ask for.
   * @default - none
   */
  readonly priorities?: string[];

  /**
   * Labels of nodes, from the widest to the narrowest, by which the queue keeps the pods of a job close together on groups of a fixed number of nodes.
   * @default - where a job's nodes lie to each other is left to chance
   */
  readonly topology?: string[];
}
