import { Accelerator, ClusterAccess, Scaling, TrainingClusterProps } from '../../src/core';
import { Subject } from './facts';

/** The least that makes a cluster on every target: on an existing cluster nodes are there and nobody decides who reaches it. */
export function clusterProps(subject: Subject, props: Partial<TrainingClusterProps> = {}): TrainingClusterProps {
  const cloud = subject.region !== undefined;
  return {
    nodeGroups: [{ name: 'gpus', accelerator: Accelerator.t4(), scaling: cloud ? Scaling.elastic(0, 4) : Scaling.fixed(4) }],
    ...(cloud ? { access: ClusterAccess.authorizedNetworks('203.0.113.0/24') } : {}),
    ...props,
  };
}
