import { Duration, IMetric, ITrainingJobMetrics, MetricUnit, Statistic } from '../../core';
import { ClusterPlace } from '../../core/jobs/cluster-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { failedRuns } from '../../facts/kubernetes/job-metrics';
import { Metric } from '../observability/metric';

/** Measurements of a job, as kube-state-metrics gives them to Prometheus. */
export class TrainingJobMetrics implements ITrainingJobMetrics {
  public constructor(private readonly plan: TrainingJobPlan<ClusterPlace>) {}

  public runsFailed(): IMetric {
    const { name, place: { workload, namespace } } = this.plan;
    return Metric.promql(failedRuns(workload, namespace, name), {
      label: `${name}: runs failed`,
      unit: MetricUnit.COUNT,
      statistic: Statistic.SUM,
      period: Duration.minutes(1),
    });
  }
}
