import { Duration, IMetric, MetricUnit, Statistic } from '../../core';
import { ClusterPlace } from '../../core/jobs/cluster-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { failedRuns as failedClusterRuns } from '../../facts/kubernetes/job-metrics';
import { Metric } from '../observability/metric';

/** Failed runs, as kube-state-metrics gives them to Prometheus. */
export function failedRuns({ name, place: { workload, namespace } }: TrainingJobPlan<ClusterPlace>): IMetric {
  return Metric.promql(failedClusterRuns(workload, namespace, name), {
    label: `${name}: runs failed`,
    unit: MetricUnit.COUNT,
    statistic: Statistic.SUM,
    period: Duration.minutes(1),
  });
}
