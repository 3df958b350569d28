import { CfnNodegroup } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { GPU_TAINT, NodeGroupPlan } from '../../core/training/node-group-plan';
import { NODE_GROUP_CAPACITY, NODE_UPDATES, nodeImage, TAINT_EFFECTS } from '../../facts/aws/nodes';
import { launchTemplate, NodeTemplateProps } from './launch-template';

export interface NodeGroupProps extends NodeTemplateProps {
  readonly clusterName: string;
  readonly roleArn: string;
  /** How many nodes there always are. */
  readonly nodes: number;
  readonly subnetIds: readonly string[];
}

/**
 * Nodes that are always there: a managed group, whose broken nodes EKS replaces. It has no name of its own, since CloudFormation cannot replace what is named;
 * its nodes are found by their label.
 */
export class NodeGroup extends Construct {
  public readonly resource: CfnNodegroup;

  public constructor(scope: Construct, id: string, props: NodeGroupProps) {
    super(scope, id);
    const { context: { plan }, group, nodes, capacityBlock } = props;
    const template = launchTemplate(this, 'Template', props);
    this.resource = new CfnNodegroup(this, 'Resource', {
      clusterName: props.clusterName,
      // Nodes follow the control plane when that is upgraded.
      version: plan.kubernetesVersion,
      nodeRole: props.roleArn,
      subnets: [...props.subnetIds],
      amiType: nodeImage(group.machine!.name, group.gpus),
      capacityType: capacityTypeOf(group, capacityBlock),
      instanceTypes: capacityBlock ? undefined : [group.machine!.name],
      launchTemplate: { id: template.ref, version: template.attrLatestVersionNumber },
      scalingConfig: { minSize: nodes, maxSize: nodes, desiredSize: nodes },
      // GPUs that are all in use have no spare: there old nodes go before new ones come.
      updateConfig: { maxUnavailable: 1, updateStrategy: group.surge === 0 ? NODE_UPDATES.removeFirst : NODE_UPDATES.addFirst },
      nodeRepairConfig: { enabled: true },
      labels: { ...group.labels },
      taints: group.tainted ? [{ key: GPU_TAINT.key, value: GPU_TAINT.value, effect: TAINT_EFFECTS[GPU_TAINT.effect] }] : undefined,
    });
  }
}

function capacityTypeOf({ capacity }: NodeGroupPlan, capacityBlock: boolean): string {
  if (capacityBlock) return NODE_GROUP_CAPACITY.reservation;
  return capacity === 'spot' ? NODE_GROUP_CAPACITY.spot : NODE_GROUP_CAPACITY.onDemand;
}
