import { Construct } from 'constructs';
import { ClusterAccess } from '../../core';
import { ExistingClusterPlan, planExistingCluster } from '../../core/training/existing-cluster-plan';
import { planTrainingCluster, TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { CLUSTER_NAME } from '../../facts/gcp/cluster';
import { DEFAULT_KUBERNETES_VERSION, KUBERNETES_VERSIONS } from '../../facts/gcp/kubernetes-versions';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { checkCluster } from './cluster-checks';
import { checkExistingCluster } from './existing-cluster-checks';
import { ExistingTrainingCluster } from './existing-training-cluster';
import { catalogueOf } from './machine-offer';
import { TrainingClusterProps } from './training-cluster-props';

/** Checks what a cluster is to be, and completes it. */
export function planCluster(scope: Construct, id: string, props: TrainingClusterProps): TrainingClusterPlan {
  const { platform } = props;
  return planTrainingCluster(scope, id, props, {
    target: TARGET,
    platform: { platformName: platform.platformName, egress: platform.network.egress, profile: platform.profile.settings },
    nameRule: CLUSTER_NAME,
    region: platform.location,
    catalogue: catalogueOf(platform.location),
    versions: { supported: Object.keys(KUBERNETES_VERSIONS), proven: DEFAULT_KUBERNETES_VERSION },
    defaultAccess: ClusterAccess.gateway(),
    deployedByRunner: true,
    check: (plan, problems) => checkCluster(plan, props, problems),
  });
}

/** Checks what is said of a cluster that exists. */
export function planFoundCluster(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingTrainingCluster): ExistingClusterPlan {
  const { platformName, network, profile } = platform;
  return planExistingCluster(scope, id, existing, {
    target: TARGET,
    platform: { platformName, egress: network.egress, profile: profile.settings },
    check: (_, problems) => checkExistingCluster(existing, problems),
  });
}
