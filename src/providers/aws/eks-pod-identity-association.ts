export { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
