import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Duration, IArtifactStore, IDashboard, MetricUnit, Statistic } from '../../core';
import { alarmOf } from '../../core/observability/alarm-plan';
import { PlatformPlan } from '../../core/platform/ml-platform-plan';
import { Problems } from '../../core/private';
import { DENIED_ACCESS } from '../../facts/aws/events';
import { fill } from '../../facts/aws/fill';
import { CHARGES, GRAPHS, NAT_TRAFFIC, RULE_MATCHES } from '../../facts/aws/metrics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { Place } from '../platform/place';
import { bucketName } from '../storage/artifact-store-checks';
import { Alarm } from './alarm';
import { AuditTrail } from './audit-trail';
import { FailedDeploys } from './failed-deploys';
import { Metric } from './metric';
import { SpendBudget } from './spend-budget';

export interface PlatformWatchProps {
  readonly platform: IMlPlatform;
  readonly plan: PlatformPlan;
  readonly place: Place;
  readonly store: IArtifactStore & { readonly bucketArn: string };
  readonly topics: Record<string, string[]>;
  readonly natGatewayIds: readonly string[];
}

/** What looks after a platform: the trail, the alarms that come from it, failed deployments, the bill. */
export class PlatformWatch extends Construct {
  public readonly trail: TerraformResource;
  public readonly auditBucket: TerraformResource;
  public readonly budget?: TerraformResource;
  private readonly refusals: Metric;
  private readonly rules: readonly string[];

  public constructor(scope: Construct, id: string, private readonly props: PlatformWatchProps) {
    super(scope, id);
    const { platform, plan, place, store, topics } = props;
    const common = { platformName: plan.name, place, tags: platform.tags };
    const problems = new Problems(this);
    const auditBucketName = bucketName(plan.name, 'audit', place.accountId, place.region, problems);
    problems.throwIfAny();
    const audit = new AuditTrail(this, 'Audit', {
      ...common,
      keyArn: platform.encryptionKey.keyId,
      logDays: plan.profile.logsKept.toDays(),
      oldVersionsDays: plan.profile.oldVersionsKept.toDays(),
      abortUploadsDays: plan.artifacts.abortUploadsDays,
      deletionProtection: plan.profile.deletionProtection,
      permissionsBoundary: plan.permissionsBoundary,
      artifactsArn: store.bucketArn,
      artifactsName: store.storeName,
      auditBucketName,
    });
    this.trail = audit.resource;
    this.auditBucket = audit.bucket;
    const denied = alarmOf(plan.alarms, 'denied-access');
    this.refusals = new Metric({
      label: 'Refused requests',
      namespace: fill<string>(DENIED_ACCESS.namespace, { name: plan.name }),
      metricName: DENIED_ACCESS.metricName,
      statistic: Statistic.SUM,
      period: Duration.minutes(denied.windowMinutes),
    });
    new Alarm(this, 'DeniedAccess', {
      platform, metric: this.refusals, threshold: denied.threshold, severity: denied.severity, description: `${denied.title}. ${denied.description}`,
    });
    const failed = alarmOf(plan.alarms, 'failed-deploys');
    this.rules = new FailedDeploys(this, 'FailedDeploys', { ...common, plan: failed, topicArns: topics[failed.severity] }).ruleNames;
    if (plan.budget) {
      const alarms = plan.alarms.filter(({ kind }) => kind === 'spend');
      this.budget = new SpendBudget(this, 'Budget', { ...common, budget: plan.budget, alarms, topicArns: topics }).resource;
    }
  }

  /** Draws storage, errors, traffic and spend. */
  public draw(dashboard: IDashboard): void {
    const { store, natGatewayIds, place } = this.props;
    dashboard.addGraph(GRAPHS.storage, store.metrics.storedBytes());
    dashboard.addGraph(GRAPHS.errors, this.refusals, ...this.rules.map(matches));
    if (natGatewayIds.length > 0) {
      dashboard.addGraph(GRAPHS.network, ...natGatewayIds.flatMap(traffic));
    }
    // Other partitions write no charges to CloudWatch.
    if (place.partition === 'aws') dashboard.addGraph(GRAPHS.spend, charges());
  }
}

function matches(ruleName: string): Metric {
  const { namespace, metricName, ruleDimension } = RULE_MATCHES;
  return new Metric({ label: ruleName, namespace, metricName, dimensions: { [ruleDimension]: ruleName }, statistic: Statistic.SUM });
}

/** What went out of a zone, and what came back. */
function traffic(gateway: string, zone: number): Metric[] {
  const { namespace, dimension, metricNames } = NAT_TRAFFIC;
  return metricNames.map((metricName) => new Metric({
    label: `${metricName} ${zone}`,
    namespace,
    metricName,
    dimensions: { [dimension]: gateway },
    statistic: Statistic.SUM,
    unit: MetricUnit.BYTES,
  }));
}

function charges(): Metric {
  const { namespace, metricName, region, dimensions } = CHARGES;
  return new Metric({
    label: 'US dollars this month',
    namespace,
    metricName,
    region,
    dimensions: { ...dimensions },
    statistic: Statistic.MAXIMUM,
    period: Duration.hours(6),
  });
}
