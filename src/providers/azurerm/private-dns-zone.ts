export { PrivateDnsZone } from '@cdktf/provider-azurerm/lib/private-dns-zone';
