import { Construct } from 'constructs';
import { IAlarm, IDashboard, IFeatureGroup, MetricUnit, Severity } from '../../core';
import { featureGraphs } from '../../core/features/feature-graphs';
import { applyName } from '../../kubernetes/features/feature-jobs';
import { ClusterFeaturesPlan } from '../../kubernetes/features/feature-labels';
import { storeQueries } from '../../kubernetes/features/feature-queries';
import { Alarm } from '../observability/alarm';
import { Dashboard } from '../observability/dashboard';
import { Metric } from '../observability/metric';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** So full may a disk of Kafka be, in percent: time is left to make it larger. */
const FULLEST = 75;

/** So many requests for values may fail, in percent. */
const MOST_ERRORS = 1;

/** Makes the alarms of a whole store. */
export function storeAlarms(store: Construct, platform: IMlPlatform, plan: ClusterFeaturesPlan): IAlarm[] {
  const { name, severity, place: { namespace } } = plan;
  const { errorPercent, failedApplies, fullPercent } = storeQueries(plan);
  return [
    new Alarm(store, 'Errors', {
      platform,
      alarmName: `${name}-errors`,
      metric: Metric.promql(errorPercent, { label: `${name}: requests that fail`, unit: MetricUnit.PERCENT }),
      threshold: MOST_ERRORS,
      severity,
      description: `Feast fails to give values out: kubectl logs -n ${namespace} deployment/${name}. Look whether its database answers.`,
    }),
    new Alarm(store, 'Undefined', {
      platform,
      alarmName: `${name}-undefined`,
      metric: Metric.promql(failedApplies, { label: `${name}: not defined` }),
      threshold: 0,
      severity: Severity.WARNING,
      description: `The groups of ${name} could not be defined, and Feast goes on with what it knows: kubectl logs -n ${namespace} job/${applyName(plan)}, then apply again.`,
    }),
    ...(fullPercent === undefined ? [] : [new Alarm(store, 'Full', {
      platform,
      alarmName: `${name}-full`,
      metric: Metric.promql(fullPercent, { label: `${name}: disks of Kafka`, unit: MetricUnit.PERCENT }),
      threshold: FULLEST,
      severity,
      description: `A disk of the Kafka ${name} in ${namespace} fills up, and takes no events once it is full: set 'brokerStorage' higher, or keep events for a shorter time.`,
    })]),
  ];
}

/** The page of graphs of a store. */
export function storeDashboard(store: Construct, platform: IMlPlatform, name: string, groups: readonly IFeatureGroup[]): IDashboard {
  const dashboard = new Dashboard(store, 'Dashboard', { platform, dashboardName: `${name}-dashboard` });
  featureGraphs(groups).forEach(({ title, metrics }) => dashboard.addGraph(title, ...metrics));
  return dashboard;
}
