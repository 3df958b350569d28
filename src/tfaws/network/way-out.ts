import { Construct } from 'constructs';
import { Eip } from '../../providers/aws/eip';
import { InternetGateway } from '../../providers/aws/internet-gateway';
import { NatGateway } from '../../providers/aws/nat-gateway';
import { Route } from '../../providers/aws/route';
import { RouteTable } from '../../providers/aws/route-table';
import { RouteTableAssociation } from '../../providers/aws/route-table-association';
import { Subnet } from '../../providers/aws/subnet';

export interface WayOutProps {
  readonly vpcId: string;
  /** One small range a zone, for the address translation alone. */
  readonly cidrs: readonly string[];
  readonly zones: readonly string[];
  readonly zonesGiven: boolean;
  readonly natPerZone: boolean;
  /** The routes of the private subnets, one table a zone. */
  readonly routeTables: readonly RouteTable[];
  readonly named: (name: string) => Record<string, string>;
}

const ANYWHERE = '0.0.0.0/0';

/** Address translation in one zone or in each: connections go out, and none comes in. */
export class WayOut extends Construct {
  public readonly natGatewayIds: string[];

  public constructor(scope: Construct, id: string, { vpcId, cidrs, zones, zonesGiven, natPerZone, routeTables, named }: WayOutProps) {
    super(scope, id);
    const gateway = new InternetGateway(this, 'Gateway', { vpcId, tags: named('internet') });
    const publicRoutes = new RouteTable(this, 'PublicRoutes', { vpcId, tags: named('public') });
    const toInternet = new Route(this, 'ToInternet', { routeTableId: publicRoutes.id, destinationCidrBlock: ANYWHERE, gatewayId: gateway.id });
    const nats = cidrs.slice(0, natPerZone ? cidrs.length : 1).map((cidrBlock, i) => {
      const subnet = new Subnet(this, `Public${i}`, {
        vpcId,
        cidrBlock,
        availabilityZone: zones[i],
        mapPublicIpOnLaunch: false,
        tags: named(`public-${i}`),
        lifecycle: zonesGiven ? undefined : { ignoreChanges: ['availability_zone'] },
      });
      new RouteTableAssociation(this, `PublicRouting${i}`, { subnetId: subnet.id, routeTableId: publicRoutes.id });
      const address = new Eip(this, `Address${i}`, { domain: 'vpc', tags: named(`nat-${i}`), dependsOn: [gateway] });
      return new NatGateway(this, `Nat${i}`, { subnetId: subnet.id, allocationId: address.allocationId, tags: named(`nat-${i}`), dependsOn: [toInternet] });
    });
    routeTables.forEach((table, i) => {
      new Route(this, `Out${i}`, { routeTableId: table.id, destinationCidrBlock: ANYWHERE, natGatewayId: nats[natPerZone ? i : 0].id });
    });
    this.natGatewayIds = nats.map((nat) => nat.id);
  }
}
