export { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
