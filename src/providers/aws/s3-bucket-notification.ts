export { S3BucketNotification } from '@cdktf/provider-aws/lib/s3-bucket-notification';
