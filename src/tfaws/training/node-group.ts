import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { GPU_TAINT, NodeGroupPlan } from '../../core/training/node-group-plan';
import { NODE_GROUP_CAPACITY, nodeImage, TAINT_EFFECTS } from '../../facts/aws/nodes';
import { EksNodeGroup } from '../../providers/aws/eks-node-group';
import { NodeTemplateProps, makeLaunchTemplate } from './launch-template';

export interface NodeGroupProps extends NodeTemplateProps {
  /** References to the cluster. */
  readonly clusterName: string;
  readonly version?: string;
  /** How many nodes there always are. */
  readonly nodes: number;
  readonly roleArn: string;
  readonly subnetIds: readonly string[];
  readonly after: ITerraformDependable[];
}

/**
 * Nodes that are always there: a managed group, whose broken nodes EKS replaces.
 *
 * An upgrade adds new nodes before it takes old ones away, which is EKS's default. The plugin has no argument for the other strategy before 6.26, and where
 * none is said it would undo the default in each plan from then on: https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3625
 */
export class NodeGroup extends Construct {
  public readonly resource: TerraformResource;

  public constructor(scope: Construct, id: string, props: NodeGroupProps) {
    super(scope, id);
    const { context, group, nodes, capacityBlock } = props;
    const template = makeLaunchTemplate(this, props);
    this.resource = new EksNodeGroup(this, 'Resource', {
      clusterName: props.clusterName,
      nodeGroupName: group.name,
      version: props.version,
      nodeRoleArn: props.roleArn,
      subnetIds: [...props.subnetIds],
      amiType: nodeImage(group.machine!.name, group.gpus),
      capacityType: capacityTypeOf(group, capacityBlock),
      instanceTypes: capacityBlock ? undefined : [group.machine!.name],
      launchTemplate: { id: template.id, version: template.getStringAttribute('latest_version') },
      scalingConfig: { minSize: nodes, maxSize: nodes, desiredSize: nodes },
      updateConfig: { maxUnavailable: 1 },
      nodeRepairConfig: { enabled: true },
      labels: { ...group.labels },
      taint: group.tainted ? [{ key: GPU_TAINT.key, value: GPU_TAINT.value, effect: TAINT_EFFECTS[GPU_TAINT.effect] }] : undefined,
      tags: context.tags,
      dependsOn: props.after,
      lifecycle: { ignoreChanges: ['update_config'] },
    });
  }
}

function capacityTypeOf({ capacity }: NodeGroupPlan, capacityBlock: boolean): string {
  if (capacityBlock) return NODE_GROUP_CAPACITY.reservation;
  return capacity === 'spot' ? NODE_GROUP_CAPACITY.spot : NODE_GROUP_CAPACITY.onDemand;
}
