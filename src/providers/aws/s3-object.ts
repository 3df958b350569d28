export { S3Object } from '@cdktf/provider-aws/lib/s3-object';
