export { ServiceV1 } from '@cdktf/provider-kubernetes/lib/service-v1';
