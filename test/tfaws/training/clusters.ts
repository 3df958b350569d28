import { Accelerator, Capacity, ClusterAccess, Machine, NodeGroup, Scaling, Size } from '../../../src/core';
import { MlPlatformProps, TrainingCluster, TrainingClusterProps } from '../../../src/tfaws';
import { synthApp, SynthesizedStack } from '../../support/terraform';
import { Stage, stage } from '../platforms';

/** One that has every accelerator of the tests. */
export const REGION = 'us-east-2';

export const RESERVATION = 'cr-0123456789abcdef0';
export const BLOCK = 'cr-0fedcba9876543210';

/** Each way in which nodes are bought, scaled and placed. */
export const EVERY_GROUP: NodeGroup[] = [
  { accelerator: Accelerator.t4(), scaling: Scaling.elastic(0, 8), capacity: Capacity.spot(), labels: { team: 'vision' }, diskSize: Size.gibibytes(500) },
  { accelerator: Accelerator.h100(8), scaling: Scaling.elastic(2, 4) },
  { name: 'sometimes', accelerator: Accelerator.t4(), scaling: Scaling.elastic(1, 4), capacity: Capacity.spot() },
  { name: 'reserved', accelerator: Accelerator.t4(4), scaling: Scaling.elastic(1, 2), capacity: Capacity.reservation(RESERVATION) },
  { name: 'block', accelerator: Accelerator.h200(8), scaling: Scaling.fixed(4), capacity: Capacity.reservation(BLOCK) },
  { name: 'newest', machine: Machine.custom('p6e-gb200.36xlarge', { gpus: 4, cpus: 144, memory: Size.gibibytes(960) }), scaling: Scaling.fixed(1) },
  { machine: Machine.general(16), scaling: Scaling.elastic(0, 10) },
];

export const LEAST: Omit<TrainingClusterProps, 'platform'> = {
  access: ClusterAccess.authorizedNetworks('203.0.113.0/24'),
  nodeGroups: [{ name: 'gpus', accelerator: Accelerator.t4(), scaling: Scaling.elastic(0, 4) }],
};

export interface ClusterStage extends Stage {
  readonly cluster: TrainingCluster;
  /** The first stack and the second one. */
  synthBoth(): { readonly main: SynthesizedStack; readonly workloads: SynthesizedStack };
}

/** An App with a platform `Ml` and a cluster `Train`. */
export function clusterStage(props: Partial<TrainingClusterProps> = {}, platformProps: Partial<MlPlatformProps> = {}): ClusterStage {
  const made = stage({ region: REGION, ...platformProps });
  const cluster = new TrainingCluster(made.platform, 'Train', { ...LEAST, ...props, platform: made.platform });
  return {
    ...made,
    cluster,
    synthBoth: () => {
      const app = synthApp(made.app);
      return { main: app.stack('ml'), workloads: app.stack('ml-Ml-Train-workloads') };
    },
  };
}
