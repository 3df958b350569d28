import { EvidentlyPlace } from '../../core/drift/drift-monitor-place';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';

export type ClusterDriftPlan = DriftMonitorPlan<EvidentlyPlace>;

/** The parts of a monitor that are pods: its runs, and what shows their results. */
export type MonitorPart = 'run' | 'results';

/** What finds all that belongs to a monitor. */
export function monitorLabel({ name }: Pick<ClusterDriftPlan, 'name'>): Record<string, string> {
  return { 'ml-platform/drift-monitor': name };
}

/** What finds the pods of one of its parts. */
export function partLabels(plan: Pick<ClusterDriftPlan, 'name'>, part: MonitorPart): Record<string, string> {
  return { ...monitorLabel(plan), 'ml-platform/part': part };
}

/** The name, the namespace and the labels of a resource. */
export function metadataOf(plan: ClusterDriftPlan, name: string, labels: Readonly<Record<string, string>> = monitorLabel(plan)) {
  return { name, namespace: plan.place.namespace, labels: { ...plan.place.traits.labels, ...labels } };
}

/** What its ConfigMaps, its Deployment and its CronJobs are called; the one that runs by the schedule has the name of the monitor. */
export function namesOf({ name }: Pick<ClusterDriftPlan, 'name'>) {
  return { program: `${name}-program`, settings: `${name}-settings`, results: `${name}-results`, baseline: `${name}-baseline`, retrain: `${name}-retrain` };
}
