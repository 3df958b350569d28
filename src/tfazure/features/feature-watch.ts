import { Comparison, FeatureGroupMetrics } from '../../core';
import { FeatureWatch, longestLagMillis } from '../../core/features/feature-alarms';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { CONTAINERS } from './feature-account';
import { newFiles, WatchedFolder } from './feature-metrics';

/** What is bad of a group, and where one reads why. */
export function watchOf(group: FeatureGroupPlan, metrics: FeatureGroupMetrics, watched: WatchedFolder, jobName: string | undefined): FeatureWatch {
  const { freshnessSeconds, groupName } = group;
  return {
    ...(freshnessSeconds === undefined ? {} : { stale: { metric: newFiles(watched, freshnessSeconds), threshold: 1, comparison: Comparison.BELOW } }),
    ...(metrics.lag ? { lag: { metric: metrics.lag, threshold: longestLagMillis(group) / 1000 } } : {}),
    deadLetters: metrics.deadLetters,
    failures: metrics.failures,
    ...(jobName === undefined ? {} : {
      whereDeadLetters: `they are in the container '${CONTAINERS.deadLetters}' of ${watched.accountName}, below ${groupName}; where nothing is, they were no JSON: the log of the job ${jobName} names them, and '${CONTAINERS.events}' has them as they came`,
      whereFailures: `the log of the job ${jobName} of Stream Analytics`,
    }),
  };
}
