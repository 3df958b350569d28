import { FeatureGroupMetrics, IMetric } from '../../core';
import { FeatureWatch, longestLagMillis } from '../../core/features/feature-alarms';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { failuresOf } from './feature-metrics';
import { FeatureStream } from './feature-stream';
import { FeatureView } from './feature-view';

/** What alarms look at. */
export interface WatchedGroup {
  readonly project: string;
  readonly metrics: FeatureGroupMetrics;
  readonly stream?: FeatureStream;
  readonly view?: FeatureView;
  /** How many times the table had nothing new; absent where no time is expected. */
  readonly stale?: IMetric;
}

/** What is bad, and where one reads why. */
export function watchOf(group: FeatureGroupPlan, { project, metrics, stream, view, stale }: WatchedGroup): FeatureWatch {
  return {
    ...(stale ? { stale: { metric: stale, threshold: 0 } } : {}),
    ...(metrics.lag ? { lag: { metric: metrics.lag, threshold: longestLagMillis(group) } } : {}),
    deadLetters: metrics.deadLetters,
    failures: metrics.failures,
    whereDeadLetters: stream?.deadLettersCommand,
    // Its `state` tells what Pub/Sub lacks to write: https://docs.cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions
    whereLag: stream && `gcloud pubsub subscriptions describe ${stream.subscriptionName} --project=${project}`,
    whereFailures: view && `gcloud logging read '${failuresOf(view)}' --project=${project} --limit=10`,
  };
}
