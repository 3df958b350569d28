export { IngressV1 } from '@cdktf/provider-kubernetes/lib/ingress-v1';
