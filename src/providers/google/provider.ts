export { GoogleProvider } from '@cdktf/provider-google/lib/provider';
