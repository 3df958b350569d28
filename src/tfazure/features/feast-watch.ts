import { Construct } from 'constructs';
import { Comparison, Duration, IAlarm, MetricUnit, Severity } from '../../core';
import { FeatureWatch, Watched } from '../../core/features/feature-alarms';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeastPlace } from '../../core/features/feature-store-place';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { ClusterFeatures } from '../../kubernetes/features/cluster-features';
import { applyName } from '../../kubernetes/features/feature-jobs';
import { FeatureQueries, storeQueries } from '../../kubernetes/features/feature-queries';
import { Alarm } from '../observability/alarm';
import { PrometheusMetric } from '../observability/prometheus-metric';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** So full may a disk of Kafka be, in percent: time is left to make it larger. */
const FULLEST = 75;

/** So many requests for values may fail, in percent. */
const MOST_ERRORS = 1;

/** What managed Prometheus measures of Feast in one cluster. */
export class FeastWatch {
  public constructor(
    public readonly plan: FeatureStorePlan<FeastPlace>,
    private readonly features: ClusterFeatures,
    private readonly monitorWorkspaceId: string,
  ) {}

  /** Two clusters may share a workspace, and have namespaces of one name. */
  public queriesOf(group: FeatureGroupPlan): FeatureQueries {
    const queries = this.features.queries(group, this.labels());
    return { ...queries, failures: keptByDefault(queries.failures) };
  }

  public metric(query: string, label: string, unit = MetricUnit.COUNT): PrometheusMetric {
    return new PrometheusMetric({ query, label, unit, monitorWorkspaceId: this.monitorWorkspaceId, period: Duration.minutes(5) });
  }

  /** How one sees that no new values come: they are old, or none was written for as long. */
  public staleness({ groupName, freshnessSeconds }: FeatureGroupPlan, { age, writes }: FeatureQueries): Pick<FeatureWatch, 'stale'> {
    if (freshnessSeconds === undefined) return {};
    if (age !== undefined) return stale({ metric: this.metric(age, `${groupName}: age of the newest value, in seconds`), threshold: freshnessSeconds });
    if (writes === undefined) return {};
    const within = writes.replaceAll('[5m]', `[${freshnessSeconds}s]`);
    return stale({ metric: this.metric(within, `${groupName}: records written in time`), threshold: 1, comparison: Comparison.BELOW });
  }

  /** Makes the alarms of the whole store. */
  public storeAlarms(scope: Construct, platform: IMlPlatform): IAlarm[] {
    const { name, severity, place: { namespace } } = this.plan;
    const { errorPercent, failedApplies, fullPercent } = storeQueries(this.plan, this.labels());
    return [
      new Alarm(scope, 'Errors', {
        platform,
        alarmName: `${name}-errors`,
        metric: this.metric(errorPercent, `${name}: requests that fail`, MetricUnit.PERCENT),
        threshold: MOST_ERRORS,
        severity,
        description: `Feast fails to give values out: kubectl logs -n ${namespace} deployment/${name}. Look whether its database answers.`,
      }),
      new Alarm(scope, 'Undefined', {
        platform,
        alarmName: `${name}-undefined`,
        metric: this.metric(keptByDefault(failedApplies), `${name}: not defined`),
        threshold: 0,
        severity: Severity.WARNING,
        description: `The groups of ${name} could not be defined, and Feast goes on with what it knows: kubectl logs -n ${namespace} job/${applyName(this.plan)}, then apply again.`,
      }),
      ...(fullPercent === undefined ? [] : [new Alarm(scope, 'Full', {
        platform,
        alarmName: `${name}-full`,
        metric: this.metric(fullPercent, `${name}: disks of Kafka`, MetricUnit.PERCENT),
        threshold: FULLEST,
        severity,
        description: `A disk of the Kafka ${name} in ${namespace} fills up, and takes no events once it is full: set 'brokerStorage' higher, or keep events for a shorter time.`,
      })]),
    ];
  }

  private labels(): string[] {
    return [`cluster="${this.plan.place.cluster.clusterName}"`];
  }
}

function stale(watched: Watched): Pick<FeatureWatch, 'stale'> {
  return { stale: watched };
}

/**
 * Of jobs that failed, managed Prometheus keeps `kube_job_failed` by default, and not `kube_job_status_failed`:
 * https://learn.microsoft.com/en-us/azure/azure-monitor/containers/prometheus-metrics-scrape-default
 */
function keptByDefault(query: string): string {
  return query.replaceAll('kube_job_status_failed{', 'kube_job_failed{condition="true",');
}
