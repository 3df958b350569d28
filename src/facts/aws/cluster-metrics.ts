/**
 * Metrics of a cluster, all with the one dimension `ClusterName`.
 *
 * Container Insights: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-enhanced-EKS.html, the dimensions as the agent
 * declares them: https://github.com/aws/amazon-cloudwatch-agent/blob/main/translator/translate/otel/exporter/awsemf/kubernetes.go. They need the add-on
 * `amazon-cloudwatch-observability` with its classic pipeline, on by default; those of GPUs also NVIDIA's device plugin.
 * Control plane: https://docs.aws.amazon.com/eks/latest/userguide/cloudwatch.html#cloudwatch-basic-metrics, free, every minute, without any add-on.
 */
export interface ClusterMetricFact {
  readonly namespace: 'ContainerInsights' | 'AWS/EKS';
  readonly metricName: string;
  /** Over periods of one minute. */
  readonly statistic: 'Average' | 'Maximum' | 'Minimum' | 'Sum';
  readonly unit: 'Count' | 'Percent' | 'Seconds';
}

export const CLUSTER_METRIC_DIMENSION = 'ClusterName';

/** A sum over more than a minute would count the same pods several times. */
export const CLUSTER_METRIC_PERIOD_SECONDS = 60;

export const CLUSTER_METRICS = {
  /** Nodes with a bad condition, such as not ready. */
  nodesFailed: { namespace: 'ContainerInsights', metricName: 'cluster_failed_node_count', statistic: 'Maximum', unit: 'Count' },

  /** How busy the GPUs are, the average of all; written by the DCGM exporter of the add-on, whose own list of machines lacks some (p5.4xlarge). */
  gpuUtilization: { namespace: 'ContainerInsights', metricName: 'node_gpu_utilization', statistic: 'Average', unit: 'Percent' },

  /** Pods that the scheduler tried and found no node for. Nothing in CloudWatch tells what they lack. */
  podsUnschedulable: { namespace: 'AWS/EKS', metricName: 'scheduler_pending_pods_UNSCHEDULABLE', statistic: 'Sum', unit: 'Count' },
} as const satisfies Readonly<Record<string, ClusterMetricFact>>;

/** Where the add-on writes: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference-performance-entries-EKS.html */
export const CLUSTER_LOG_GROUPS = {
  application: '/aws/containerinsights/{cluster}/application',
  dataplane: '/aws/containerinsights/{cluster}/dataplane',
  host: '/aws/containerinsights/{cluster}/host',
  performance: '/aws/containerinsights/{cluster}/performance',
} as const;

/** Where the control plane writes: https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html */
export const CONTROL_PLANE_LOG_GROUP = '/aws/eks/{cluster}/cluster';
