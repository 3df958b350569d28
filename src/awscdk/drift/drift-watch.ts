import { CfnAlarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { AlarmProps, Comparison } from '../../core';
import { baselineFailedAlarm, DriftAlarm, noGroundTruthAlarm, notRunAlarm, retrainFailedAlarm, signalAlarm } from '../../core/drift/drift-alarms';
import { SignalName, signalsOf } from '../../core/drift/signal-plan';
import { planAlertRoutes } from '../../core/observability/alarm-plan';
import { Problems } from '../../core/private';
import { NOT_RUN_PERIODS } from '../../facts/aws/drift-metrics';
import { Alarm } from '../observability/alarm';
import { AlertTopics } from '../observability/alert-topics';
import { TARGET } from '../support';
import { Baseline } from './baseline';
import { DriftContext } from './drift-context';
import { DriftMetrics } from './drift-metrics';
import { Retraining } from './retraining';

const PROCESSING_LOGS = 'aws logs tail /aws/sagemaker/ProcessingJobs --since 1d';

export interface WatchedParts {
  readonly metrics: DriftMetrics;
  readonly baseline: Baseline;
  readonly retraining?: Retraining;
}

/** What calls people about a monitor. */
export class DriftWatch extends Construct {
  /** Those of signals, in the order of signals. */
  public readonly signals: Readonly<Partial<Record<SignalName, Alarm>>>;
  /** That it did not run. */
  public readonly notRun: Alarm;
  public readonly all: Alarm[];
  private readonly topics?: AlertTopics;

  public constructor(scope: Construct, id: string, private readonly context: DriftContext, { metrics, baseline, retraining }: WatchedParts) {
    super(scope, id);
    const { platform: { key }, plan } = context;
    // Channels that cannot be were refused when the monitor was planned.
    const routes = planAlertRoutes(plan.alerts, TARGET, new Problems());
    this.topics = plan.alerts.length > 0 ? new AlertTopics(this, 'Alerts', { platformName: plan.name, key, routes }) : undefined;
    const made = signalsOf(plan.signals).map((signal) => {
      return [signal, this.alarm(signalAlarm(plan, signal), { metric: metrics.violationsBy(signal), threshold: 0 })] as const;
    });
    this.signals = Object.fromEntries(made);
    this.notRun = this.missing(metrics);
    const others = [...this.runs(metrics), this.baseline(baseline), ...(retraining ? this.retrainings(retraining) : [])];
    this.all = [...made.map(([, alarm]) => alarm), this.notRun, ...others];
  }

  private missing(metrics: DriftMetrics): Alarm {
    const notRun = notRunAlarm(this.context.plan, PROCESSING_LOGS);
    const missing = this.alarm(notRun, { metric: metrics.leastRuns(), threshold: 1, comparison: Comparison.BELOW, periods: NOT_RUN_PERIODS });
    // Where nothing ran, nothing is counted, which is what the alarm is for.
    (missing.resource.node.defaultChild as CfnAlarm).treatMissingData = TreatMissingData.BREACHING;
    return missing;
  }

  private runs(metrics: DriftMetrics): Alarm[] {
    const { plan } = this.context;
    const { modelQuality, bias } = plan.signals;
    const failed = this.alarm({ ...notRunAlarm(plan, PROCESSING_LOGS), id: 'RunFailed', suffix: 'run-failed' }, { metric: metrics.failures(), threshold: 0 });
    const truth = modelQuality ?? bias ? [this.alarm(noGroundTruthAlarm(plan), { metric: metrics.noGroundTruth(), threshold: 0 })] : [];
    return [failed, ...truth];
  }

  private baseline({ machine, failed }: Baseline): Alarm {
    return this.alarm(baselineFailedAlarm(this.context.plan, `aws logs tail ${machine.logGroupName} --since 1d`), { metric: failed, threshold: 0 });
  }

  private retrainings({ machine, refused, failed }: Retraining): Alarm[] {
    const alarm = retrainFailedAlarm(this.context.plan, `aws logs tail ${machine.logGroupName} --since 1d`);
    return [
      this.alarm(alarm, { metric: failed, threshold: 0 }),
      this.alarm({ ...alarm, id: 'RetrainingNotStarted', suffix: 'retraining-not-started' }, { metric: refused, threshold: 0 }),
    ];
  }

  private alarm({ id, suffix, severity, description }: DriftAlarm, what: Pick<AlarmProps, 'metric' | 'threshold' | 'comparison' | 'periods'>): Alarm {
    const { platform, plan } = this.context;
    const alarm = new Alarm(this, id, { ...what, severity, description, platform, alarmName: `${plan.name}-${suffix}` });
    this.topics?.of(severity).forEach((topic) => alarm.resource.addAlarmAction(new SnsAction(topic)));
    return alarm;
  }
}
