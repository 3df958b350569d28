export { ContainerNodePool } from '@cdktf/provider-google/lib/container-node-pool';
