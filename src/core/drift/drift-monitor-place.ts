import { IConstruct } from 'constructs';
import { Problems, requireCapability, Target } from '../private';
import { ClusterTraits } from '../training';
import { ClusterWithTraits, hasTraits, whyForeign } from '../training/cluster-traits';
import { DriftMonitorKind } from './drift-monitor-kind';

/** Evidently in a cluster. */
export interface EvidentlyPlace {
  readonly kind: 'evidently';
  readonly cluster: ClusterWithTraits;
  /** The cluster as it was when the monitor was made. */
  readonly traits: ClusterTraits;
  readonly namespace: string;
}

/** Where a monitor runs. */
export type DriftMonitorPlace = { readonly kind: 'managed' } | EvidentlyPlace;

/** What a monitor is to a cluster: software by this name. */
export function monitorSoftwareName(monitor: string): string {
  return `drift-${monitor}`;
}

/** Finds the place of a monitor; notes what it lacks. */
export function planMonitorPlace(kind: DriftMonitorKind, scope: IConstruct, target: Target, problems: Problems): DriftMonitorPlace | undefined {
  const cluster = kind._cluster;
  if (!cluster) {
    requireCapability(target, 'drift/managed', 'the monitor is to be a service of the cloud', problems);
    return { kind: 'managed' };
  }
  if (!hasTraits(cluster)) {
    problems.add('drift/cluster', 'the cluster is none of this library, so that nothing is known of its software: give what addTrainingCluster or TrainingCluster.fromExisting made');
    return undefined;
  }
  const foreign = whyForeign(cluster, scope, target);
  if (foreign) {
    problems.add('drift/cluster', foreign);
    return undefined;
  }
  return { kind: 'evidently', cluster, traits: cluster._traits(), namespace: kind._evidently!.namespace };
}

/** Notes a name that another monitor of the cluster has, or that its account cannot have. */
export function checkEvidentlyName(monitor: string, { cluster, namespace, traits }: EvidentlyPlace, problems: Problems): void {
  if (traits.provided.includes(monitorSoftwareName(monitor))) {
    problems.add('drift/name-twice', `a monitor '${monitor}' is in the cluster '${traits.clusterName}' already: choose another id`);
    return;
  }
  cluster._checkServiceAccount(monitor, { namespace, serviceAccountName: monitor }, problems);
}
