export { DataAwsEksCluster } from '@cdktf/provider-aws/lib/data-aws-eks-cluster';
