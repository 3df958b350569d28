import { Problems } from '../../core/private';
import { KueueProps } from './kueue-props';
import { QueuePreemption } from './queue-preemption';

/** Kueue's own default is never, of each field: https://kueue.sigs.k8s.io/docs/concepts/cluster_queue/#preemption */
export function preemptionPolicy({ cohort, preemption }: KueueProps): Record<string, unknown> | undefined {
  const { kind } = preemption ?? (cohort === undefined ? QueuePreemption.never() : QueuePreemption.reclaim());
  const within = { withinClusterQueue: 'LowerPriority' };
  if (kind === 'never') return undefined;
  if (cohort === undefined) return within;
  const reclaim = { reclaimWithinCohort: 'Any' };
  if (kind === 'reclaim') return reclaim;
  return kind === 'full' ? { ...reclaim, ...within, borrowWithinCohort: { policy: 'LowerPriority' } } : { ...reclaim, ...within };
}

/** Notes a way to make room that the other wishes leave nothing of, or that Kueue does not know beside them. */
export function checkPreemption({ cohort, preemption, fairSharing }: KueueProps, problems: Problems): void {
  if (!preemption) return;
  if (cohort === undefined && ['reclaim', 'full'].includes(preemption.kind)) {
    problems.add('kueue/cohort', `the preemption '${preemption.kind}' takes back what was lent, and without a cohort nobody lends: give a cohort, or QueuePreemption.byPriority()`);
  }
  // "May only be configured with Classical Preemption, and not with Fair Sharing": https://kueue.sigs.k8s.io/docs/concepts/cluster_queue/#preemption
  if (fairSharing && preemption.kind === 'full') {
    problems.add('kueue/fair-sharing', "the preemption 'full' lets jobs that borrow stop others by their priority, while fair sharing decides that by weights: give QueuePreemption.byPriority()");
  }
}
