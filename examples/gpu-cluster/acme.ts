import {
  Accelerator, AlertChannel, Capacity, ClusterAccess, IMlPlatform, ITrainingCluster, kubernetes, Machine, MlPlatformProps, Profile, Scaling, Size,
  TrainingClusterProps,
} from 'ml-platform-constructs';

/** What Acme wants of its ML platform, wherever it runs. */
export const acme: MlPlatformProps = {
  platformName: 'acme-ml',
  profile: Profile.production(),
  alerts: [AlertChannel.email('ml@acme.io')],
  tags: { team: 'ml-platform' },
};

/** The cluster, on the clouds: every target takes these lines as they are. */
export const cluster: TrainingClusterProps = {
  nodeGroups: [
    { accelerator: Accelerator.h100(8), scaling: Scaling.elastic(0, 4) },
    { accelerator: Accelerator.t4(), scaling: Scaling.elastic(0, 8), capacity: Capacity.spot() },
    { machine: Machine.general(16), scaling: Scaling.elastic(0, 10) },
  ],
  access: ClusterAccess.authorizedNetworks('203.0.113.0/24'),
};

/** The cluster on premises: what is there. */
export const onPremises: TrainingClusterProps = {
  nodeGroups: [
    { name: 'h100x8', machine: Machine.custom('dgx-h100', { gpus: 8, cpus: 224, memory: Size.gibibytes(2_048) }), scaling: Scaling.fixed(4) },
    { name: 'general16', machine: Machine.custom('worker', { cpus: 16, memory: Size.gibibytes(64) }), scaling: Scaling.fixed(10) },
  ],
};

/** What runs in it, and who works with it; the same everywhere. */
export function furnish(ml: IMlPlatform, train: ITrainingCluster): void {
  train.install(new kubernetes.CertManager());
  train.install(new kubernetes.Kueue({
    teams: [
      { team: 'vision', gpus: { h100x8: 16 }, cpus: { general16: 80 } },
      { team: 'language', gpus: { h100x8: 16 }, cpus: { general16: 80 } },
    ],
  }));
  const trainer = train.addServiceAccount('Trainer', { namespace: 'vision' });
  ml.artifacts.grantWrite(trainer.identity);
}
