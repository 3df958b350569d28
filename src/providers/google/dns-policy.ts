export { DnsPolicy } from '@cdktf/provider-google/lib/dns-policy';
