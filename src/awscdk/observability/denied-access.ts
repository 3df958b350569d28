import { Metric as CloudWatchMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnMetricFilter, ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Duration as CdkDuration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Duration, IMetric, Statistic } from '../../core';
import { DENIED_ACCESS } from '../../facts/aws/events';
import { fill } from '../../facts/aws/fill';
import { Metric } from './metric';

export interface DeniedRequestsProps {
  readonly platformName: string;
  /** The platform's own bucket, which may be called otherwise than the platform. */
  readonly bucketName: string;
  readonly logs: ILogGroup;
  readonly windowMinutes: number;
}

/** Counts the refusals in an audit log that concern a platform: of its roles, or of its buckets. */
export function deniedRequests(scope: Construct, id: string, { platformName, bucketName, logs, windowMinutes }: DeniedRequestsProps): IMetric {
  const { pattern, namespace, metricName } = fill(DENIED_ACCESS, { name: platformName, bucket: bucketName });
  new CfnMetricFilter(scope, id, {
    logGroupName: logs.logGroupName,
    filterPattern: pattern,
    metricTransformations: [{ metricNamespace: namespace, metricName, metricValue: '1', defaultValue: 0 }],
  });
  const metric = new CloudWatchMetric({ namespace, metricName, statistic: Stats.SUM, period: CdkDuration.minutes(windowMinutes), label: 'Refused requests' });
  return Metric.of(metric, { label: 'Refused requests', statistic: Statistic.SUM, period: Duration.minutes(windowMinutes) });
}
