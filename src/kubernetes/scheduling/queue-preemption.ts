/**
 * Which running jobs make room for a waiting one. A job that has to is stopped as a whole, waits again, and starts again from what it saved.
 *
 * @see https://kueue.sigs.k8s.io/docs/concepts/preemption/
 *
 * @example
 * import { kubernetes } from 'ml-platform-constructs';
 *
 * const urgentFirst = kubernetes.QueuePreemption.byPriority();
 */
export class QueuePreemption {
  /** None: a job waits until another ends. */
  public static never(): QueuePreemption {
    return new QueuePreemption('never');
  }

  /** A team takes back what it lent, from jobs of any priority: a job that stays within its team's share stops jobs that go beyond the shares of theirs. */
  public static reclaim(): QueuePreemption {
    return new QueuePreemption('reclaim');
  }

  /** As `reclaim()` where there is a cohort, and within a team a job stops those of lower priority. */
  public static byPriority(): QueuePreemption {
    return new QueuePreemption('by-priority');
  }

  /** As `byPriority()`, and a job that has to borrow stops those of lower priority that other teams run beyond their shares. Not with fair sharing. */
  public static full(): QueuePreemption {
    return new QueuePreemption('full');
  }

  private constructor(
    /** `never`, `reclaim`, `by-priority` or `full`. */
    public readonly kind: string,
  ) {}
}
