import { Problems } from '../private';
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

/** Whether a cluster is one of this library's, and not somebody's own class. */
export function hasTraits(cluster: ITrainingCluster): cluster is ClusterWithTraits {
  return typeof (cluster as Partial<ClusterWithTraits>)._traits === 'function';
}
