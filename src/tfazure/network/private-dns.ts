import { Construct } from 'constructs';
import { PRIVATE_SERVICES } from '../../facts/azure/private-endpoints';
import { PrivateDnsZone } from '../../providers/azurerm/private-dns-zone';
import { PrivateDnsZoneVirtualNetworkLink } from '../../providers/azurerm/private-dns-zone-virtual-network-link';
import { Site } from '../platform/site';

/** The private DNS zones of all services that a platform reaches privately, each linked with its network. */
export class PrivateDns extends Construct {
  /** The ids by zone name. */
  public readonly zoneIds: Record<string, string>;

  public constructor(scope: Construct, id: string, site: Site, networkId: string) {
    super(scope, id);
    const names = [...new Set(Object.values(PRIVATE_SERVICES).flatMap(({ zones }) => zones.map((name) => name.replace('{region}', site.location))))];
    this.zoneIds = Object.fromEntries(names.map((name) => [name, this.zone(site, name, networkId)]));
  }

  private zone(site: Site, name: string, networkId: string): string {
    const scope = new Construct(this, name);
    const zone = new PrivateDnsZone(scope, 'Resource', { name, resourceGroupName: site.resourceGroupName, tags: site.tags });
    new PrivateDnsZoneVirtualNetworkLink(scope, 'Link', {
      name: site.platformName,
      resourceGroupName: site.resourceGroupName,
      privateDnsZoneName: zone.name,
      virtualNetworkId: networkId,
      registrationEnabled: false,
      tags: site.tags,
    });
    return zone.id;
  }
}
