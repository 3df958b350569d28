/**
 * How a failed run in a cluster is told: by the pods of the run that failed for good. Container Insights has them in metrics by the name of the Job only
 * (`pod_status_failed` with `PodName`, https://github.com/aws/amazon-cloudwatch-agent/blob/main/translator/translate/otel/exporter/awsemf/kubernetes.go), which is
 * another one for each run, so that they are counted where it logs each pod every minute:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference-performance-entries-EKS.html. A pod counts until it is deleted.
 */
export const FAILED_PODS = {
  logGroup: '/aws/containerinsights/{cluster}/performance',
  pattern: '{ ($.Type = "Pod") && ($.Namespace = "{namespace}") && ($.kubernetes.pod_name = "{job}-*") && ($.pod_status_failed = 1) }',
  namespace: 'MlPlatform/{name}',
  metricName: '{job}-failed-pods',
} as const;
