/** What a team may use at once. */
export interface TeamQuota {
  /** The team: also its namespace, and its queue. A name of Kubernetes: lower-case letters, digits and hyphens. */
  readonly team: string;

  /**
   * GPUs, by the name of the group of nodes that they are in. A group that is left out is closed to the team.
   * @default - none
   */
  readonly gpus?: Record<string, number>;

  /**
   * CPUs of groups without GPUs, by the name of the group. A group that is left out is closed to the team.
   * @default - none
   */
  readonly cpus?: Record<string, number>;
}
