import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { Duration, MetricUnit, Statistic } from '../../core';
import { AUDITED_RESOURCES, DEPLOY_METHODS, PERMISSION_DENIED } from '../../facts/gcp/audit-events';
import { LOG_METRIC_PREFIX } from '../../facts/gcp/metrics';
import { LoggingMetric } from '../../providers/google/logging-metric';
import { Metric } from './metric';

/** Counts what audit logs tell: deployments that failed, and requests that were denied. */
export class EventMetrics extends Construct {
  public constructor(
    scope: Construct,
    id: string,
    private readonly project: string,
    private readonly name: string,
    private readonly after: ITerraformDependable[],
  ) {
    super(scope, id);
  }

  /** Calls that put a model into service and failed. */
  public failedDeploys(period: Duration): Metric {
    const methods = DEPLOY_METHODS.map((method) => `"${method}"`).join(' OR ');
    return this.count('failed-deploys', 'failed deployments', `protoPayload.serviceName="aiplatform.googleapis.com" AND protoPayload.methodName=(${methods}) AND severity>=ERROR`, period);
  }

  /** Requests that were refused for lack of rights, whatever the service. */
  public deniedAccess(period: Duration): Metric {
    return this.count('denied-access', 'denied requests', `logName:"cloudaudit.googleapis.com" AND protoPayload.status.code=${PERMISSION_DENIED}`, period);
  }

  private count(kind: string, label: string, filter: string, period: Duration): Metric {
    const metric = new LoggingMetric(this, kind, {
      project: this.project,
      name: `${this.name}-${kind}`,
      description: `Counts ${label} of the platform ${this.name}`,
      filter,
      metricDescriptor: { metricKind: 'DELTA', valueType: 'INT64', unit: '1', displayName: `${this.name}: ${label}` },
      dependsOn: this.after,
    });
    // The reference makes an alarm wait for the metric, which has to be there before it can be watched.
    return new Metric({ metricType: `${LOG_METRIC_PREFIX}${metric.name}`, resourceTypes: [...AUDITED_RESOURCES], label, unit: MetricUnit.COUNT, statistic: Statistic.SUM, period });
  }
}
