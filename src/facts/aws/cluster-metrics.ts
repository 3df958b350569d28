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
  /** All nodes. */
  nodes: { namespace: 'ContainerInsights', metricName: 'cluster_node_count', statistic: 'Average', unit: 'Count' },

  /** Nodes with a bad condition, such as not ready. */
  nodesFailed: { namespace: 'ContainerInsights', metricName: 'cluster_failed_node_count', statistic: 'Maximum', unit: 'Count' },

  /** 1 of each node that is ready: below 1 in the minimum as long as one is not. */
  nodesReady: { namespace: 'ContainerInsights', metricName: 'node_status_condition_ready', statistic: 'Minimum', unit: 'Count' },

  /** How busy the GPUs are, the average of all; written by the DCGM exporter of the add-on, which does not run on p5.4xlarge by itself (`GPU_EXPORTER_MACHINES_MISSING`). */
  gpuUtilization: { namespace: 'ContainerInsights', metricName: 'node_gpu_utilization', statistic: 'Average', unit: 'Percent' },

  /** How full their memory is. */
  gpuMemoryUtilization: { namespace: 'ContainerInsights', metricName: 'node_gpu_memory_utilization', statistic: 'Average', unit: 'Percent' },

  /** GPUs of all nodes: each node writes its own once a minute. */
  gpus: { namespace: 'ContainerInsights', metricName: 'node_gpu_limit', statistic: 'Sum', unit: 'Count' },

  /** GPUs of all nodes that running pods have. */
  gpusUsed: { namespace: 'ContainerInsights', metricName: 'node_gpu_usage_total', statistic: 'Sum', unit: 'Count' },

  /** The share of a node's GPUs that pods have asked for, the average of all nodes with GPUs. */
  gpuReserved: { namespace: 'ContainerInsights', metricName: 'node_gpu_reserved_capacity', statistic: 'Average', unit: 'Percent' },

  /**
   * Pods that the scheduler tried and found no node for. Nothing in CloudWatch tells what they lack; that it is GPUs is likely where `gpuReserved` is at 100,
   * or where only groups with GPUs are small.
   */
  podsUnschedulable: { namespace: 'AWS/EKS', metricName: 'scheduler_pending_pods_UNSCHEDULABLE', statistic: 'Sum', unit: 'Count' },

  /** All pods that wait for a node: the unschedulable, those that back off, are gated, or were not yet tried. */
  podsPending: { namespace: 'AWS/EKS', metricName: 'scheduler_pending_pods', statistic: 'Sum', unit: 'Count' },

  /** Pods that are held back by a gate, as Kueue's are until they are admitted. */
  podsGated: { namespace: 'AWS/EKS', metricName: 'scheduler_pending_pods_GATED', statistic: 'Sum', unit: 'Count' },

  /** Refused for too many requests. */
  apiThrottled: { namespace: 'AWS/EKS', metricName: 'apiserver_request_total_429', statistic: 'Sum', unit: 'Count' },

  /** Failed in the API server. */
  apiErrors: { namespace: 'AWS/EKS', metricName: 'apiserver_request_total_5XX', statistic: 'Sum', unit: 'Count' },
} as const satisfies Readonly<Record<string, ClusterMetricFact>>;

/** The sets of dimensions by which the agent writes metrics of nodes, and by which it writes those of each GPU. */
export const NODE_METRIC_DIMENSIONS = ['ClusterName', 'InstanceId', 'NodeName'] as const;
export const GPU_METRIC_DIMENSIONS = ['ClusterName', 'InstanceId', 'NodeName', 'InstanceType', 'GpuDevice'] as const;

/**
 * Machines with GPUs of `machines.ts` that the add-on's list for its DCGM exporter lacks, so that their GPUs are not measured unless the add-on's
 * `dcgmExporter.affinity` is configured: https://github.com/aws-observability/helm-charts/blob/main/charts/amazon-cloudwatch-observability/values.yaml (6.4.0)
 */
export const GPU_EXPORTER_MACHINES_MISSING = ['p5.4xlarge'] as const;

/** Where the add-on writes: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference-performance-entries-EKS.html */
export const CLUSTER_LOG_GROUPS = {
  application: '/aws/containerinsights/{cluster}/application',
  dataplane: '/aws/containerinsights/{cluster}/dataplane',
  host: '/aws/containerinsights/{cluster}/host',
  performance: '/aws/containerinsights/{cluster}/performance',
} as const;

/** Where the control plane writes: https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html */
export const CONTROL_PLANE_LOG_GROUP = '/aws/eks/{cluster}/cluster';
