export { EksAddon } from '@cdktf/provider-aws/lib/eks-addon';
