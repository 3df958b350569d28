export { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association';
