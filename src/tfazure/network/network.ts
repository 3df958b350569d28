import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Egress, INetwork } from '../../core';
import { formatRange, parseRange, subRange } from '../../core/network/cidr';
import { NetworkPlan } from '../../core/network/network-plan';
import { API_SERVER_INTEGRATION } from '../../facts/azure/cluster';
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

const DELEGATIONS = {
  // Small jobs of the platform run in Container Apps, which want a subnet of their own.
  containerApps: { name: 'container-apps', service: 'Microsoft.App/environments' },
  apiServers: { name: 'api-servers', service: API_SERVER_INTEGRATION.delegation },
} as const;

/**
 * A virtual network: a subnet a zone for workloads (so that each can have the way out of its zone), one for private endpoints, and two that are delegated:
 * one for Container Apps, one for the API servers of clusters.
 */
export class Network extends Construct implements INetwork {
  public readonly networkId: string;
  public readonly privateSubnetIds: string[];
  public readonly endpointSubnetId: string;
  public readonly delegatedSubnetId: string;
  public readonly apiServerSubnetId: string;
  public readonly podCidr: string;
  public readonly serviceCidr: string;
  public readonly virtualNetwork: TerraformResource;
  /** The ids of the NAT gateways, for the dashboard. */
  public readonly natGatewayIds: readonly string[];
  /** What has to be there before machines are started in it: rules and ways out. */
  public readonly ready: ITerraformDependable[] = [];

  public constructor(
    scope: Construct,
    id: string,
    private readonly site: Site,
    plan: NetworkPlan,
    zones: ZoneChoice,
    public readonly egress: Egress,
  ) {
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
    const delegated = this.subnet(network, 'delegated', plan.delegatedSubnet, workloads, 'containerApps');
    const apiServers = this.subnet(network, 'api-servers', apiServerRange(plan.cidr), workloads, 'apiServers');
    const subnetIds = { workloadSubnetIds: privateSubnets.map((subnet) => subnet.id), delegatedSubnetId: delegated.id };
    const wayOut = plan.egress.kind === 'nat' ? new WayOut(this, 'WayOut', site, subnetIds, zones) : undefined;
    this.virtualNetwork = network;
    this.networkId = network.id;
    this.privateSubnetIds = subnetIds.workloadSubnetIds;
    this.endpointSubnetId = endpoints.id;
    this.delegatedSubnetId = delegated.id;
    this.apiServerSubnetId = apiServers.id;
    this.podCidr = plan.podCidr;
    this.serviceCidr = plan.serviceCidr;
    this.natGatewayIds = wayOut?.natGatewayIds ?? [];
    this.ready.push(...(wayOut?.associations ?? []));
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

  private subnet(network: VirtualNetwork, name: string, range: string, group: NetworkSecurityGroup, delegated?: keyof typeof DELEGATIONS): Subnet {
    const scope = new Construct(this, name);
    const subnet = new Subnet(scope, 'Resource', {
      name,
      resourceGroupName: this.site.resourceGroupName,
      virtualNetworkName: network.name,
      addressPrefixes: [range],
      // Azure's own way out for subnets that have none: an address that nobody chose, retired for new networks.
      defaultOutboundAccessEnabled: false,
      privateEndpointNetworkPolicies: 'NetworkSecurityGroupEnabled',
      delegation: delegated && [{
        name: DELEGATIONS[delegated].name,
        serviceDelegation: { name: DELEGATIONS[delegated].service, actions: ['Microsoft.Network/virtualNetworks/subnets/join/action'] },
      }],
    });
    this.ready.push(new SubnetNetworkSecurityGroupAssociation(scope, 'Rules', { subnetId: subnet.id, networkSecurityGroupId: group.id }));
    return subnet;
  }
}

/** The first sixty-fourth of the eighth that the plan leaves free: a /26 of the smallest network, room for six clusters of nine addresses. */
function apiServerRange(cidr: string): string {
  const network = parseRange(cidr, 'the network');
  return formatRange(subRange(network, network.prefix + 6, 6 * 8));
}
