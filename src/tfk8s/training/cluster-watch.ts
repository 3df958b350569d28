import { Construct } from 'constructs';
import { IDashboard, ITrainingClusterMetrics } from '../../core';
import { kebab } from '../../core/private';
import { ClusterAlarmPlan, clusterGraphs } from '../../core/training/cluster-alarm-plan';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { Alarm } from '../observability/alarm';
import { Dashboard } from '../observability/dashboard';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** Makes the alarms of a cluster and its page of graphs. */
export function watchCluster(cluster: Construct, platform: IMlPlatform, plan: TrainingClusterPlan, metrics: ITrainingClusterMetrics): IDashboard {
  plan.alarms.forEach((alarm) => {
    const { id, metric, threshold, comparison, severity } = alarm;
    const [alarmName, description] = [`${plan.name}-${kebab(id)}`, descriptionOf(alarm, plan)];
    new Alarm(cluster, id, { platform, alarmName, metric: metrics[metric](), threshold, comparison, severity, description });
  });
  const dashboard = new Dashboard(cluster, 'Dashboard', { platform, dashboardName: `${plan.name}-dashboard` });
  clusterGraphs(plan.hasGpus).forEach(([metric, title]) => dashboard.addGraph(title, metrics[metric]()));
  return dashboard;
}

/** Nobody can be asked for machines or for a larger quota here: the nodes are what there is. */
function descriptionOf({ metric, threshold, description }: ClusterAlarmPlan, { name, hasGpus }: TrainingClusterPlan): string {
  const remedy = 'add nodes, or end what nobody needs.';
  if (metric === 'podsPending') return `${name}: pods have waited for half an hour because no node has room for them: ${remedy}`;
  if (metric !== 'quotaUsed') return description;
  return `${name}: pods ask for more than ${threshold} % of the ${hasGpus ? 'GPUs' : 'CPUs'} that the nodes have. The next large job will have to wait: ${remedy}`;
}
