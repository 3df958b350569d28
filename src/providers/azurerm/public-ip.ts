export { PublicIp } from '@cdktf/provider-azurerm/lib/public-ip';
