export { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
