import { Construct } from 'constructs';
import { ArtifactPath, Schedule } from '../../core';
import { SCHEDULED_SUBMIT, submission } from '../../facts/aws/batch-events';
import { BATCH_SCHEDULE, BATCH_SUBMIT } from '../../facts/aws/batch-rights';
import { fill } from '../../facts/aws/fill';
import { OF_THIS_ACCOUNT } from '../../facts/aws/job-rights';
import { EVENTS_SERVICE, OBJECT_CREATED, SCHEDULE_RETRY, SCHEDULE_TIMES, SCHEDULER_SERVICE } from '../../facts/aws/job-schedules';
import { StatementFact } from '../../facts/aws/statement';
import { CloudwatchEventRule } from '../../providers/aws/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '../../providers/aws/cloudwatch-event-target';
import { IamRolePolicy } from '../../providers/aws/iam-role-policy';
import { SchedulerSchedule } from '../../providers/aws/scheduler-schedule';
import { BatchContext } from './batch-plan';
import { JobRole } from './job-role';
import { expressionOf } from './schedule-expression';

export interface BatchTriggersProps {
  readonly context: BatchContext;
  readonly queueArn: string;
  /** Without a revision. */
  readonly definitionArn: string;
}

/** Who starts runs, and what has to be there before it does. */
interface Starter {
  readonly roleArn: string;
  readonly ready: IamRolePolicy;
}

/** What starts runs beside somebody by hand. */
export class BatchTriggers extends Construct {
  public readonly schedules: SchedulerSchedule[];
  public readonly rules: CloudwatchEventRule[];

  public constructor(scope: Construct, id: string, private readonly props: BatchTriggersProps) {
    super(scope, id);
    const { schedules, artifacts } = props.context.plan.triggers;
    const scheduler = schedules.length > 0 ? this.starter('Scheduler', SCHEDULER_SERVICE, BATCH_SCHEDULE) : undefined;
    const events = artifacts.length > 0 ? this.starter('Events', EVENTS_SERVICE, [BATCH_SUBMIT]) : undefined;
    this.schedules = schedules.map((schedule, i) => this.schedule(i + 1, schedule, scheduler!));
    this.rules = artifacts.map((path, i) => this.rule(i + 1, path, events!));
  }

  private starter(id: 'Scheduler' | 'Events', service: string, facts: readonly StatementFact[]): Starter {
    const { context, queueArn, definitionArn } = this.props;
    const { plan: { name }, platform, values } = context;
    const starter = new JobRole(this, id, {
      platform, name, values, suffix: id === 'Scheduler' ? 'scheduler' : 'events', description: 'starts runs', trust: { service, conditions: OF_THIS_ACCOUNT },
    });
    const ready = starter.allow(facts, { ...values, queue: queueArn, definition: definitionArn }, 'start-runs')!;
    return { roleArn: starter.role.arn, ready };
  }

  private schedule(number: number, schedule: Schedule, { roleArn, ready }: Starter): SchedulerSchedule {
    const { context: { plan, platform, values }, queueArn, definitionArn } = this.props;
    return new SchedulerSchedule(this, `Schedule${number}`, {
      name: `${plan.name}-${number}`,
      description: `Starts a run of ${plan.name}`,
      // What has no expression was refused when the job was planned.
      scheduleExpression: expressionOf(schedule)!,
      ...SCHEDULE_TIMES,
      kmsKeyArn: platform.encryptionKey.keyId,
      target: {
        arn: fill<string>(SCHEDULED_SUBMIT, values),
        roleArn,
        input: JSON.stringify(submission(plan.name, queueArn, definitionArn)),
        retryPolicy: { ...SCHEDULE_RETRY },
      },
      dependsOn: [ready],
    });
  }

  private rule(number: number, { store, key }: ArtifactPath, { roleArn, ready }: Starter): CloudwatchEventRule {
    const { context: { plan, tags }, queueArn, definitionArn } = this.props;
    const rule = new CloudwatchEventRule(this, `Arrival${number}`, {
      name: `${plan.name}-arrival-${number}`,
      description: `Starts a run of ${plan.name} when an object arrives`,
      eventPattern: JSON.stringify(fill(OBJECT_CREATED, { bucket: store.storeName, prefix: key })),
      tags,
    });
    new CloudwatchEventTarget(this, `ArrivalTarget${number}`, {
      rule: rule.name,
      targetId: 'job',
      arn: queueArn,
      roleArn,
      batchTarget: { jobName: plan.name, jobDefinition: definitionArn },
      dependsOn: [ready],
    });
    return rule;
  }
}
