export { ContainerCluster } from '@cdktf/provider-google/lib/container-cluster';
