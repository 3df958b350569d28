import { ClusterTraits } from './cluster-software';
import { ITrainingCluster } from './training-cluster';

/** A cluster of this library, which tells the plan of a job what it is; jsii leaves the method out of what is public. */
export interface ClusterWithTraits extends ITrainingCluster {
  /** What it has now. */
  _traits(): ClusterTraits;
}

/** Whether a cluster is one of this library's, and not somebody's own class. */
export function hasTraits(cluster: ITrainingCluster): cluster is ClusterWithTraits {
  return typeof (cluster as Partial<ClusterWithTraits>)._traits === 'function';
}
