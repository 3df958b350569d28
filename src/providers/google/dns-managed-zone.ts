export { DnsManagedZone } from '@cdktf/provider-google/lib/dns-managed-zone';
