import { Construct } from 'constructs';
import { ITrainingClusterMetrics } from '../../core';
import { kebab } from '../../core/private';
import { CLUSTER_GRAPHS, ClusterAlarmPlan, ClusterMetricName } from '../../core/training/cluster-alarm-plan';
import { Alarm } from '../observability/alarm';
import { Dashboard } from '../observability/dashboard';
import { IMlPlatform } from '../platform/ml-platform-handle';

export interface ClusterWatchProps {
  readonly platform: IMlPlatform;
  readonly clusterName: string;
  readonly metrics: ITrainingClusterMetrics;
  readonly alarms: readonly ClusterAlarmPlan[];
  readonly hasGpus: boolean;
}

/** The alarms and the page of a cluster. */
export class ClusterWatch extends Construct {
  public readonly dashboard: Dashboard;

  public constructor(scope: Construct, id: string, props: ClusterWatchProps) {
    super(scope, id);
    const { platform, clusterName, metrics, alarms, hasGpus } = props;
    alarms.forEach(({ id: alarmId, metric, threshold, comparison, severity, description }) => {
      const alarmName = `${clusterName}-${kebab(alarmId)}`;
      new Alarm(this, alarmId, { platform, alarmName, metric: metrics[metric](), threshold, comparison, severity, description });
    });
    this.dashboard = new Dashboard(this, 'Dashboard', { platform, dashboardName: `${clusterName}: training cluster` });
    (Object.keys(CLUSTER_GRAPHS) as ClusterMetricName[])
      .filter((name) => hasGpus || name !== 'gpuUtilization')
      .forEach((name) => this.dashboard.addGraph(CLUSTER_GRAPHS[name], metrics[name]()));
  }
}
