import { Metric as CloudWatchMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule } from 'aws-cdk-lib/aws-events';
import { Role } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Duration as CdkDuration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Duration, IIdentity, IMetric, QuotaNeed, Statistic } from '../../core';
import { JobBackend } from '../../core/jobs/job-backend';
import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { Values } from '../../facts/aws/fill';
import { START_RUNS, USE_TRAINING_PLAN } from '../../facts/aws/job-rights';
import { trainingStateMachine } from '../../facts/aws/sagemaker-definition';
import { trainingQuotas } from '../../facts/aws/sagemaker-quotas';
import { FAILED_EXECUTIONS, startExecution } from '../../facts/aws/sagemaker-service';
import { grant } from '../identity/statements';
import { Metric } from '../observability/metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { privateSubnets } from '../platform/platform-network';
import { stackValues } from '../stack-values';
import { JobTriggers } from './job-triggers';
import { RunRole } from './run-role';
import { nodeScript, ownPath } from './sagemaker-place';
import { StateMachine } from './state-machine';

export interface ManagedJobProps {
  readonly platform: IMlPlatform;
  readonly plan: TrainingJobPlan<ServicePlace>;
}

/** A job whose runs are training jobs of SageMaker, each started by an execution of a state machine. */
export class ManagedJob extends Construct implements JobBackend {
  public readonly identity: IIdentity;
  public readonly startCommand: string;
  public readonly quotas: QuotaNeed[];
  public readonly failed: IMetric;
  public readonly roleResource: Role;
  public readonly stateMachine: CfnStateMachine;
  public readonly schedules: CfnSchedule[];
  public readonly rules: Rule[];
  private readonly values: Values;

  public constructor(scope: Construct, id: string, { platform, plan }: ManagedJobProps) {
    super(scope, id);
    const { region, partition } = Stack.of(this);
    const { name, triggers } = plan;
    const values = { ...stackValues(this, platform.platformName), key: platform.key.keyArn, job: name, plan: plan.place.reservationId ?? '' };
    const { role, identity } = new RunRole(this, 'Runs', { platform, plan, values });
    const definition = trainingStateMachine(plan, {
      partition,
      roleArn: role.roleArn,
      subnetIds: privateSubnets(platform.vpc).map(({ subnetId }) => subnetId),
      securityGroupId: platform.jobSecurityGroup.securityGroupId,
      keyArn: platform.key.keyArn,
      tags: platform.tags,
      script: nodeScript(plan),
      ownUri: ownPath(plan, platform).uri,
    });
    const rights = plan.place.reservationId === undefined ? [] : [USE_TRAINING_PLAN];
    const machine = new StateMachine(this, 'Machine', { platform, name, definition, rights, values: { ...values, jobRole: role.roleArn } });
    const starters = new JobTriggers(this, 'Starters', { name, triggers, machineArn: machine.arn, values });
    this.identity = identity;
    this.roleResource = role;
    this.stateMachine = machine.resource;
    this.schedules = starters.schedules;
    this.rules = starters.rules;
    this.startCommand = startExecution(machine.arn, region);
    this.quotas = trainingQuotas(plan).map((need) => ({ ...need, region, nodeGroups: [] }));
    this.failed = failedExecutions(name, machine.arn);
    this.values = { ...values, machine: machine.arn };
  }

  public grantStart(identity: IIdentity): void {
    START_RUNS.forEach((fact) => grant(this, identity, fact, this.values));
  }
}

function failedExecutions(name: string, machineArn: string): IMetric {
  const { namespace, metricName, dimension } = FAILED_EXECUTIONS;
  const label = `${name}: runs failed`;
  const metric = new CloudWatchMetric({
    namespace, metricName, label, statistic: Stats.SUM, period: CdkDuration.minutes(5), dimensionsMap: { [dimension]: machineArn },
  });
  return Metric.of(metric, { label, statistic: Statistic.SUM, period: Duration.minutes(5) });
}
