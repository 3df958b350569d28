import { Construct } from 'constructs';
import { ArtifactPath } from '../../core';
import { TriggerPlan } from '../../core/jobs/trigger-plan';
import { fill, Values } from '../../facts/aws/fill';
import { OF_THIS_ACCOUNT, starterRights } from '../../facts/aws/job-rights';
import { EVENTS_SERVICE, OBJECT_CREATED, SCHEDULE_RETRY, SCHEDULE_TIMES, SCHEDULER_SERVICE } from '../../facts/aws/job-schedules';
import { CloudwatchEventRule } from '../../providers/aws/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '../../providers/aws/cloudwatch-event-target';
import { IamRolePolicy } from '../../providers/aws/iam-role-policy';
import { SchedulerSchedule } from '../../providers/aws/scheduler-schedule';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { JobRole } from './job-role';
import { expressionOf } from './schedule-expression';

export interface JobTriggersProps {
  readonly platform: IMlPlatform;
  readonly name: string;
  readonly triggers: TriggerPlan;
  readonly machineArn: string;
  readonly values: Values;
}

/** Who starts runs, and what has to be there before it does. */
interface Starter {
  readonly roleArn: string;
  readonly ready: IamRolePolicy;
}

/** What starts runs: schedules, and objects that arrive. */
export class JobTriggers extends Construct {
  public readonly schedules: SchedulerSchedule[];
  public readonly rules: CloudwatchEventRule[];

  public constructor(scope: Construct, id: string, private readonly props: JobTriggersProps) {
    super(scope, id);
    const { triggers: { schedules, artifacts } } = props;
    const services = [...(schedules.length > 0 ? [SCHEDULER_SERVICE] : []), ...(artifacts.length > 0 ? [EVENTS_SERVICE] : [])];
    const starter = services.length > 0 ? this.starter(services) : undefined;
    this.schedules = schedules.map((schedule, i) => this.schedule(i + 1, expressionOf(schedule)!, starter!));
    this.rules = artifacts.map((path, i) => this.rule(i + 1, path, starter!));
  }

  private starter(service: readonly string[]): Starter {
    const { platform, name, triggers, machineArn, values } = this.props;
    const starter = new JobRole(this, 'Role', { platform, name, values, suffix: 'starter', description: 'starts runs', trust: { service, conditions: OF_THIS_ACCOUNT } });
    return { roleArn: starter.role.arn, ready: starter.allow(starterRights(triggers), { ...values, machine: machineArn })! };
  }

  private schedule(number: number, scheduleExpression: string, { roleArn, ready }: Starter): SchedulerSchedule {
    const { platform, name, machineArn } = this.props;
    return new SchedulerSchedule(this, `Schedule${number}`, {
      name: `${name}-${number}`,
      description: `Starts a run of ${name}`,
      scheduleExpression,
      ...SCHEDULE_TIMES,
      kmsKeyArn: platform.encryptionKey.keyId,
      target: { arn: machineArn, roleArn, input: '{}', retryPolicy: { ...SCHEDULE_RETRY } },
      dependsOn: [ready],
    });
  }

  private rule(number: number, { store, key }: ArtifactPath, { roleArn, ready }: Starter): CloudwatchEventRule {
    const { platform, name, machineArn } = this.props;
    const rule = new CloudwatchEventRule(this, `Arrival${number}`, {
      name: `${name}-arrival-${number}`,
      description: `Starts a run of ${name} when an object arrives`,
      eventPattern: JSON.stringify(fill(OBJECT_CREATED, { bucket: store.storeName, prefix: key })),
      tags: { ...platform.tags },
    });
    new CloudwatchEventTarget(this, `ArrivalTarget${number}`, { rule: rule.name, targetId: 'job', arn: machineArn, roleArn, dependsOn: [ready] });
    return rule;
  }
}
