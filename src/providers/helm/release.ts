export { Release } from '@cdktf/provider-helm/lib/release';
