import { EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { CompositePrincipal, ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { ArtifactPath } from '../../core';
import { TriggerPlan } from '../../core/jobs/trigger-plan';
import { fill, Values } from '../../facts/aws/fill';
import { OF_THIS_ACCOUNT, starterRights } from '../../facts/aws/job-rights';
import { EVENTS_SERVICE, OBJECT_CREATED, SCHEDULE_RETRY, SCHEDULE_TIMES, SCHEDULER_SERVICE } from '../../facts/aws/job-schedules';
import { statements } from '../identity/statements';
import { expressionOf } from './schedule-expression';

export interface JobTriggersProps {
  readonly name: string;
  readonly triggers: TriggerPlan;
  readonly machineArn: string;
  readonly values: Values;
}

/** What starts runs: schedules, and objects that arrive. */
export class JobTriggers extends Construct {
  public readonly schedules: CfnSchedule[];
  public readonly rules: Rule[];

  public constructor(scope: Construct, id: string, private readonly props: JobTriggersProps) {
    super(scope, id);
    const { triggers: { schedules, artifacts } } = props;
    const services = [...(schedules.length > 0 ? [SCHEDULER_SERVICE] : []), ...(artifacts.length > 0 ? [EVENTS_SERVICE] : [])];
    const starter = services.length > 0 ? this.role(services) : undefined;
    this.schedules = schedules.map((schedule, i) => this.schedule(`Schedule${i + 1}`, expressionOf(schedule)!, starter!));
    this.rules = artifacts.map((path, i) => this.rule(`Arrival${i + 1}`, path, starter!));
  }

  private role(services: readonly string[]): Role {
    const { name, triggers, machineArn, values } = this.props;
    const trusted = services.map((service) => new ServicePrincipal(service).withConditions(fill(OF_THIS_ACCOUNT, values)));
    const role = new Role(this, 'Role', { description: `${name}: starts runs`, assumedBy: new CompositePrincipal(...trusted) });
    const facts = starterRights(triggers);
    new ManagedPolicy(this, 'Policy', { description: `${name}: starting runs`, statements: statements(facts, { ...values, machine: machineArn }), roles: [role] });
    return role;
  }

  private schedule(id: string, scheduleExpression: string, { roleArn }: Role): CfnSchedule {
    const { name, machineArn, values } = this.props;
    return new CfnSchedule(this, id, {
      description: `Starts a run of ${name}`,
      scheduleExpression,
      ...SCHEDULE_TIMES,
      kmsKeyArn: String(values.key),
      target: { arn: machineArn, roleArn, input: '{}', retryPolicy: { ...SCHEDULE_RETRY } },
    });
  }

  private rule(id: string, { store, key }: ArtifactPath, role: Role): Rule {
    const { 'detail-type': detailType, ...pattern } = fill(OBJECT_CREATED, { bucket: store.storeName, prefix: key });
    const rule = new Rule(this, id, {
      description: `Starts a run of ${this.props.name} when an object arrives`,
      eventPattern: { ...pattern, detailType } as unknown as EventPattern,
    });
    // Not through the L2 target, which would make a role of its own.
    rule.addTarget({ bind: () => ({ arn: this.props.machineArn, role }) });
    return rule;
  }
}
