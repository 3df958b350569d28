export { HelmProvider } from '@cdktf/provider-helm/lib/provider';
