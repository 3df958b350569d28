export { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
