import { EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ArtifactPath, Schedule } from '../../core';
import { SCHEDULED_SUBMIT, submission } from '../../facts/aws/batch-events';
import { BATCH_SCHEDULE, BATCH_SUBMIT } from '../../facts/aws/batch-rights';
import { fill, Values } from '../../facts/aws/fill';
import { OF_THIS_ACCOUNT } from '../../facts/aws/job-rights';
import { EVENTS_SERVICE, OBJECT_CREATED, SCHEDULE_RETRY, SCHEDULE_TIMES, SCHEDULER_SERVICE } from '../../facts/aws/job-schedules';
import { StatementFact } from '../../facts/aws/statement';
import { statements } from '../identity/statements';
import { BatchPlan } from './batch-plan';
import { expressionOf } from './schedule-expression';

export interface BatchTriggersProps {
  readonly plan: BatchPlan;
  readonly queueArn: string;
  /** Without a revision. */
  readonly definitionArn: string;
  readonly values: Values;
}

/** Who starts runs, and what has to be there before it does: a start that comes before would be lost. */
interface Starter {
  readonly role: Role;
  readonly rights: ManagedPolicy;
}

/** What starts runs beside somebody by hand. */
export class BatchTriggers extends Construct {
  public readonly schedules: CfnSchedule[];
  public readonly rules: Rule[];

  public constructor(scope: Construct, id: string, private readonly props: BatchTriggersProps) {
    super(scope, id);
    const { schedules, artifacts } = props.plan.triggers;
    const scheduler = schedules.length > 0 ? this.starter('Scheduler', SCHEDULER_SERVICE, BATCH_SCHEDULE) : undefined;
    const events = artifacts.length > 0 ? this.starter('Events', EVENTS_SERVICE, [BATCH_SUBMIT]) : undefined;
    this.schedules = schedules.map((schedule, i) => this.schedule(`Schedule${i + 1}`, schedule, scheduler!));
    this.rules = artifacts.map((path, i) => this.rule(`Arrival${i + 1}`, path, events!));
  }

  private starter(id: string, service: string, facts: readonly StatementFact[]): Starter {
    const { plan, values } = this.props;
    const assumedBy = new ServicePrincipal(service).withConditions(fill(OF_THIS_ACCOUNT, values));
    const role = new Role(this, id, { description: `${plan.name}: starts runs`, assumedBy });
    const rights = new ManagedPolicy(this, `${id}Policy`, { description: `${plan.name}: starting runs`, statements: statements(facts, values), roles: [role] });
    return { role, rights };
  }

  private schedule(id: string, schedule: Schedule, { role, rights }: Starter): CfnSchedule {
    const { plan, queueArn, definitionArn, values } = this.props;
    const made = new CfnSchedule(this, id, {
      description: `Starts a run of ${plan.name}`,
      // What has no expression was refused when the job was planned.
      scheduleExpression: expressionOf(schedule)!,
      ...SCHEDULE_TIMES,
      kmsKeyArn: String(values.key),
      target: {
        arn: fill<string>(SCHEDULED_SUBMIT, values),
        roleArn: role.roleArn,
        input: Stack.of(this).toJsonString(submission(plan.name, queueArn, definitionArn)),
        retryPolicy: { ...SCHEDULE_RETRY },
      },
    });
    made.node.addDependency(rights);
    return made;
  }

  private rule(id: string, { store, key }: ArtifactPath, { role, rights }: Starter): Rule {
    const { plan, queueArn, definitionArn } = this.props;
    const { 'detail-type': detailType, ...pattern } = fill(OBJECT_CREATED, { bucket: store.storeName, prefix: key });
    const rule = new Rule(this, id, {
      description: `Starts a run of ${plan.name} when an object arrives`,
      eventPattern: { ...pattern, detailType } as unknown as EventPattern,
    });
    // Not through the L2 target, which would make a role of its own.
    rule.addTarget({ bind: () => ({ arn: queueArn, role, batchParameters: { jobName: plan.name, jobDefinition: definitionArn } }) });
    rule.node.addDependency(rights);
    return rule;
  }
}
