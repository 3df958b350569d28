import { Construct } from 'constructs';
import { PRIVATE_SERVICES, PrivateService } from '../../facts/azure/private-endpoints';
import { PrivateEndpoint } from '../../providers/azurerm/private-endpoint';
import { NetworkedSite } from '../platform/site';

/**
 * Gives a service an address in the platform's network. Where the organization keeps the DNS zones, its policy adds the names, and Terraform
 * leaves them.
 */
export function privateEndpoint(
  scope: Construct,
  id: string,
  site: NetworkedSite,
  service: PrivateService,
  name: string,
  resourceId: string,
): PrivateEndpoint {
  const { subresource, zones } = PRIVATE_SERVICES[service];
  const zoneIds = zones.map((zone) => site.privateDnsZoneIds[zone.replace('{region}', site.location)]).filter((zoneId): zoneId is string => zoneId !== undefined);
  return new PrivateEndpoint(scope, id, {
    name: `${name}-${subresource}`,
    resourceGroupName: site.resourceGroupName,
    location: site.location,
    subnetId: site.endpointSubnetId,
    customNetworkInterfaceName: `${name}-${subresource}-nic`,
    privateServiceConnection: {
      name: subresource,
      privateConnectionResourceId: resourceId,
      subresourceNames: [subresource],
      isManualConnection: false,
    },
    privateDnsZoneGroup: zoneIds.length > 0 ? { name: 'default', privateDnsZoneIds: zoneIds } : undefined,
    lifecycle: zoneIds.length > 0 ? undefined : { ignoreChanges: ['private_dns_zone_group'] },
    tags: site.tags,
  });
}
