import { Properties } from './serving-config';

/** The stream of a group, as core's plan says it. */
export interface StreamFacts {
  readonly shards: number;
  readonly retentionHours: number;
}

/**
 * Where events are sent: `AWS::Kinesis::Stream`, https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-stream.html
 */
export function kinesisStream(name: string, { shards, retentionHours }: StreamFacts, keyArn: string): Properties {
  return {
    Name: name,
    StreamModeDetails: { StreamMode: 'PROVISIONED' },
    ShardCount: shards,
    RetentionPeriodHours: retentionHours,
    StreamEncryption: { EncryptionType: 'KMS', KeyId: keyArn },
  };
}

/**
 * The function that takes events in: its runtime is supported until April 2028 (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html) and brings the clients
 * of all services; the code runs on the older one, too, which is all that plugins of Terraform before 6.23 know. A request of Feature Store takes some ten milliseconds,
 * so that a batch is done in a second or two.
 */
export const INGEST_FUNCTION = {
  runtime: 'nodejs24.x', olderRuntime: 'nodejs22.x', handler: 'index.handler', file: 'index.js', architecture: 'arm64', memoryMegabytes: 256, timeoutSeconds: 60,
} as const;

/** `/acme-ml/features/customer_spend`, behind the platform's name; the key lets such groups of logs use it. */
export function ingestLogs(store: string, groupName: string): string {
  return `features/${store}/${groupName}`;
}

/** Longer ages Lambda does not count: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
const LONGEST_AGE_SECONDS = 604_800;
const HOUR_SECONDS = 3_600;

/**
 * How Lambda reads the stream: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html
 *
 * From the oldest event on, one batch of a shard at a time. What failed is tried again, in halves, until an hour before the stream forgets it; then it goes to the bucket,
 * with the events themselves. The function says which events of a batch failed, so that the others are not taken in again for their sake.
 */
export function eventSource({ retentionHours }: StreamFacts, streamArn: string, functionName: string, bucketArn: string): Properties {
  return {
    EventSourceArn: streamArn,
    FunctionName: functionName,
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 100,
    MaximumBatchingWindowInSeconds: 1,
    ParallelizationFactor: 1,
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: -1,
    MaximumRecordAgeInSeconds: Math.min(LONGEST_AGE_SECONDS, (retentionHours - 1) * HOUR_SECONDS),
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    DestinationConfig: { OnFailure: { Destination: bucketArn } },
    MetricsConfig: { Metrics: ['EventCount'] },
  };
}
