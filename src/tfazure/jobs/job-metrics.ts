import { Duration, MetricUnit, Statistic } from '../../core';
import { ClusterPlace } from '../../core/jobs/cluster-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { METRICS } from '../../facts/azure/metrics';
import { failedRuns as failedClusterRuns } from '../../facts/kubernetes/job-metrics';
import { Metric } from '../observability/metric';
import { PrometheusMetric } from '../observability/prometheus-metric';

/** Failed runs of the job's experiment, which the workspace counts: https://learn.microsoft.com/en-us/azure/azure-monitor/reference/supported-metrics/microsoft-machinelearningservices-workspaces-metrics */
export function failedRuns(jobName: string, workspaceId: string): Metric {
  return new Metric({
    label: `${jobName}: runs failed`,
    resourceId: workspaceId,
    namespace: METRICS.failedRuns.namespace,
    metricName: METRICS.failedRuns.name,
    dimensions: { ExperimentName: jobName },
    unit: MetricUnit.COUNT,
    statistic: Statistic.SUM,
    period: Duration.minutes(15),
  });
}

/** How often a workflow could not do what it is for. */
export function failedStarts(label: string, workflowId: string): Metric {
  return new Metric({
    label,
    resourceId: workflowId,
    namespace: METRICS.workflowsFailed.namespace,
    metricName: METRICS.workflowsFailed.name,
    unit: MetricUnit.COUNT,
    statistic: Statistic.SUM,
    period: Duration.minutes(15),
  });
}

/**
 * Failed runs in a cluster. Managed Prometheus keeps `kube_job_failed` by default; of Ray it knows what it is told (ray-monitor.ts):
 * https://github.com/Azure/prometheus-collector/blob/main/otelcollector/shared/configmap/mp/definitions.go
 */
export function failedJobs({ name, place: { cluster, workload, namespace } }: TrainingJobPlan<ClusterPlace>): PrometheusMetric {
  return new PrometheusMetric({
    label: `${name}: runs failed`,
    monitorWorkspaceId: (cluster.metrics.podsPending() as PrometheusMetric).monitorWorkspaceId,
    query: failedClusterRuns(workload, namespace, name, { cluster: cluster.clusterName }),
    unit: MetricUnit.COUNT,
    period: Duration.minutes(1),
  });
}
