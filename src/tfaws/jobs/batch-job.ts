import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity, IMetric, QuotaNeed, Statistic } from '../../core';
import { JobBackend } from '../../core/jobs/job-backend';
import { physicalName, Problems } from '../../core/private';
import { sumQuotas } from '../../core/training/quota-plan';
import { mostMachines } from '../../facts/aws/batch-compute';
import { FAILED_RUN, submitCommand } from '../../facts/aws/batch-events';
import { BATCH_START } from '../../facts/aws/batch-rights';
import { quotasPerNode } from '../../facts/aws/compute-quotas';
import { fill, Values } from '../../facts/aws/fill';
import { RULE_MATCHES } from '../../facts/aws/metrics';
import { LOG_GROUP_NAME, RULE_NAME } from '../../facts/aws/names';
import { CloudwatchEventRule } from '../../providers/aws/cloudwatch-event-rule';
import { CloudwatchLogGroup } from '../../providers/aws/cloudwatch-log-group';
import { Identity } from '../identity/identity';
import { grantTo } from '../identity/identity-grant';
import { allow } from '../identity/policy-document';
import { Metric } from '../observability/metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { Place, placeOf } from '../platform/place';
import { BatchCompute } from './batch-compute';
import { jobDefinition } from './batch-definition';
import { BatchContext, BatchPlan } from './batch-plan';
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
  public readonly roleResource: TerraformResource;
  public readonly computeEnvironmentResource: TerraformResource;
  public readonly queueResource: TerraformResource;
  public readonly definitionResource: TerraformResource;
  public readonly logGroupResource: TerraformResource;
  public readonly schedules: TerraformResource[];
  public readonly rules: TerraformResource[];
  private readonly place: Place;
  private readonly platform: IMlPlatform;
  private readonly values: Values;

  public constructor(scope: Construct, id: string, { platform, plan }: BatchJobProps) {
    super(scope, id);
    const { region, accountId } = platform;
    this.platform = platform;
    this.place = placeOf(region, accountId);
    const known = { ...this.place, account: accountId, name: platform.platformName, key: platform.encryptionKey.keyId };
    const context: BatchContext = { plan, platform, values: known, tags: { ...platform.tags } };
    const logs = this.logs(context);
    const logsArn = `${logs.arn}:*`;
    const roles = new BatchRoles(this, 'Roles', context, logsArn);
    const { environment, queue } = new BatchCompute(this, 'Compute', context, roles);
    const definition = jobDefinition(this, 'Definition', context, roles, logs.name);
    const definitionArn = definition.arnPrefix;
    this.values = { ...known, queue: queue.arn, definition: definitionArn, logs: logsArn };
    const { schedules, rules } = new BatchTriggers(this, 'Triggers', { context, queueArn: queue.arn, definitionArn });

    this.computeEnvironmentResource = environment;
    this.schedules = schedules;
    this.rules = rules;
    this.queueResource = queue;
    this.definitionResource = definition;
    this.logGroupResource = logs;
    this.identity = Identity._of(roles.job);
    this.roleResource = roles.job;
    this.startCommand = submitCommand(region, plan.name, plan.name);
    const { place: { machine, capacity } } = plan;
    const nodes = { name: plan.name, max: mostMachines(plan), machine, capacity };
    this.quotas = sumQuotas([nodes], region, (group) => quotasPerNode(group, []));
    this.failed = this.failedRuns(context);
  }

  public grantStart(identity: IIdentity): void {
    const statements = BATCH_START.map((fact) => allow(fact, this.values));
    grantTo(this, { identity, platformName: this.platform.platformName, right: 'start', place: this.place, statements });
  }

  private logs({ plan, platform, tags }: BatchContext): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, 'Logs', {
      name: physicalName(LOG_GROUP_NAME, ['', platform.platformName, 'jobs', plan.name], new Problems(this)),
      retentionInDays: platform.profile.settings.logsKept.toDays(),
      kmsKeyId: platform.encryptionKey.keyId,
      tags,
    });
  }

  /** AWS Batch counts nothing, but tells EventBridge of each run; a rule counts what it matches, and needs no target for that. */
  private failedRuns({ plan, tags }: BatchContext): IMetric {
    const rule = new CloudwatchEventRule(this, 'FailedRuns', {
      name: physicalName(RULE_NAME, [plan.name, 'failed-runs'], new Problems(this)),
      description: `${plan.name}: runs that failed`,
      eventPattern: JSON.stringify(fill(FAILED_RUN, this.values)),
      tags,
    });
    const { namespace, metricName, ruleDimension } = RULE_MATCHES;
    return new Metric({ namespace, metricName, dimensions: { [ruleDimension]: rule.name }, label: `${plan.name}: runs failed`, statistic: Statistic.SUM });
  }
}
