import { CfnEIP, CfnInternetGateway, CfnNatGateway, CfnRoute, CfnRouteTable, CfnSubnet, CfnSubnetRouteTableAssociation, CfnVPCGatewayAttachment } from 'aws-cdk-lib/aws-ec2';
import { Fn, Tags } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { NetworkPlan } from '../../core/network/network-plan';

export interface SubnetsProps {
  readonly vpcId: string;
  readonly plan: NetworkPlan;
  readonly natPerZone: boolean;
  readonly platformName: string;
}

/** A subnet and the table that its traffic follows. */
interface RoutedSubnet {
  readonly subnet: CfnSubnet;
  readonly table: CfnRouteTable;
}

/** The subnets of a network: private ones, and where there is a way out, public ones that hold nothing but address translation. */
export class Subnets extends Construct {
  public readonly zones: string[];
  public readonly privateSubnetIds: string[];
  public readonly privateRouteTableIds: string[];
  public readonly natGatewayIds: string[];
  /** Which table each subnet follows, and where those lead. */
  public readonly routes: Array<CfnRoute | CfnSubnetRouteTableAssociation> = [];

  public constructor(scope: Construct, id: string, private readonly props: SubnetsProps) {
    super(scope, id);
    const { plan } = props;
    // By number, not by name: names would be looked up in the account, and synthesis would not be the same everywhere.
    this.zones = plan.privateSubnets.map((_, i) => Fn.select(i, Fn.getAzs('')));
    const privates = plan.privateSubnets.map((cidr, i) => this.subnet('private', i, cidr));
    const publics = plan.publicSubnets.map((cidr, i) => this.subnet('public', i, cidr));
    const nats = publics.length > 0 ? this.wayOut(publics) : [];
    if (nats.length > 0) privates.forEach(({ table }, i) => this.defaultRoute(`PrivateWayOut${i + 1}`, table, { natGatewayId: nats[Math.min(i, nats.length - 1)].ref }));
    this.privateSubnetIds = privates.map(({ subnet }) => subnet.ref);
    this.privateRouteTableIds = privates.map(({ table }) => table.ref);
    this.natGatewayIds = nats.map((nat) => nat.ref);
  }

  private subnet(tier: 'private' | 'public', index: number, cidrBlock: string): RoutedSubnet {
    const { vpcId, platformName } = this.props;
    const id = `${tier === 'private' ? 'Private' : 'Public'}${index + 1}`;
    const subnet = new CfnSubnet(this, id, { vpcId, cidrBlock, availabilityZone: this.zones[index], mapPublicIpOnLaunch: false });
    const table = new CfnRouteTable(this, `${id}Routes`, { vpcId });
    this.routes.push(new CfnSubnetRouteTableAssociation(this, `${id}Association`, { subnetId: subnet.ref, routeTableId: table.ref }));
    [subnet, table].forEach((resource) => Tags.of(resource).add('Name', `${platformName}-${tier}-${index + 1}`));
    return { subnet, table };
  }

  private wayOut(publics: readonly RoutedSubnet[]): CfnNatGateway[] {
    const { vpcId, natPerZone } = this.props;
    const gateway = new CfnInternetGateway(this, 'InternetGateway');
    const attachment = new CfnVPCGatewayAttachment(this, 'GatewayAttachment', { vpcId, internetGatewayId: gateway.ref });
    const routes = publics.map(({ table }, i) => {
      const route = this.defaultRoute(`PublicWayOut${i + 1}`, table, { gatewayId: gateway.ref });
      route.addResourceDependency(attachment);
      return route;
    });
    return publics.slice(0, natPerZone ? publics.length : 1).map(({ subnet }, i) => {
      const address = new CfnEIP(this, `NatAddress${i + 1}`, { domain: 'vpc' });
      const nat = new CfnNatGateway(this, `Nat${i + 1}`, { subnetId: subnet.ref, allocationId: address.attrAllocationId });
      [attachment, routes[i]].forEach((before) => nat.addResourceDependency(before));
      return nat;
    });
  }

  private defaultRoute(id: string, table: CfnRouteTable, target: { readonly natGatewayId?: string; readonly gatewayId?: string }): CfnRoute {
    const route = new CfnRoute(this, id, { routeTableId: table.ref, destinationCidrBlock: '0.0.0.0/0', ...target });
    this.routes.push(route);
    return route;
  }
}
