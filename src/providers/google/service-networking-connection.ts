export { ServiceNetworkingConnection } from '@cdktf/provider-google/lib/service-networking-connection';
