export { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
