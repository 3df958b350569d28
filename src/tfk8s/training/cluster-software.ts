import { IConstruct } from 'constructs';
import { nodeGroupTraits } from '../../core/training/node-group-plan';
import { SoftwareRecord } from '../../core/training/software-record';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { FEATURES } from '../../kubernetes/features';
import { SoftwareHost } from '../../terraform/software';
import type { TrainingCluster } from './training-cluster';
import { TrainingClusterProps } from './training-cluster-props';

/** A platform reaches one cluster, however often and by whichever name it is described. */
const RECORDS = new WeakMap<IConstruct, SoftwareRecord>();

/** Where software is installed: beside everything else, since the platform's providers reach the cluster already. */
export function softwareOf(cluster: TrainingCluster, props: TrainingClusterProps, plan: TrainingClusterPlan): SoftwareHost {
  const { platform, driversInstalled = false, existingSoftware = [] } = props;
  const record = RECORDS.get(platform) ?? new SoftwareRecord();
  RECORDS.set(platform, record);
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
    record,
    scope: () => cluster,
  });
}
