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

  /**
   * The most that the team may use beyond its share of a group, by the name of the group: GPUs, or CPUs of a group without GPUs. CPUs and memory that go with
   * GPUs are limited alike. A team borrows of groups only that it has a share of, if one of 0.
   * @default - all that others lend
   */
  readonly borrowingLimit?: Record<string, number>;

  /**
   * The most of its share of a group that others may use while the team does not, by the name of the group: GPUs, or CPUs of a group without GPUs. The rest is
   * kept free for the team.
   * @default - all of its share
   */
  readonly lendingLimit?: Record<string, number>;

  /**
   * What the team counts for when several want what is free beyond their shares, beside others that count for 1: with 2 it gets twice as much, with 0 only
   * what nobody else wants. Needs `fairSharing`.
   * @default 1
   */
  readonly weight?: number;
}
