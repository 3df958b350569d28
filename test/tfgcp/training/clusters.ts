import { Accelerator, Capacity, Machine, NodeGroup, Placement, Scaling, Size } from '../../../src/core';
import { MlPlatformProps, TrainingCluster, TrainingClusterProps } from '../../../src/tfgcp';
import { synthApp, SynthesizedApp, SynthesizedStack } from '../../support/terraform';
import { Stage, stage } from '../platforms';

export const WORKLOADS = 'ml-Ml-Train-workloads';

/** Every way in which machines are bought, scaled and placed. */
export const GROUPS: NodeGroup[] = [
  { accelerator: Accelerator.t4(), scaling: Scaling.elastic(0, 8), capacity: Capacity.spot() },
  { accelerator: Accelerator.h100(8), scaling: Scaling.fixed(2) },
  { name: 'fabric', accelerator: Accelerator.h200(8), scaling: Scaling.elastic(1, 4), capacity: Capacity.spot() },
  { name: 'close', accelerator: Accelerator.l4(), scaling: Scaling.fixed(6), placement: Placement.compact() },
  { name: 'booked', accelerator: Accelerator.a100(8, 80), scaling: Scaling.fixed(4), capacity: Capacity.reservation('projects/acme-gpus/zones/europe-west4-a/reservations/a100') },
  { name: 'newest', machine: Machine.custom('a5-ultragpu-8g', { cpus: 224, memory: Size.gibibytes(3968), gpus: 8 }), scaling: Scaling.fixed(1) },
  { name: 'cpus', machine: Machine.general(16), scaling: Scaling.elastic(2, 10), labels: { purpose: 'data' }, surge: 3 },
];

export interface ClusterStage extends Stage {
  readonly cluster: TrainingCluster;
  synthAll(): SynthesizedApp;
  /** The stack of what runs in the cluster. */
  inside(): SynthesizedStack;
}

/** An App with one stack that holds a platform `Ml` with a cluster `Train`. */
export function clusterStage(props: Partial<TrainingClusterProps> = {}, platformProps: Partial<MlPlatformProps> = {}): ClusterStage {
  const staged = stage(platformProps);
  const { app, platform } = staged;
  const nodeGroups = [{ accelerator: Accelerator.t4(), scaling: Scaling.elastic(0, 4) }];
  const cluster = new TrainingCluster(platform, 'Train', { platform, nodeGroups, ...props });
  return { ...staged, cluster, synthAll: () => synthApp(app), inside: () => synthApp(app).stack(WORKLOADS) };
}
