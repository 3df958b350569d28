import { Comparison } from '../../core';
import { AlarmPlan } from '../../core/observability/alarm-plan';
import { Metric } from './metric';
import { PromqlMetric } from './promql-metric';

/** How often a query is asked; a multiple of 30 seconds: https://docs.cloud.google.com/monitoring/alerts/using-promql */
const ASKED_EVERY = '60s';

/** The condition of an alert policy. */
export function conditionOf(plan: AlarmPlan) {
  const { metric, threshold, comparison, periods } = plan;
  const displayName = `${metric.label} ${comparison} ${threshold}`;
  // The first bad period counts as none: a duration of 0 calls at once.
  const duration = `${(periods - 1) * metric.period.toSeconds()}s`;
  if (metric instanceof PromqlMetric) {
    const query = `(${metric.query}) ${comparison === Comparison.ABOVE ? '>' : '<'} ${threshold}`;
    // What is measured may come into being after the alarm, with a cluster or its first GPU.
    return { displayName, conditionPrometheusQueryLanguage: { query, duration, evaluationInterval: ASKED_EVERY, disableMetricValidation: true } };
  }
  const { filter, _aggregation } = metric as Metric;
  return {
    displayName,
    conditionThreshold: {
      filter,
      comparison: comparison === Comparison.ABOVE ? 'COMPARISON_GT' : 'COMPARISON_LT',
      thresholdValue: threshold,
      duration,
      aggregations: [_aggregation],
    },
  };
}
