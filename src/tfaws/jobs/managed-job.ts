import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity, IMetric, QuotaNeed, Statistic } from '../../core';
import { JobBackend } from '../../core/jobs/job-backend';
import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { Values } from '../../facts/aws/fill';
import { START_RUNS, USE_TRAINING_PLAN } from '../../facts/aws/job-rights';
import { trainingStateMachine } from '../../facts/aws/sagemaker-definition';
import { trainingQuotas } from '../../facts/aws/sagemaker-quotas';
import { FAILED_EXECUTIONS, startExecution } from '../../facts/aws/sagemaker-service';
import { grantTo } from '../identity/identity-grant';
import { allow } from '../identity/policy-document';
import { Metric } from '../observability/metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { placeOf } from '../platform/place';
import { JobTriggers } from './job-triggers';
import { RunRole } from './run-role';
import { asWritten, nodeScript, ownPath } from './sagemaker-place';
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
  public readonly roleResource: TerraformResource;
  public readonly stateMachine: TerraformResource;
  public readonly schedules: TerraformResource[];
  public readonly rules: TerraformResource[];
  private readonly platform: IMlPlatform;
  private readonly values: Values;

  public constructor(scope: Construct, id: string, { platform, plan }: ManagedJobProps) {
    super(scope, id);
    const { region, accountId, encryptionKey: { keyId } } = platform;
    const { name, triggers, place: { reservationId } } = plan;
    const place = placeOf(region, accountId);
    const values = { ...place, account: accountId, name: platform.platformName, key: keyId, job: name, plan: reservationId ?? '' };
    const runs = new RunRole(this, 'Runs', platform, plan, values);
    const definition = trainingStateMachine(asWritten(plan), {
      partition: place.partition,
      roleArn: runs.resource.arn,
      subnetIds: platform.network.privateSubnetIds,
      securityGroupId: platform.jobSecurityGroupId,
      keyArn: keyId,
      tags: platform.tags,
      script: nodeScript(plan),
      ownUri: ownPath(plan, platform).uri,
    });
    const rights = reservationId === undefined ? [] : [USE_TRAINING_PLAN];
    const machine = new StateMachine(this, 'Machine', { platform, name, definition, rights, values: { ...values, jobRole: runs.resource.arn } }).resource;
    const starters = new JobTriggers(this, 'Starters', { platform, name, triggers, machineArn: machine.arn, values });
    this.platform = platform;
    this.identity = runs.identity;
    this.roleResource = runs.resource;
    this.stateMachine = machine;
    this.schedules = starters.schedules;
    this.rules = starters.rules;
    this.startCommand = startExecution(machine.arn, region);
    this.quotas = trainingQuotas(plan).map((need) => ({ ...need, region, nodeGroups: [] }));
    const { namespace, metricName, dimension } = FAILED_EXECUTIONS;
    this.failed = new Metric({ namespace, metricName, dimensions: { [dimension]: machine.arn }, label: `${name}: runs failed`, statistic: Statistic.SUM });
    this.values = { ...values, machine: machine.arn };
  }

  public grantStart(identity: IIdentity): void {
    const { platformName, region, accountId } = this.platform;
    grantTo(this, { identity, platformName, right: 'start', place: placeOf(region, accountId), statements: START_RUNS.map((fact) => allow(fact, this.values)) });
  }
}
