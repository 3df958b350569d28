export { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1';
