import { CfnPlacementGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnNodegroup } from 'aws-cdk-lib/aws-eks-v2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { NodeGroupPlan, SYSTEM_GROUP } from '../../core/training/node-group-plan';
import { keptNodes } from '../../kubernetes/autoscaling/karpenter-pools';
import { ClusterContext } from './cluster-context';
import { isGang, systemGroup } from './cluster-plan';
import { NodeGroup } from './node-group';
import { nodeRole } from './node-role';
import { ReservedCapacity } from './reserved-capacity';

export interface NodeGroupsProps {
  readonly context: ClusterContext;
  readonly clusterName: string;
  readonly securityGroupId: string;
  readonly reservations: readonly ReservedCapacity[];
}

/** The nodes that are always there: those of the cluster's own software, fixed groups, and the minimum of elastic ones. */
export class NodeGroups extends Construct {
  /** The managed groups, by the names of the groups. */
  public readonly resources: Record<string, CfnNodegroup>;
  private readonly placements: Readonly<Record<string, CfnPlacementGroup>>;
  private readonly role: Role;

  public constructor(scope: Construct, id: string, private readonly props: NodeGroupsProps) {
    super(scope, id);
    const { plan, values, subnetIds } = props.context;
    this.role = nodeRole(this, 'Role', `${plan.name}: nodes that are always there`, values);
    this.placements = Object.fromEntries(plan.groups.filter(isGang).map(({ name }) => [name, new CfnPlacementGroup(this, `${name}-placement`, { strategy: 'cluster' })]));
    const kept = [systemGroup(subnetIds.length), ...plan.groups].filter((group) => keptNodes(group) > 0);
    this.resources = Object.fromEntries(kept.map((group) => [group.name, this.make(group)]));
  }

  /** The nodes that the cluster's own software runs on. */
  public get system(): CfnNodegroup {
    return this.resources[SYSTEM_GROUP]!;
  }

  /** The id of the placement group of nodes that lie close together. */
  public placementGroupIdOf(group: string): string | undefined {
    return this.placements[group]?.attrGroupId;
  }

  private make(group: NodeGroupPlan): CfnNodegroup {
    const { context, reservations } = this.props;
    const reserved = group.reservationId ? reservations.find(({ reservationId }) => reservationId === group.reservationId) : undefined;
    return new NodeGroup(this, group.name, {
      ...this.props,
      context,
      group,
      roleArn: this.role.roleArn,
      nodes: keptNodes(group),
      placementGroupName: this.placements[group.name]?.attrGroupName,
      capacityBlock: reserved?.capacityBlock ?? false,
      subnetIds: reserved?.subnetId ? [reserved.subnetId] : isGang(group) ? context.subnetIds.slice(0, 1) : context.subnetIds,
    }).resource;
  }
}
