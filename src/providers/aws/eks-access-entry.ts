export { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
