import { Construct } from 'constructs';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { KARPENTER, KARPENTER_POLICIES } from '../../facts/aws/karpenter';
import { NODE_ACCESS_ENTRY, NODE_POLICIES, NODE_TRUST } from '../../facts/aws/nodes';
import { VOLUME_KEY } from '../../facts/aws/volumes';
import { Karpenter } from '../../kubernetes';
import { karpenterPools } from '../../kubernetes/autoscaling/karpenter-pools';
import { EksAccessEntry } from '../../providers/aws/eks-access-entry';
import { EksPodIdentityAssociation } from '../../providers/aws/eks-pod-identity-association';
import { IamInstanceProfile } from '../../providers/aws/iam-instance-profile';
import { ClusterContext } from './cluster-context';
import { isGang } from './cluster-plan';
import { ClusterRole, podTrust } from './cluster-role';
import { InterruptionQueue } from './interruption-queue';
import { ROLES } from './roles';

export interface ElasticNodesProps {
  readonly context: ClusterContext;
  readonly plan: TrainingClusterPlan;
  /** References to the cluster. */
  readonly clusterName: string;
  readonly securityGroupId: string;
  /** The private subnets, that of nodes which lie close together before the others. */
  readonly subnetIds: readonly string[];
  readonly placementGroupIdOf: (group: string) => string | undefined;
}

/** What Karpenter needs of AWS to make and remove nodes: a role of its own, a role and a profile of its nodes, and a queue that tells of interruptions. */
export class ElasticNodes extends Construct {
  /** Karpenter itself, with the nodes that it may make. */
  public readonly software: Karpenter;

  public constructor(scope: Construct, id: string, props: ElasticNodesProps) {
    super(scope, id);
    const { context, clusterName } = props;
    const queue = new InterruptionQueue(this, 'Interruptions', context);
    // A role has one access entry, and EKS makes that of the managed groups itself.
    const nodes = new ClusterRole(this, 'NodeRole', context, {
      suffix: ROLES.elasticNodes, description: 'Elastic nodes', trust: NODE_TRUST, managedPolicies: NODE_POLICIES,
    });
    const profile = new IamInstanceProfile(this, 'NodeProfile', { name: nodes.roleName, role: nodes.roleName, tags: context.tags });
    new EksAccessEntry(this, 'NodeEntry', { clusterName, principalArn: nodes.arn, type: NODE_ACCESS_ENTRY, tags: context.tags });
    const controller = new ClusterRole(this, 'ControllerRole', context, {
      suffix: ROLES.karpenter,
      description: 'Karpenter',
      trust: podTrust(context, KARPENTER.namespace, KARPENTER.serviceAccount),
      policies: [...KARPENTER_POLICIES, { name: 'disks', statements: VOLUME_KEY }],
      values: { queue: queue.queueArn, nodeRole: nodes.arn },
    });
    new EksPodIdentityAssociation(this, 'ControllerIdentity', {
      clusterName,
      namespace: KARPENTER.namespace,
      serviceAccount: KARPENTER.serviceAccount,
      roleArn: controller.arn,
      tags: context.tags,
      dependsOn: controller.ready,
    });
    this.software = karpenter(props, queue.queueName, profile.name);
  }
}

function karpenter(props: ElasticNodesProps, interruptionQueueName: string, instanceProfileName: string): Karpenter {
  const { context, plan, securityGroupId, subnetIds, placementGroupIdOf } = props;
  const { maintenance, egress } = plan;
  const groups = plan.groups.map((group) => ({ ...group, compact: isGang(group) }));
  return new Karpenter({
    interruptionQueueName,
    pools: karpenterPools(groups, {
      subnetIds,
      securityGroupIds: [securityGroupId],
      instanceProfileName,
      keyArn: context.platform.encryptionKey.keyId,
      tags: context.tags,
      placementGroupIdOf,
    }),
    window: maintenance,
    isolated: egress.kind !== 'nat',
    serviceAccountName: KARPENTER.serviceAccount,
  });
}
