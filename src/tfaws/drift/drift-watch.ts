import { Construct } from 'constructs';
import { Comparison, Duration, IAlarm, Statistic } from '../../core';
import { baselineFailedAlarm, noGroundTruthAlarm, notRunAlarm, retrainFailedAlarm, signalAlarm } from '../../core/drift/drift-alarms';
import { signalsOf } from '../../core/drift/signal-plan';
import { allRuns, driftSeries, leastRuns, NOT_RUN_PERIODS, runPeriodSeconds } from '../../facts/aws/drift-metrics';
import { CloudwatchMetricAlarm } from '../../providers/aws/cloudwatch-metric-alarm';
import { Alarm } from '../observability/alarm';
import { SeriesMetric } from '../serving/series-metric';
import { MonitorBaseline } from './baseline';
import { MonitorContext } from './drift-context';
import { DriftMetrics } from './drift-metrics';
import { MonitorAlarms } from './monitor-alarms';
import { Retraining } from './retraining';

/** The alarms of a monitor. */
export interface DriftWatch {
  readonly alarms: IAlarm[];
  /** Those that start a retraining. */
  readonly starting: IAlarm[];
  /** The one for runs that are missing. */
  readonly notRun: CloudwatchMetricAlarm;
}

/** What it watches. */
export interface WatchedParts {
  readonly metrics: DriftMetrics;
  readonly baseline: MonitorBaseline;
  readonly retraining?: Retraining;
}

const PROCESSING_LOGS = 'aws logs tail /aws/sagemaker/ProcessingJobs --since 1d';

/** Makes the alarms of a monitor of SageMaker: one a signal, and those that tell that it does not work. */
export function watchMonitor(scope: Construct, context: MonitorContext, { metrics, baseline, retraining }: WatchedParts): DriftWatch {
  const { plan, platform } = context;
  const made = new MonitorAlarms(scope, platform, plan);
  const signals = signalsOf(plan.signals).map((signal) => ({
    retrains: plan.signals[signal]!.retrains,
    alarm: made.make(signalAlarm(plan, signal), { metric: metrics.crossings(signal), threshold: 0 }),
  }));
  const [notRun, ...runs] = watchRuns(made, context);
  const others = [watchBaseline(made, context, baseline), ...(retraining ? watchRetraining(made, context, retraining) : [])];
  return {
    notRun: notRun.resource as CloudwatchMetricAlarm,
    alarms: [...signals.map(({ alarm }) => alarm), notRun, ...runs, ...others],
    starting: signals.filter(({ retrains }) => retrains).map(({ alarm }) => alarm),
  };
}

function watchRuns(made: MonitorAlarms, { plan, place: { platformName } }: MonitorContext): [Alarm, ...Alarm[]] {
  const { name, signals: { modelQuality, bias } } = plan;
  const counted = { statistic: Statistic.SUM, label: `${name}: runs` };
  const missed = notRunAlarm(plan, PROCESSING_LOGS);
  const unknown = { series: [driftSeries(platformName, name, 'noGroundTruth')], expression: 'm0' };
  return [
    made.make(missed, {
      metric: new SeriesMetric(leastRuns(platformName, plan), { ...counted, period: Duration.seconds(runPeriodSeconds(plan)) }),
      threshold: 1,
      comparison: Comparison.BELOW,
      periods: NOT_RUN_PERIODS,
      missingIsBad: true,
    }),
    made.make({ ...missed, id: 'RunFailed', suffix: 'run-failed' }, { metric: new SeriesMetric(allRuns(platformName, plan, 'failures'), counted), threshold: 0 }),
    ...(modelQuality ?? bias ? [made.make(noGroundTruthAlarm(plan), { metric: new SeriesMetric(unknown, counted), threshold: 0 })] : []),
  ];
}

function watchBaseline(made: MonitorAlarms, { plan, platform: { region } }: MonitorContext, { logGroupName, failed }: MonitorBaseline): IAlarm {
  return made.make(baselineFailedAlarm(plan, `aws logs tail ${logGroupName} --region ${region} --since 1d`), { metric: failed, threshold: 0 });
}

function watchRetraining(made: MonitorAlarms, context: MonitorContext, { logGroupName, failed, refused }: Retraining): IAlarm[] {
  const { plan, platform: { region } } = context;
  const alarm = retrainFailedAlarm(plan, `aws logs tail ${logGroupName} --region ${region} --since 1d`);
  return [
    made.make(alarm, { metric: failed, threshold: 0 }),
    made.make({ ...alarm, id: 'RetrainingNotStarted', suffix: 'retraining-not-started' }, { metric: refused, threshold: 0 }),
  ];
}
