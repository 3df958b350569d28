import { Construct } from 'constructs';
import { ITrainingClusterMetrics } from '../../core';
import { kebab } from '../../core/private';
import { CLUSTER_METRIC_PERIODS, ClusterAlarmPlan, clusterGraphs } from '../../core/training/cluster-alarm-plan';
import { Alarm } from '../observability/alarm';
import { Dashboard } from '../observability/dashboard';
import { IMlPlatform } from '../platform/ml-platform-handle';

export interface ClusterWatchProps {
  readonly platform: IMlPlatform;
  readonly alarms: readonly ClusterAlarmPlan[];
  readonly hasGpus: boolean;
  readonly metrics: ITrainingClusterMetrics;
}

/** Makes the alarms of a cluster and its page of graphs. */
export function watchCluster(cluster: Construct, { platform, alarms, hasGpus, metrics }: ClusterWatchProps): Dashboard {
  const names = [platform.platformName, kebab(cluster.node.id)];
  alarms.forEach(({ id, metric: of, ...alarm }) => {
    const metric = metrics[of]();
    // A metric of each minute is bad for as many of them in a row.
    const periods = CLUSTER_METRIC_PERIODS[of].toSeconds() / metric.period.toSeconds();
    new Alarm(cluster, id, { ...alarm, platform, metric, periods, alarmName: [...names, kebab(id)].join('-') });
  });
  const dashboard = new Dashboard(cluster, 'Dashboard', { platform, dashboardName: [...names, platform.region].join('-') });
  clusterGraphs(hasGpus).forEach(([metric, title]) => dashboard.addGraph(title, metrics[metric]()));
  return dashboard;
}
