export { Cloudtrail } from '@cdktf/provider-aws/lib/cloudtrail';
