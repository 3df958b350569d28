import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { NetworkPlan } from '../../core/network/network-plan';
import { DefaultSecurityGroup } from '../../providers/aws/default-security-group';
import { RouteTable } from '../../providers/aws/route-table';
import { RouteTableAssociation } from '../../providers/aws/route-table-association';
import { Subnet } from '../../providers/aws/subnet';
import { Vpc } from '../../providers/aws/vpc';
import { Place } from '../platform/place';
import { FlowLogs } from './flow-logs';
import { PrivateEndpoints } from './private-endpoints';
import { WayOut } from './way-out';
import { zoneNames } from './zones';

export interface NetworkProps {
  readonly plan: NetworkPlan;
  readonly platformName: string;
  readonly place: Place;
  readonly natPerZone: boolean;
  readonly centralDns: boolean;
  readonly zones?: readonly string[];
  readonly keyArn: string;
  readonly logDays: number;
  readonly permissionsBoundary?: string;
  readonly tags: Record<string, string>;
}

/** A VPC whose subnets nobody reaches from outside, with private ways to the services that the platform needs. */
export class Network extends Construct {
  public readonly vpcId: string;
  public readonly privateSubnetIds: string[];
  public readonly vpc: TerraformResource;
  /** Address translations, for graphs of traffic; empty without a way out. */
  public readonly natGatewayIds: string[];

  public constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const { plan, platformName, tags } = props;
    const named = (name: string) => ({ ...tags, Name: `${platformName}-${name}` });
    const vpc = new Vpc(this, 'Vpc', { cidrBlock: plan.cidr, enableDnsSupport: true, enableDnsHostnames: true, tags: named('vpc') });
    // Terraform takes over the group that everything without a group falls into, and empties it.
    new DefaultSecurityGroup(this, 'DefaultSecurityGroup', { vpcId: vpc.id, tags: named('default-closed') });
    const zones = zoneNames(this, plan.zones, props.zones);
    const subnets = plan.privateSubnets.map((cidrBlock, i) => new Subnet(this, `Private${i}`, {
      vpcId: vpc.id,
      cidrBlock,
      availabilityZone: zones[i],
      mapPublicIpOnLaunch: false,
      tags: named(`private-${i}`),
      // A zone that AWS opens later must not move a subnet.
      lifecycle: props.zones ? undefined : { ignoreChanges: ['availability_zone'] },
    }));
    const routeTables = subnets.map((subnet, i) => {
      const table = new RouteTable(this, `PrivateRoutes${i}`, { vpcId: vpc.id, tags: named(`private-${i}`) });
      new RouteTableAssociation(this, `PrivateRouting${i}`, { subnetId: subnet.id, routeTableId: table.id });
      return table;
    });
    const wayOut = plan.egress.kind === 'nat'
      ? new WayOut(this, 'WayOut', { vpcId: vpc.id, cidrs: plan.publicSubnets, zones, zonesGiven: props.zones !== undefined, natPerZone: props.natPerZone, routeTables, named })
      : undefined;
    new PrivateEndpoints(this, 'Endpoints', {
      vpcId: vpc.id,
      cidr: plan.cidr,
      place: props.place,
      subnetIds: subnets.map((s) => s.id),
      routeTableIds: routeTables.map((t) => t.id),
      centralDns: props.centralDns,
      sealed: plan.egress.kind !== 'nat',
      named,
    });
    new FlowLogs(this, 'FlowLogs', { ...props, vpcId: vpc.id });
    this.vpc = vpc;
    this.vpcId = vpc.id;
    this.privateSubnetIds = subnets.map((subnet) => subnet.id);
    this.natGatewayIds = wayOut?.natGatewayIds ?? [];
  }
}
