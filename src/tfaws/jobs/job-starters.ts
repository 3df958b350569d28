import { Construct } from 'constructs';
import { ArtifactPath } from '../../core';
import { TriggerPlan } from '../../core/jobs/trigger-plan';
import { fill, Values } from '../../facts/aws/fill';
import { OF_THIS_ACCOUNT, READ_SCHEDULE, START_EXECUTION } from '../../facts/aws/job-rights';
import { EVENTS_SERVICE, OBJECT_CREATED, SCHEDULE_RETRY, SCHEDULER_SERVICE } from '../../facts/aws/job-schedules';
import { CloudwatchEventRule } from '../../providers/aws/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '../../providers/aws/cloudwatch-event-target';
import { SchedulerSchedule } from '../../providers/aws/scheduler-schedule';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { JobRole } from './job-role';
import { expressionOf } from './schedule-expression';

export interface JobStartersProps {
  readonly platform: IMlPlatform;
  readonly name: string;
  readonly triggers: TriggerPlan;
  readonly machineArn: string;
  readonly values: Values;
}

/** What starts runs: schedules, and objects that arrive. */
export class JobStarters extends Construct {
  public readonly schedules: SchedulerSchedule[];
  public readonly rules: CloudwatchEventRule[];

  public constructor(scope: Construct, id: string, private readonly props: JobStartersProps) {
    super(scope, id);
    const { triggers: { schedules, artifacts } } = props;
    const services = [...(schedules.length > 0 ? [SCHEDULER_SERVICE] : []), ...(artifacts.length > 0 ? [EVENTS_SERVICE] : [])];
    const starter = services.length > 0 ? this.role(services) : undefined;
    this.schedules = schedules.map((schedule, i) => this.schedule(i + 1, expressionOf(schedule)!, starter!));
    this.rules = artifacts.map((path, i) => this.rule(i + 1, path, starter!));
  }

  private role(services: readonly string[]): JobRole {
    const { platform, name, triggers, machineArn, values } = this.props;
    return new JobRole(this, 'Role', {
      platform,
      name,
      suffix: 'starter',
      description: 'starts runs',
      services,
      conditions: OF_THIS_ACCOUNT,
      facts: [START_EXECUTION, ...(triggers.schedules.length > 0 ? [READ_SCHEDULE] : [])],
      values: { ...values, machine: machineArn },
    });
  }

  private schedule(number: number, scheduleExpression: string, { role, ready }: JobRole): SchedulerSchedule {
    const { platform, name, machineArn } = this.props;
    return new SchedulerSchedule(this, `Schedule${number}`, {
      name: `${name}-${number}`,
      description: `Starts a run of ${name}`,
      scheduleExpression,
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      kmsKeyArn: platform.encryptionKey.keyId,
      target: { arn: machineArn, roleArn: role.arn, input: '{}', retryPolicy: { ...SCHEDULE_RETRY } },
      dependsOn: [ready],
    });
  }

  private rule(number: number, { store, key }: ArtifactPath, { role, ready }: JobRole): CloudwatchEventRule {
    const { platform, name, machineArn } = this.props;
    const rule = new CloudwatchEventRule(this, `Arrival${number}`, {
      name: `${name}-arrival-${number}`,
      description: `Starts a run of ${name} when an object arrives`,
      eventPattern: JSON.stringify(fill(OBJECT_CREATED, { bucket: store.storeName, prefix: key })),
      tags: { ...platform.tags },
    });
    new CloudwatchEventTarget(this, `ArrivalTarget${number}`, { rule: rule.name, targetId: 'job', arn: machineArn, roleArn: role.arn, dependsOn: [ready] });
    return rule;
  }
}
