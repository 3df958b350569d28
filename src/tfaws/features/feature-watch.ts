import { Construct } from 'constructs';
import { Comparison, FeatureGroupMetrics, IAlarm } from '../../core';
import { FeatureAlarm, featureAlarms, longestLagMillis, Watched } from '../../core/features/feature-alarms';
import { DROPPED_ALARM, droppedEvents, freshnessPeriods } from '../../facts/aws/features-metrics';
import { CloudwatchMetricAlarm } from '../../providers/aws/cloudwatch-metric-alarm';
import { Alarm } from '../observability/alarm';
import { FeatureContext } from './feature-context';
import { readSeries, writtenMetric } from './feature-metrics';
import { FeatureStream } from './feature-stream';

/** Makes the alarms of a group. */
export function watchGroup(scope: Construct, context: FeatureContext, metrics: FeatureGroupMetrics, stream: FeatureStream | undefined): IAlarm[] {
  const { platform, store, group, values } = context;
  const { lag, deadLetters, failures } = metrics;
  const list = (prefix: unknown) => `aws s3 ls --recursive ${platform.artifacts.uri}/${String(prefix)}/`;
  const wanted = featureAlarms(group, store, {
    stale: staleness(context),
    lag: lag && { metric: lag, threshold: longestLagMillis(group) },
    deadLetters,
    failures,
    whereDeadLetters: list(values.deadLetters),
    whereFailures: stream && `aws logs tail ${stream.logGroupName} --since 1d`,
  });
  const dropped = stream ? [droppedAlarm(context, stream, list(`${String(values.dropped)}/${stream.mappingId}`))] : [];
  return makeAlarms(scope, context, group.name, [...wanted, ...dropped]);
}

/** Makes alarms whose names begin so. */
export function makeAlarms(scope: Construct, { platform, tags }: Pick<FeatureContext, 'platform' | 'tags'>, name: string, wanted: readonly FeatureAlarm[]): IAlarm[] {
  return wanted.map(({ id, suffix, ...props }) => {
    const alarm = new Alarm(scope, id, { ...props, platform, alarmName: `${name}-${suffix}` });
    const resource = alarm.resource as CloudwatchMetricAlarm;
    resource.tags = tags;
    // Where nobody writes, nothing is counted, which is what the alarm is for.
    if (suffix === 'stale') resource.treatMissingData = 'breaching';
    return alarm;
  });
}

function staleness(context: FeatureContext): Watched | undefined {
  const { freshnessSeconds } = context.group;
  if (freshnessSeconds === undefined) return undefined;
  const { periodSeconds, periods } = freshnessPeriods(freshnessSeconds);
  return { metric: writtenMetric(context, periodSeconds), threshold: 1, comparison: Comparison.BELOW, periods };
}

function droppedAlarm({ group: { groupName }, store: { severity } }: FeatureContext, { mappingId }: FeatureStream, where: string): FeatureAlarm {
  const { id, suffix, description } = DROPPED_ALARM;
  const metric = readSeries(droppedEvents(mappingId), { label: `${groupName}: dropped` });
  return { id, suffix, severity, metric, threshold: 0, description: `${groupName}: ${description} ${where}` };
}
