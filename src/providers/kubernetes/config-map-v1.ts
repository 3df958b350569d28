export { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
