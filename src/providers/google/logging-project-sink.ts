export { LoggingProjectSink } from '@cdktf/provider-google/lib/logging-project-sink';
