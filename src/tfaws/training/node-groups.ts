import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { NodeGroupPlan, SYSTEM_GROUP } from '../../core/training/node-group-plan';
import { NODE_POLICIES, NODE_TRUST } from '../../facts/aws/nodes';
import { keptNodes } from '../../kubernetes/autoscaling/karpenter-pools';
import { PlacementGroup } from '../../providers/aws/placement-group';
import { ClusterContext } from './cluster-context';
import { isGang } from './cluster-plan';
import { ClusterRole } from './cluster-role';
import { NodeGroup } from './node-group';
import { ReservedCapacity } from './reserved-capacity';
import { ROLES } from './roles';

export interface NodeGroupsProps {
  readonly context: ClusterContext;
  readonly system: NodeGroupPlan;
  readonly groups: readonly NodeGroupPlan[];
  /** References to the cluster. */
  readonly clusterName: string;
  readonly securityGroupId: string;
  readonly version?: string;
  readonly reservations: readonly ReservedCapacity[];
  /** The subnet of nodes that lie close together. */
  readonly compactSubnetId: string;
  readonly after: ITerraformDependable[];
}

/** The nodes that are always there: those of the cluster's own software, fixed groups, and the minimum of elastic ones. */
export class NodeGroups extends Construct {
  /** The managed groups by name. */
  public readonly resources: Record<string, TerraformResource>;
  private readonly placements: Readonly<Record<string, PlacementGroup>>;
  private readonly role: ClusterRole;

  public constructor(scope: Construct, id: string, private readonly props: NodeGroupsProps) {
    super(scope, id);
    const { context, system, groups } = props;
    this.role = new ClusterRole(this, 'Role', context, { suffix: ROLES.nodes, description: 'Nodes', trust: NODE_TRUST, managedPolicies: NODE_POLICIES });
    this.placements = Object.fromEntries(groups.filter(isGang).map(({ name }) => [name, new PlacementGroup(this, `${name}-placement`, {
      name: `${context.name}-${name}`, strategy: 'cluster', tags: context.tags,
    })]));
    const kept = [system, ...groups].filter((group) => keptNodes(group) > 0);
    this.resources = Object.fromEntries(kept.map((group) => [group.name, this.make(group)]));
  }

  /** The nodes that the cluster's own software runs on. */
  public get system(): TerraformResource {
    return this.resources[SYSTEM_GROUP]!;
  }

  /** The id of the placement group of nodes that lie close together. */
  public placementGroupIdOf(group: string): string | undefined {
    return this.placements[group]?.placementGroupId;
  }

  private make(group: NodeGroupPlan): TerraformResource {
    const { context, reservations, after } = this.props;
    const reserved = group.reservationId ? reservations.find(({ reservationId }) => reservationId === group.reservationId) : undefined;
    return new NodeGroup(this, group.name, {
      ...this.props,
      context,
      group,
      nodes: keptNodes(group),
      roleArn: this.role.arn,
      placementGroupName: this.placements[group.name]?.name,
      capacityBlock: reserved?.capacityBlock ?? false,
      subnetIds: this.subnetsOf(group, reserved),
      after: [...this.role.ready, ...after],
    }).resource;
  }

  private subnetsOf(group: NodeGroupPlan, reserved: ReservedCapacity | undefined): string[] {
    const { context, compactSubnetId } = this.props;
    if (reserved?.subnetId) return [reserved.subnetId];
    return isGang(group) ? [compactSubnetId] : context.platform.network.privateSubnetIds;
  }
}
