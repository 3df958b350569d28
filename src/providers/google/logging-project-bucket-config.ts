export { LoggingProjectBucketConfig } from '@cdktf/provider-google/lib/logging-project-bucket-config';
