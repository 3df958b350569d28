import { Construct } from 'constructs';
import { IDashboard, ITrainingClusterMetrics } from '../../core';
import { kebab } from '../../core/private';
import { CLUSTER_METRIC_PERIODS, ClusterAlarmPlan, clusterGraphs } from '../../core/training/cluster-alarm-plan';
import { Alarm } from '../observability/alarm';
import { Dashboard } from '../observability/dashboard';
import { IMlPlatform } from '../platform/ml-platform-handle';

export interface ClusterWatchProps {
  readonly platform: IMlPlatform;
  /** Begins the names of the alarms. */
  readonly name: string;
  readonly alarms: readonly ClusterAlarmPlan[];
  readonly hasGpus: boolean;
  readonly metrics: ITrainingClusterMetrics;
}

/** Makes the alarms of a cluster and its page of graphs. */
export function watchCluster(cluster: Construct, { platform, name, alarms, hasGpus, metrics }: ClusterWatchProps): IDashboard {
  alarms.forEach(({ id, metric: of, threshold, comparison, severity, description }) => {
    const metric = metrics[of]();
    // A metric of each minute is bad for as many of them in a row.
    const periods = CLUSTER_METRIC_PERIODS[of].toSeconds() / metric.period.toSeconds();
    new Alarm(cluster, id, { platform, alarmName: `${name}-${kebab(id)}`, metric, threshold, comparison, severity, description, periods });
  });
  const dashboard = new Dashboard(cluster, 'Dashboard', { platform, dashboardName: `${name}-${platform.region}` });
  clusterGraphs(hasGpus).forEach(([metric, title]) => dashboard.addGraph(title, metrics[metric]()));
  return dashboard;
}
