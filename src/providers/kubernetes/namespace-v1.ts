export { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
