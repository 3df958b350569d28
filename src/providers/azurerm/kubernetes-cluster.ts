export { KubernetesCluster } from '@cdktf/provider-azurerm/lib/kubernetes-cluster';
