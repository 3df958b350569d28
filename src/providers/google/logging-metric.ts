export { LoggingMetric } from '@cdktf/provider-google/lib/logging-metric';
