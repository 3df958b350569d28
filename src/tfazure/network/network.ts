import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { INetwork } from '../../core';
import { NetworkPlan } from '../../core/network/network-plan';
import { NetworkSecurityGroup } from '../../providers/azurerm/network-security-group';
import { Subnet } from '../../providers/azurerm/subnet';
import { SubnetNetworkSecurityGroupAssociation } from '../../providers/azurerm/subnet-network-security-group-association';
import { VirtualNetwork } from '../../providers/azurerm/virtual-network';
import { Site } from '../platform/site';
import { endpointRules, SecurityRule, workloadRules } from './security-rules';
import { WayOut } from './way-out';

/** How a network is laid over the zones of its region. */
export interface ZoneChoice {
  /** Whether the region has zones. */
  readonly regionHasZones: boolean;
  /** Whether each zone has a way out of its own. */
  readonly natPerZone: boolean;
}

/** A virtual network: a subnet a zone for workloads (so that each can have the way out of its zone), one for private endpoints, one that is delegated. */
export class Network extends Construct implements INetwork {
  public readonly networkId: string;
  public readonly privateSubnetIds: string[];
  public readonly endpointSubnetId: string;
  public readonly delegatedSubnetId: string;
  public readonly virtualNetwork: TerraformResource;
  /** The ids of the NAT gateways, for the dashboard. */
  public readonly natGatewayIds: readonly string[];

  public constructor(scope: Construct, id: string, private readonly site: Site, plan: NetworkPlan, zones: ZoneChoice) {
    super(scope, id);
    const network = new VirtualNetwork(this, 'Resource', {
      name: `${site.platformName}-vnet`,
      resourceGroupName: site.resourceGroupName,
      location: site.location,
      addressSpace: [plan.cidr],
      tags: site.tags,
    });
    const workloads = this.group('Workloads', workloadRules(plan.egress.kind));
    const privateSubnets = plan.privateSubnets.map((range, i) => this.subnet(network, `workloads-${i + 1}`, range, workloads));
    const endpoints = this.subnet(network, 'endpoints', plan.endpointSubnet, this.group('Endpoints', endpointRules()));
    const delegated = this.subnet(network, 'delegated', plan.delegatedSubnet, workloads, true);
    const subnetIds = { workloadSubnetIds: privateSubnets.map((subnet) => subnet.id), delegatedSubnetId: delegated.id };
    const wayOut = plan.egress.kind === 'nat' ? new WayOut(this, 'WayOut', site, subnetIds, zones) : undefined;
    this.virtualNetwork = network;
    this.networkId = network.id;
    this.privateSubnetIds = subnetIds.workloadSubnetIds;
    this.endpointSubnetId = endpoints.id;
    this.delegatedSubnetId = delegated.id;
    this.natGatewayIds = wayOut?.natGatewayIds ?? [];
  }

  private group(name: string, securityRule: SecurityRule[]): NetworkSecurityGroup {
    return new NetworkSecurityGroup(this, `${name}Rules`, {
      name: `${this.site.platformName}-${name.toLowerCase()}-nsg`,
      resourceGroupName: this.site.resourceGroupName,
      location: this.site.location,
      securityRule,
      tags: this.site.tags,
    });
  }

  private subnet(network: VirtualNetwork, name: string, range: string, group: NetworkSecurityGroup, isDelegated = false): Subnet {
    const scope = new Construct(this, name);
    const subnet = new Subnet(scope, 'Resource', {
      name,
      resourceGroupName: this.site.resourceGroupName,
      virtualNetworkName: network.name,
      addressPrefixes: [range],
      // Azure's own way out for subnets that have none: an address that nobody chose, retired for new networks.
      defaultOutboundAccessEnabled: false,
      privateEndpointNetworkPolicies: 'NetworkSecurityGroupEnabled',
      // Small jobs of the platform run in Container Apps, which want a subnet of their own.
      delegation: isDelegated ? [{
        name: 'container-apps',
        serviceDelegation: { name: 'Microsoft.App/environments', actions: ['Microsoft.Network/virtualNetworks/subnets/join/action'] },
      }] : undefined,
    });
    new SubnetNetworkSecurityGroupAssociation(scope, 'Rules', { subnetId: subnet.id, networkSecurityGroupId: group.id });
    return subnet;
  }
}
