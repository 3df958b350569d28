import { QueuePreemption } from './queue-preemption';
import { TeamQuota } from './team-quota';

/** How jobs wait for their turn. */
export interface KueueProps {
  /** The teams, and what each may use at once. */
  readonly teams: TeamQuota[];

  /**
   * The name of a cohort, in which each team lends what it leaves of its share to the others. Teams without a share stay outside: they get nothing.
   * @default - none: a team's share is its own, used or not
   */
  readonly cohort?: string;

  /**
   * Which running jobs make room for a waiting one.
   *
   * Kueue itself stops none unless told to, so that a job that borrowed for a week would keep the owner from its share for that week. Therefore a cohort
   * comes with `QueuePreemption.reclaim()`; `QueuePreemption.never()` is Kueue's own way.
   * @default - QueuePreemption.reclaim() in a cohort, QueuePreemption.never() without one
   */
  readonly preemption?: QueuePreemption;

  /**
   * Priorities that a job may ask for, each with its value: whole numbers, the highest goes first. A job asks with the label
   * `kueue.x-k8s.io/priority-class`; one that does not has its pods' priority, or 0.
   * @default - none
   */
  readonly priorities?: Record<string, number>;

  /**
   * Labels of nodes that say where they lie, from the widest to the narrowest: `['topology.kubernetes.io/zone', 'kubernetes.io/hostname']`. Kueue then keeps
   * the pods of a job close together, on groups with GPUs and a fixed number of nodes: it counts the room of nodes that are there, and a job that waits for room
   * makes no group grow, so that groups that scale are left out.
   *
   * A job for such a group says in its template how close: with the annotation `kueue.x-k8s.io/podset-preferred-topology` or
   * `…/podset-required-topology` and a label, or `…/podset-unconstrained-topology` and `true`. Without one it is admitted only where every group of
   * its team has the topology. Levels, and that a group has them, cannot be changed once they are applied.
   * @default - none: pods go to any nodes of the group
   */
  readonly topology?: string[];

  /**
   * Whether what is free beyond the shares is divided by the teams' weights, and not by who came first. A team that has less of it than its part may stop
   * jobs of one that has more, as far as `preemption` lets it. Needs a cohort.
   * @default false
   */
  readonly fairSharing?: boolean;
}
