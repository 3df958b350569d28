import { CfnAccessEntry, CfnPodIdentityAssociation } from 'aws-cdk-lib/aws-eks-v2';
import { CfnInstanceProfile } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { KARPENTER, KARPENTER_POLICIES } from '../../facts/aws/karpenter';
import { NODE_ACCESS_ENTRY } from '../../facts/aws/nodes';
import { VOLUME_KEY } from '../../facts/aws/volumes';
import { ClusterContext } from './cluster-context';
import { InterruptionQueue } from './interruption-queue';
import { nodeRole } from './node-role';
import { PodRole } from './pod-role';

/** What Karpenter needs of the account: rights, a queue, and what its nodes work as. */
export class KarpenterAccount extends Construct {
  public readonly queueName: string;
  public readonly instanceProfileName: string;

  public constructor(scope: Construct, id: string, { plan, values }: ClusterContext, clusterName: string) {
    super(scope, id);
    const { queue } = new InterruptionQueue(this, 'Interruptions', plan.name, values);
    const nodes = nodeRole(this, 'NodeRole', `${plan.name}: nodes that come and go`, values);
    this.queueName = queue.queueName;
    this.instanceProfileName = new CfnInstanceProfile(this, 'InstanceProfile', { roles: [nodes.roleName] }).ref;
    new CfnAccessEntry(this, 'NodeAccess', { clusterName, principalArn: nodes.roleArn, type: NODE_ACCESS_ENTRY });
    const { namespace, serviceAccount } = KARPENTER;
    const controller = new PodRole(this, 'Controller', {
      description: `${plan.name}: karpenter`,
      namespace,
      serviceAccount,
      values: { ...values, nodeRole: nodes.roleArn, queue: queue.queueArn },
      policies: [...KARPENTER_POLICIES, { name: 'volumes', statements: VOLUME_KEY }],
    });
    new CfnPodIdentityAssociation(this, 'Identity', { clusterName, namespace, serviceAccount, roleArn: controller.role.roleArn });
  }
}
