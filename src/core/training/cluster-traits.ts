import { IConstruct } from 'constructs';
import { Problems, Target } from '../private';
import { ClusterTraits } from './cluster-software';
import { ClusterServiceAccountProps } from './service-account';
import { ITrainingCluster } from './training-cluster';

/** A cluster of this library, which tells the plan of a job what it is; jsii leaves the methods out of what is public. */
export interface ClusterWithTraits extends ITrainingCluster {
  /** What it has now. */
  _traits(): ClusterTraits;

  /** Notes what `addServiceAccount` would refuse, so that a job which needs an account is refused before anything of it is made. */
  _checkServiceAccount(id: string, props: ClusterServiceAccountProps, problems: Problems): void;
}

/** Why a program of the target cannot use a cluster; nothing where it can. */
export function whyForeign(cluster: ClusterWithTraits, scope: IConstruct, target: Target): string | undefined {
  const { clusterName, clusterSystem } = cluster._traits();
  if (clusterSystem !== target.clusterSystem) return `the cluster '${clusterName}' is one of ${clusterSystem}, which ${target.name} does not know: give a cluster of this target`;
  if (cluster.node.root !== scope.node.root) return `the cluster '${clusterName}' belongs to another program: give one of this App, or what TrainingCluster.fromExisting makes of it here`;
  return undefined;
}

/** Whether a cluster is one of this library's, and not somebody's own class. */
export function hasTraits(cluster: ITrainingCluster): cluster is ClusterWithTraits {
  return typeof (cluster as Partial<ClusterWithTraits>)._traits === 'function';
}
