export { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
