import { CfnComputeEnvironment, CfnJobDefinition, CfnJobQueue } from 'aws-cdk-lib/aws-batch';
import { Metric as CloudWatchMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Duration as CdkDuration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Duration, IIdentity, IMetric, QuotaNeed, Statistic } from '../../core';
import { JobBackend } from '../../core/jobs/job-backend';
import { sumQuotas } from '../../core/training/quota-plan';
import { mostMachines } from '../../facts/aws/batch-compute';
import { FAILED_RUN, submitCommand } from '../../facts/aws/batch-events';
import { BATCH_START } from '../../facts/aws/batch-rights';
import { quotasPerNode } from '../../facts/aws/compute-quotas';
import { fill, Values } from '../../facts/aws/fill';
import { RULE_MATCHES } from '../../facts/aws/metrics';
import { Identity } from '../identity/identity';
import { grant } from '../identity/statements';
import { EncryptedLogs } from '../observability/encrypted-logs';
import { Metric } from '../observability/metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { stackValues } from '../stack-values';
import { BatchCompute } from './batch-compute';
import { jobDefinition } from './batch-definition';
import { BatchPlan } from './batch-plan';
import { BatchRoles } from './batch-roles';
import { BatchTriggers } from './batch-triggers';

export interface BatchJobProps {
  readonly platform: IMlPlatform;
  readonly plan: BatchPlan;
}

/**
 * A job of AWS Batch with machines of its own, of which there are none while nothing runs, one container on each; several nodes start together. Nodes speak by
 * TCP, close together where their machines have a fabric: the Elastic Fabric Adapter is not used, since AWS Batch gives the containers of several nodes ordinary
 * interfaces. SageMaker and a cluster use it.
 */
export class BatchJob extends Construct implements JobBackend {
  public readonly identity: IIdentity;
  public readonly startCommand: string;
  public readonly quotas: QuotaNeed[];
  public readonly failed: IMetric;
  public readonly roleResource: Role;
  public readonly computeEnvironmentResource: CfnComputeEnvironment;
  public readonly queueResource: CfnJobQueue;
  public readonly definitionResource: CfnJobDefinition;
  public readonly logGroupResource: LogGroup;
  public readonly schedules: CfnSchedule[];
  public readonly rules: Rule[];
  private readonly values: Values;

  public constructor(scope: Construct, id: string, { platform, plan }: BatchJobProps) {
    super(scope, id);
    const { region } = Stack.of(this);
    const profile = platform.profile.settings;
    const place = { ...stackValues(this, platform.platformName), key: platform.key.keyArn };
    const context = { plan, platform, values: place };
    this.logGroupResource = new EncryptedLogs(this, 'Logs', { platformName: platform.platformName, part: `jobs/${plan.name}`, profile, key: platform.key }).group;
    const { logGroupName, logGroupArn } = this.logGroupResource;
    const roles = new BatchRoles(this, 'Roles', context, logGroupArn);
    ({ environment: this.computeEnvironmentResource, queue: this.queueResource } = new BatchCompute(this, 'Compute', context, roles));
    this.definitionResource = jobDefinition(this, 'Definition', context, roles, logGroupName);
    const queueArn = this.queueResource.attrJobQueueArn;
    const definitionArn = Stack.of(this).formatArn({ service: 'batch', resource: 'job-definition', resourceName: plan.name });
    this.values = { ...place, queue: queueArn, definition: definitionArn, logs: logGroupArn };
    const triggers = new BatchTriggers(this, 'Triggers', { plan, queueArn, definitionArn, values: this.values });
    triggers.node.addDependency(this.definitionResource);
    ({ schedules: this.schedules, rules: this.rules } = triggers);

    this.identity = Identity.of(roles.job);
    this.roleResource = roles.job;
    this.startCommand = submitCommand(region, plan.name, queueArn);
    const { place: { machine, capacity } } = plan;
    const nodes = { name: plan.name, max: mostMachines(plan), machine, capacity };
    this.quotas = sumQuotas([nodes], region, (group) => quotasPerNode(group, []));
    this.failed = this.failedRuns(plan.name);
  }

  public grantStart(identity: IIdentity): void {
    BATCH_START.forEach((fact) => grant(this, identity, fact, this.values));
  }

  /** AWS Batch counts nothing, but tells EventBridge of each run; a rule counts what it matches, and needs no target for that. */
  private failedRuns(name: string): IMetric {
    const { 'detail-type': detailType, ...pattern } = fill(FAILED_RUN, this.values) as Record<string, unknown>;
    const rule = new Rule(this, 'FailedRuns', { description: `${name}: runs that failed`, eventPattern: { ...pattern, detailType } as EventPattern });
    const { namespace, metricName, ruleDimension } = RULE_MATCHES;
    const label = `${name}: runs failed`;
    const metric = new CloudWatchMetric({
      namespace, metricName, label, statistic: Stats.SUM, period: CdkDuration.minutes(5), dimensionsMap: { [ruleDimension]: rule.ruleName },
    });
    return Metric.of(metric, { label, statistic: Statistic.SUM, period: Duration.minutes(5) });
  }
}
