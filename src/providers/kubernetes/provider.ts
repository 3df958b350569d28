export { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
