import { NodeGroupTraits } from './node-group-traits';

/**
 * Whether Kueue may place jobs on the nodes of a group by where these lie. It counts the room of ready nodes only, and a job that it has not admitted has no
 * pods that an autoscaler would see: on a group that scales from zero it would wait forever.
 * https://kueue.sigs.k8s.io/docs/concepts/topology_aware_scheduling/#capacity-calculation
 */
export function hasTopology({ gpus, minNodes, maxNodes }: NodeGroupTraits): boolean {
  return gpus > 0 && minNodes === maxNodes;
}
