import { Comparison, Duration, FeatureGroupMetrics, MetricUnit } from '../../core';
import { FeatureWatch, Watched } from '../../core/features/feature-alarms';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { refreshName } from '../../kubernetes/features/feature-jobs';
import { ClusterFeaturesPlan } from '../../kubernetes/features/feature-labels';
import { FeatureQueries } from '../../kubernetes/features/feature-queries';
import { deadLettersOf, reviewerName } from '../../kubernetes/streaming/feature-stream';
import { Metric } from '../observability/metric';

/** What the queries look back. */
const WINDOW = Duration.minutes(5);

/** Measurements of a group, as Feast, the exporter of Kafka and kube-state-metrics give them to Prometheus. */
export function groupMetrics({ groupName, online }: FeatureGroupPlan, queries: FeatureQueries): FeatureGroupMetrics {
  const metric = (label: string, expression: string, unit = MetricUnit.COUNT) => Metric.promql(expression, { label: `${groupName}: ${label}`, unit });
  const { reads, writes, lag, deadLetters, failures } = queries;
  return {
    ...(online === undefined ? {} : { reads: metric('values asked for', reads) }),
    ...(writes === undefined ? {} : { writes: metric('writes', writes) }),
    ...(lag === undefined ? {} : { lag: metric('lag', lag, MetricUnit.MILLISECONDS) }),
    ...(deadLetters === undefined ? {} : { deadLetters: metric('dead letters', deadLetters) }),
    failures: metric('failures', failures),
  };
}

/** What calls people. */
export function groupWatch(plan: ClusterFeaturesPlan, group: FeatureGroupPlan, queries: FeatureQueries, metrics: FeatureGroupMetrics): FeatureWatch {
  const { groupName, freshnessSeconds, source } = group;
  const { name, place: { namespace } } = plan;
  const pods = source.kind === 'table' || source.kind === 'job' ? `job.batch/<the last of ${refreshName(plan, group)}>` : `deployment/${name}`;
  return {
    stale: freshnessSeconds === undefined ? undefined : staleness(group, queries, freshnessSeconds),
    lag: queries.waiting === undefined ? undefined : { metric: Metric.promql(queries.waiting, { label: `${groupName}: events that wait` }), threshold: 0 },
    deadLetters: metrics.deadLetters,
    failures: metrics.failures,
    whereDeadLetters: `each with its reason in the topic ${deadLettersOf(group)} of the Kafka ${name} in ${namespace}, which the user ${reviewerName(plan, group)} may read`,
    whereFailures: `kubectl logs -n ${namespace} ${pods}`,
  };
}

/** Files have an age. Of requests and events it is only known that there were none: in each of so many stretches of five minutes. */
function staleness({ groupName }: FeatureGroupPlan, { age, writes }: FeatureQueries, seconds: number): Watched {
  if (age !== undefined) return { metric: Metric.promql(age, { label: `${groupName}: age in seconds` }), threshold: seconds };
  const metric = Metric.promql(writes!, { label: `${groupName}: writes`, period: WINDOW });
  return { metric, threshold: 0.5, comparison: Comparison.BELOW, periods: Math.max(1, Math.ceil(seconds / WINDOW.toSeconds())) };
}
