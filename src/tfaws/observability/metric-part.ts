/** One series of CloudWatch. */
export interface MetricPart {
  /** Such as `AWS/S3`. */
  readonly namespace: string;
  /** Such as `BucketSizeBytes`. */
  readonly metricName: string;
  /** What tells it apart. */
  readonly dimensions: Record<string, string>;
}

/** Adds up what there is; a storage class without objects has no values. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
export const SUM_OF_ALL = 'SUM(METRICS())';
