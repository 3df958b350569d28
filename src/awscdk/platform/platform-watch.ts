import { MathExpression, Metric as CloudWatchMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IAlarm, IMetric, MetricUnit, Severity, Statistic } from '../../core';
import { alarmOf } from '../../core/observability/alarm-plan';
import { PlatformPlan } from '../../core/platform/ml-platform-plan';
import { CHARGES, ENDPOINT_TRAFFIC, GRAPHS, NAT_TRAFFIC } from '../../facts/aws/metrics';
import { Alarm } from '../observability/alarm';
import { AuditTrail } from '../observability/audit-trail';
import { Dashboard } from '../observability/dashboard';
import { deniedRequests } from '../observability/denied-access';
import { FailedDeploys } from '../observability/failed-deploys';
import { Metric } from '../observability/metric';
import { SpendBudget } from '../observability/spend-budget';
import { IMlPlatform } from './ml-platform-handle';

export interface PlatformWatchProps {
  readonly platform: IMlPlatform;
  readonly plan: PlatformPlan;
  /** The ARN of the platform's bucket. */
  readonly artifactsArn: string;
  readonly natGatewayIds: readonly string[];
  readonly permissionsBoundary?: IManagedPolicy;
}

/** What watches a platform: the trail, its alarms, the budget and the dashboard. */
export class PlatformWatch extends Construct {
  public readonly auditLogs: ILogGroup;
  public readonly failedDeploys: FailedDeploys;
  public readonly deniedAccess: IAlarm;
  public readonly dashboard: Dashboard;

  public constructor(scope: Construct, id: string, private readonly props: PlatformWatchProps) {
    super(scope, id);
    const { platform, plan, artifactsArn, permissionsBoundary } = props;
    const { platformName, key } = platform;
    this.auditLogs = new AuditTrail(this, 'Audit', { platformName, profile: plan.profile, key, artifactsArn, permissionsBoundary }).logGroup;
    const denied = alarmOf(plan.alarms, 'denied-access');
    const refused = deniedRequests(this, 'DeniedRequests', {
      platformName, bucketName: platform.artifacts.storeName, logs: this.auditLogs, windowMinutes: denied.windowMinutes,
    });
    this.deniedAccess = new Alarm(this, 'DeniedAccess', { platform, metric: refused, ...denied, description: `${denied.title}. ${denied.description}` });
    const failed = alarmOf(plan.alarms, 'failed-deploys');
    this.failedDeploys = new FailedDeploys(this, 'FailedDeploys', { platformName, plan: failed, topics: platform.alertTopics(failed.severity) });
    if (plan.budget) this.watchSpend(plan.budget);
    this.dashboard = new Dashboard(this, 'Dashboard', { platform, dashboardName: `${platformName}-${platform.region}` });
    this.dashboard.addGraph(GRAPHS.storage, platform.artifacts.metrics.storedBytes());
    this.dashboard.addGraph(GRAPHS.errors, refused, ...this.failedDeploys.metrics());
    this.dashboard.addGraph(GRAPHS.network, ...this.traffic());
    this.dashboard.addGraph(GRAPHS.spend, charges());
  }

  private watchSpend(budget: NonNullable<PlatformPlan['budget']>): void {
    const { platform, plan } = this.props;
    new SpendBudget(this, 'Budget', {
      platformName: platform.platformName,
      region: platform.region,
      budget,
      alarms: plan.alarms.filter(({ kind }) => kind === 'spend'),
      topics: (severity: Severity) => platform.alertTopics(severity).map(({ topicArn }) => topicArn),
    });
  }

  /** What goes through the way out, and through the endpoints of services. */
  private traffic(): IMetric[] {
    const { natGatewayIds, platform } = this.props;
    const out = natGatewayIds.flatMap((gateway, i) =>
      NAT_TRAFFIC.metricNames.map((metricName) => {
        const label = `${metricName} ${i + 1}`;
        const dimensionsMap = { [NAT_TRAFFIC.dimension]: gateway };
        const metric = new CloudWatchMetric({ namespace: NAT_TRAFFIC.namespace, metricName, label, statistic: Stats.SUM, dimensionsMap });
        return Metric.of(metric, { label, unit: MetricUnit.BYTES, statistic: Statistic.SUM });
      }),
    );
    const { namespace, metricName, dimensions } = ENDPOINT_TRAFFIC;
    const schema = [namespace, ...dimensions.map((dimension) => `"${dimension}"`)].join(',');
    const expression = `SEARCH('{${schema}} MetricName="${metricName}" "VPC Id"="${platform.network.networkId}"', 'Sum')`;
    return [...out, Metric.of(new MathExpression({ expression, label: '', period: Duration.minutes(5) }), { label: 'Endpoints of services', unit: MetricUnit.BYTES, statistic: Statistic.SUM })];
  }
}

function charges(): IMetric {
  const { namespace, metricName, region, dimensions } = CHARGES;
  const metric = new CloudWatchMetric({ namespace, metricName, region, dimensionsMap: dimensions, statistic: Stats.MAXIMUM, period: Duration.hours(6), label: 'Account, this month' });
  return Metric.of(metric, { label: 'Account, this month', statistic: Statistic.MAXIMUM });
}
