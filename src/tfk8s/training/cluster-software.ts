import { Construct } from 'constructs';
import { nodeGroupTraits } from '../../core/training/node-group-plan';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { FEATURES } from '../../kubernetes/features';
import { SoftwareHost } from '../../terraform/software';
import type { TrainingCluster } from './training-cluster';
import { TrainingClusterProps } from './training-cluster-props';

/** Where software is installed: beside everything else, since the platform's providers reach the cluster already. */
export function softwareOf(cluster: TrainingCluster, props: TrainingClusterProps, plan: TrainingClusterPlan): SoftwareHost {
  const { platform, driversInstalled = false, existingSoftware = [] } = props;
  const scope = new Construct(cluster, 'Software');
  return new SoftwareHost(cluster, {
    traits: {
      clusterName: cluster.clusterName,
      clusterSystem: 'kubernetes',
      driversInstalled,
      nodeGroups: nodeGroupTraits(plan.groups),
      labels: { ...platform.tags },
      monitorLabels: platform.ruleLabels,
      mirror: plan.egress.mirror,
    },
    provided: [...new Set([FEATURES.prometheusOperator, ...existingSoftware])],
    reachable: plan.egress.kind !== 'none',
    scope: () => scope,
  });
}
