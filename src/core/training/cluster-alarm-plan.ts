import { Comparison } from '../observability/alarm';
import { Severity } from '../observability/severity';
import { ProfileSettings } from '../platform/profile';
import { Duration } from '../units';

export type ClusterMetricName = 'nodesNotReady' | 'gpuUtilization' | 'podsPending' | 'quotaUsed';

/** One of the alarms that every cluster has: a target makes it with its own `Alarm`, on the metric of that name. */
export interface ClusterAlarmPlan {
  /** The construct's id; a contract. */
  readonly id: string;
  readonly metric: ClusterMetricName;
  readonly threshold: number;
  readonly comparison: Comparison;
  readonly severity: Severity;
  readonly description: string;
}

/** The period of each metric is the time for which it has to be bad: not every cloud counts periods. */
export const CLUSTER_METRIC_PERIODS: Readonly<Record<ClusterMetricName, Duration>> = {
  nodesNotReady: Duration.minutes(15),
  gpuUtilization: Duration.hours(1),
  podsPending: Duration.minutes(30),
  quotaUsed: Duration.hours(1),
};

/** The heading of each graph. */
export const CLUSTER_GRAPHS: Readonly<Record<ClusterMetricName, string>> = {
  nodesNotReady: 'Nodes that are not ready',
  gpuUtilization: 'GPU utilization',
  podsPending: 'Pods that wait for a node',
  quotaUsed: 'Quota used',
};

/** The graphs of a cluster's page, in order, each with its heading. */
export function clusterGraphs(hasGpus: boolean): Array<[ClusterMetricName, string]> {
  const all = Object.entries(CLUSTER_GRAPHS) as Array<[ClusterMetricName, string]>;
  return all.filter(([metric]) => hasGpus || metric !== 'gpuUtilization');
}

/** Below this share of its time, in percent, a GPU does nothing worth its price. */
const IDLE_PERCENT = 5;
/** Above this share a quota leaves no room for the next large job. */
const QUOTA_PERCENT = 80;

export function planClusterAlarms(cluster: string, hasGpus: boolean, profile: ProfileSettings): ClusterAlarmPlan[] {
  const all: Array<ClusterAlarmPlan & { readonly ofGpus: boolean }> = [
    {
      id: 'NodesNotReady',
      metric: 'nodesNotReady',
      threshold: 0,
      comparison: Comparison.ABOVE,
      severity: profile.failedDeploySeverity,
      description: `${cluster}: a node has not been ready for a quarter of an hour. What ran there waits or starts again elsewhere; look at the node's conditions.`,
      ofGpus: false,
    },
    {
      id: 'GpuIdle',
      metric: 'gpuUtilization',
      threshold: IDLE_PERCENT,
      comparison: Comparison.BELOW,
      severity: Severity.WARNING,
      description: `${cluster}: the GPUs were used less than ${IDLE_PERCENT} % of an hour. Look for jobs that hang or wait for data, and for notebooks that nobody closed.`,
      ofGpus: true,
    },
    {
      id: 'GpusPending',
      metric: 'podsPending',
      threshold: 0,
      comparison: Comparison.ABOVE,
      severity: Severity.WARNING,
      description: `${cluster}: pods have waited for half an hour because no node has room for them. The cloud lacks such machines, a quota is used up, or a group is at its largest.`,
      ofGpus: true,
    },
    {
      id: 'QuotaNear',
      metric: 'quotaUsed',
      threshold: QUOTA_PERCENT,
      comparison: Comparison.ABOVE,
      severity: Severity.WARNING,
      description: `${cluster}: more than ${QUOTA_PERCENT} % of a quota that its machines count against is used. Ask the cloud for more before the next large job.`,
      ofGpus: false,
    },
  ];
  return all.filter(({ ofGpus }) => hasGpus || !ofGpus).map(({ ofGpus: _, ...alarm }) => alarm);
}
