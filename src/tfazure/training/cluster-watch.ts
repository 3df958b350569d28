import { Construct } from 'constructs';
import { IDashboard, ITrainingClusterMetrics } from '../../core';
import { kebab } from '../../core/private';
import { ClusterAlarmPlan, clusterGraphs } from '../../core/training/cluster-alarm-plan';
import { Alarm } from '../observability/alarm';
import { Dashboard } from '../observability/dashboard';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** What is watched. */
export interface WatchedCluster {
  readonly platform: IMlPlatform;
  readonly clusterName: string;
  readonly metrics: ITrainingClusterMetrics;
  readonly alarms: readonly ClusterAlarmPlan[];
  readonly hasGpus: boolean;
}

/** The alarms of a cluster, and its page of graphs. */
export function watchCluster(cluster: Construct, { platform, clusterName, metrics, alarms, hasGpus }: WatchedCluster): IDashboard {
  alarms.forEach(({ id, metric, threshold, comparison, severity, description }) => new Alarm(cluster, id, {
    platform, metric: metrics[metric](), threshold, comparison, severity, description, alarmName: `${clusterName}-${kebab(id)}`,
  }));
  const dashboard = new Dashboard(cluster, 'Dashboard', { platform, dashboardName: `${clusterName}: training cluster` });
  clusterGraphs(hasGpus).forEach(([name, title]) => dashboard.addGraph(title, metrics[name]()));
  return dashboard;
}
