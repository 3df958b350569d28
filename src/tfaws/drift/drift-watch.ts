import { Construct } from 'constructs';
import { AlarmProps, Comparison, Duration, IAlarm, Statistic } from '../../core';
import { DriftAlarm, noGroundTruthAlarm, notRunAlarm, retrainFailedAlarm, signalAlarm } from '../../core/drift/drift-alarms';
import { signalsOf } from '../../core/drift/signal-plan';
import { planAlertRoutes } from '../../core/observability/alarm-plan';
import { Problems } from '../../core/private';
import { allRuns, driftSeries, leastRuns, NOT_RUN_PERIODS, runPeriodSeconds } from '../../facts/aws/drift-metrics';
import { CloudwatchMetricAlarm } from '../../providers/aws/cloudwatch-metric-alarm';
import { Alarm } from '../observability/alarm';
import { AlertTopics } from '../observability/alert-topics';
import { placeOf } from '../platform/place';
import { SeriesMetric } from '../serving/series-metric';
import { TARGET } from '../support';
import { MonitorContext } from './drift-context';
import { DriftMetrics } from './drift-metrics';
import { Retraining } from './retraining';

/** The alarms of a monitor. */
export interface DriftWatch {
  readonly alarms: IAlarm[];
  /** Those that start a retraining. */
  readonly starting: IAlarm[];
}

type Watched = Pick<AlarmProps, 'metric' | 'threshold' | 'comparison' | 'periods'>;
type MakeAlarm = (alarm: DriftAlarm, watched: Watched) => Alarm;

const PROCESSING_LOGS = 'aws logs tail /aws/sagemaker/ProcessingJobs --since 1d';

/** Makes the alarms of a monitor of SageMaker: one a signal, and those that tell that it does not work. */
export function watchMonitor(scope: Construct, context: MonitorContext, metrics: DriftMetrics, retraining: Retraining | undefined): DriftWatch {
  const { plan, place: { platformName } } = context;
  const make = alarmMaker(scope, context);
  const signals = signalsOf(plan.signals).map((signal) => ({
    retrains: plan.signals[signal]!.retrains,
    alarm: make(signalAlarm(plan, signal), { metric: metrics.crossings(signal), threshold: 0 }),
  }));
  const counted = { statistic: Statistic.SUM, label: `${plan.name}: runs` };
  const missed = notRunAlarm(plan, PROCESSING_LOGS);
  const notRun = make(missed, {
    metric: new SeriesMetric(leastRuns(platformName, plan), { ...counted, period: Duration.seconds(runPeriodSeconds(plan)) }),
    threshold: 1,
    comparison: Comparison.BELOW,
    periods: NOT_RUN_PERIODS,
  });
  // Where nothing runs, nothing is counted, which is what the alarm is for.
  (notRun.resource as CloudwatchMetricAlarm).treatMissingData = 'breaching';
  const failed = make({ ...missed, id: 'RunFailed', suffix: 'run-failed' }, { metric: new SeriesMetric(allRuns(platformName, plan, 'failures'), counted), threshold: 0 });
  const unknown = plan.signals.modelQuality ?? plan.signals.bias
    ? [make(noGroundTruthAlarm(plan), { metric: new SeriesMetric({ series: [driftSeries(platformName, plan.name, 'noGroundTruth')], expression: 'm0' }, counted), threshold: 0 })]
    : [];
  return {
    alarms: [...signals.map(({ alarm }) => alarm), notRun, failed, ...unknown, ...(retraining ? watchRetraining(make, context, retraining) : [])],
    starting: signals.filter(({ retrains }) => retrains).map(({ alarm }) => alarm),
  };
}

function watchRetraining(make: MakeAlarm, { plan, platform: { region } }: MonitorContext, { logGroupName, failed, refused }: Retraining): Alarm[] {
  const alarm = retrainFailedAlarm(plan, `aws logs tail ${logGroupName} --region ${region} --since 1d`);
  return [
    make(alarm, { metric: failed, threshold: 0 }),
    make({ ...alarm, id: 'RetrainingNotStarted', suffix: 'retraining-not-started' }, { metric: refused, threshold: 0 }),
  ];
}

/** Alarms of a monitor tell its own channels, too. */
function alarmMaker(scope: Construct, context: MonitorContext): MakeAlarm {
  const { plan: { name }, platform } = context;
  const topics = ownTopics(scope, context);
  return ({ id, suffix, ...props }, watched) => {
    const alarm = new Alarm(scope, id, { ...props, ...watched, platform, alarmName: `${name}-${suffix}` });
    const more = topics?.arns[props.severity] ?? [];
    if (more.length > 0) (alarm.resource as CloudwatchMetricAlarm).alarmActions = [...platform.alertTopicArns(props.severity), ...more];
    return alarm;
  };
}

function ownTopics(scope: Construct, { plan: { name, alerts }, platform }: MonitorContext): AlertTopics | undefined {
  if (alerts.length === 0) return undefined;
  const { region, accountId, encryptionKey: { keyId }, tags } = platform;
  return new AlertTopics(scope, 'Alerts', {
    routes: planAlertRoutes(alerts, TARGET, new Problems()), platformName: name, place: placeOf(region, accountId), keyArn: keyId, tags,
  });
}
