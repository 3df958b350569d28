import { Construct } from 'constructs';
import { IAlarm } from '../../core';
import { BASELINE_RATE, DRIFT_FOUND, EVENT_RETRY, JOB_ENDED, MODEL_APPROVED } from '../../facts/aws/drift-events';
import { MONITOR_STARTER } from '../../facts/aws/drift-rights';
import { fill, Values } from '../../facts/aws/fill';
import { OF_THIS_ACCOUNT } from '../../facts/aws/job-rights';
import { EVENTS_SERVICE, SCHEDULE_RETRY, SCHEDULE_TIMES, SCHEDULER_SERVICE } from '../../facts/aws/job-schedules';
import { CloudwatchEventRule } from '../../providers/aws/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '../../providers/aws/cloudwatch-event-target';
import { IamRolePolicy } from '../../providers/aws/iam-role-policy';
import { SchedulerSchedule } from '../../providers/aws/scheduler-schedule';
import { SfnStateMachine } from '../../providers/aws/sfn-state-machine';
import { ContentId } from '../../terraform';
import { JobRole } from '../jobs/job-role';
import { addressOf } from '../serving/release-name';
import { MonitorContext } from './drift-context';

export interface MonitorStartersProps {
  readonly context: MonitorContext;
  readonly roleArn: string;
  readonly baseline: SfnStateMachine;
  readonly report: SfnStateMachine;
  readonly retrain?: SfnStateMachine;
  /** The alarms that start a retraining. */
  readonly alarms: readonly IAlarm[];
}

/** What starts the machines of a monitor: time, ends of jobs, alarms, and approvals. */
export class MonitorStarters extends Construct {
  public readonly schedule: SchedulerSchedule;
  public readonly rules: CloudwatchEventRule[];
  private readonly roleArn: string;
  private readonly ready: IamRolePolicy;

  public constructor(scope: Construct, id: string, private readonly props: MonitorStartersProps) {
    super(scope, id);
    const { context: { platform, plan, values }, roleArn, baseline, report, retrain, alarms } = props;
    const machines = [baseline, report, ...(retrain ? [retrain] : [])].map(({ arn }) => arn);
    const starter = new JobRole(this, 'Role', {
      platform,
      values,
      name: plan.name,
      suffix: 'starter',
      description: 'starts machines of the monitor',
      trust: { service: [EVENTS_SERVICE, SCHEDULER_SERVICE], conditions: OF_THIS_ACCOUNT },
    });
    this.roleArn = starter.role.arn;
    this.ready = starter.allow(MONITOR_STARTER, { ...values, machines })!;
    this.schedule = this.daily(baseline);
    this.rules = [
      this.rule('Jobs', { suffix: 'jobs', description: 'A job of the monitor has ended', pattern: JOB_ENDED, words: { monitorRole: roleArn }, machine: report }),
      ...(retrain ? [
        this.rule('Drift', { suffix: 'drift', description: 'The monitor has found drift', pattern: DRIFT_FOUND, words: { alarms: alarms.map(({ alarmId }) => alarmId) }, machine: retrain }),
      ] : []),
      ...this.approvals(baseline),
    ];
  }

  /** At once, and each time that it would be another baseline: by another schedule, since nobody documents that one which is updated starts anew. */
  private daily({ arn }: SfnStateMachine): SchedulerSchedule {
    const { plan: { name }, platform, place: { content, modelName } } = this.props.context;
    const input = { renew: false, content, model: modelName };
    const release = new ContentId(this, 'Baseline', input);
    return new SchedulerSchedule(this, 'Schedule', {
      name: `${name}-baseline`,
      description: `Has the baseline of ${name} computed where it is not there`,
      scheduleExpression: BASELINE_RATE,
      ...SCHEDULE_TIMES,
      kmsKeyArn: platform.encryptionKey.keyId,
      target: { arn, roleArn: this.roleArn, input: JSON.stringify(input), retryPolicy: { ...SCHEDULE_RETRY } },
      dependsOn: [this.ready],
      lifecycle: { replaceTriggeredBy: [addressOf(release)] },
    });
  }

  private approvals(baseline: SfnStateMachine): CloudwatchEventRule[] {
    const { renewedBy } = this.props.context.plan.baseline;
    if (!renewedBy) return [];
    return [this.rule('Approved', {
      suffix: 'approved', description: 'A version of the model was approved', pattern: MODEL_APPROVED, words: { model: renewedBy.modelName }, machine: baseline, input: { renew: true },
    })];
  }

  private rule(id: string, { suffix, description, pattern, words, machine, input }: RuleProps): CloudwatchEventRule {
    const { plan: { name }, platform, values } = this.props.context;
    const rule = new CloudwatchEventRule(this, id, {
      name: `${name}-${suffix}`,
      description,
      eventPattern: JSON.stringify(fill(pattern, { ...values, ...words })),
      tags: { ...platform.tags },
    });
    new CloudwatchEventTarget(this, `${id}Target`, {
      rule: rule.name,
      targetId: 'machine',
      arn: machine.arn,
      roleArn: this.roleArn,
      input: input && JSON.stringify(input),
      retryPolicy: { ...EVENT_RETRY },
      dependsOn: [this.ready],
    });
    return rule;
  }
}

interface RuleProps {
  readonly suffix: string;
  readonly description: string;
  readonly pattern: unknown;
  readonly words: Values;
  readonly machine: SfnStateMachine;
  /** What the machine is given; the event itself where nothing else. */
  readonly input?: Readonly<Record<string, unknown>>;
}
