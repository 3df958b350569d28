export { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
