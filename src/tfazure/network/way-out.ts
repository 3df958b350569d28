import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { NatGateway } from '../../providers/azurerm/nat-gateway';
import { NatGatewayPublicIpAssociation } from '../../providers/azurerm/nat-gateway-public-ip-association';
import { PublicIp } from '../../providers/azurerm/public-ip';
import { SubnetNatGatewayAssociation } from '../../providers/azurerm/subnet-nat-gateway-association';
import { Site } from '../platform/site';
import type { ZoneChoice } from './network';

export interface SubnetIds {
  readonly workloadSubnetIds: readonly string[];
  readonly delegatedSubnetId: string;
}

/**
 * NAT gateways. A gateway lies in one zone, so with one a zone each subnet takes that of its zone:
 * https://learn.microsoft.com/en-us/azure/nat-gateway/nat-availability-zones
 */
export class WayOut extends Construct {
  public readonly natGatewayIds: readonly string[];
  /** What ties each subnet to its gateway. */
  public readonly associations: ITerraformDependable[];

  public constructor(scope: Construct, id: string, private readonly site: Site, subnets: SubnetIds, zones: ZoneChoice) {
    super(scope, id);
    const { workloadSubnetIds, delegatedSubnetId } = subnets;
    const perZone = zones.natPerZone && zones.regionHasZones;
    const gateways = (perZone ? workloadSubnetIds : workloadSubnetIds.slice(0, 1)).map((_, i) => this.gateway(i + 1, zones.regionHasZones));
    this.associations = [...workloadSubnetIds, delegatedSubnetId].map((subnetId, i) => {
      // `slice(0, 1)` of at least two subnets always has one.
      const gateway = gateways[i] ?? gateways[0]!;
      return new SubnetNatGatewayAssociation(this, `subnet-${i + 1}`, { subnetId, natGatewayId: gateway.id });
    });
    this.natGatewayIds = gateways.map((gateway) => gateway.id);
  }

  private gateway(zone: number, regionHasZones: boolean): NatGateway {
    const scope = new Construct(this, `zone-${zone}`);
    const common = {
      name: `${this.site.platformName}-nat-${zone}`,
      resourceGroupName: this.site.resourceGroupName,
      location: this.site.location,
      zones: regionHasZones ? [String(zone)] : undefined,
      tags: this.site.tags,
    };
    const address = new PublicIp(scope, 'Address', { ...common, allocationMethod: 'Static', sku: 'Standard' });
    const gateway = new NatGateway(scope, 'Resource', { ...common, skuName: 'Standard', idleTimeoutInMinutes: 10 });
    new NatGatewayPublicIpAssociation(scope, 'Binding', { natGatewayId: gateway.id, publicIpAddressId: address.id });
    return gateway;
  }
}
