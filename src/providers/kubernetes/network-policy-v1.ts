export { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
