import { Construct } from 'constructs';
import { ClusterAccess } from '../../core';
import { Problems } from '../../core/private';
import { ClusterAlarmPlan, planClusterAlarms } from '../../core/training/cluster-alarm-plan';
import { NodeGroupPlan, planNodeGroups } from '../../core/training/node-group-plan';
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

/** What a cluster has that exists already. */
export interface ExistingClusterPlan {
  readonly groups: readonly NodeGroupPlan[];
  readonly alarms: readonly ClusterAlarmPlan[];
}

/** Checks what is said of a cluster that exists. */
export function planExistingCluster(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingTrainingCluster): ExistingClusterPlan {
  const problems = new Problems(scope, id);
  const described = existing.nodeGroups ?? [];
  const groups = described.length > 0 ? planNodeGroups(described, { target: TARGET, acknowledged: [] }, problems) : [];
  checkExistingCluster(existing, problems);
  problems.throwIfAny();
  // Where nobody described the nodes, some may have GPUs.
  const hasGpus = described.length === 0 || groups.some(({ gpus }) => gpus > 0);
  return { groups, alarms: planClusterAlarms(existing.clusterName, hasGpus, platform.profile.settings) };
}
