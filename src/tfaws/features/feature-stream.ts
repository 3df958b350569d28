import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { IArtifactStore } from '../../core';
import { StreamPlan } from '../../core/features/feature-source-plan';
import { ingestCode, ingestEnvironment } from '../../facts/aws/features-ingest';
import { INGEST_TRUST, TAKE_IN_EVENTS } from '../../facts/aws/features-rights';
import { eventSource, INGEST_FUNCTION, ingestLogs, kinesisStream } from '../../facts/aws/features-stream';
import { Properties } from '../../facts/aws/serving-config';
import { CloudwatchLogGroup } from '../../providers/aws/cloudwatch-log-group';
import { AwsResource, CloudControlResource, codeArchive } from '../../terraform';
import { StoreOnS3 } from '../storage/store-access';
import { FeatureContext } from './feature-context';
import { GroupRole } from './group-role';
import { providerArguments } from './provider-arguments';

const STREAM_WORDS = { RetentionPeriodHours: 'retention_period', KeyId: 'kms_key_id' };
const SOURCE_WORDS = { Destination: 'destination_arn' };

/** The stream of a group, and the function in the platform's network that takes its events in. */
export class FeatureStream extends Construct {
  public readonly streamName: string;
  public readonly arn: string;
  public readonly logGroupName: string;
  public readonly stream: AwsResource;
  public readonly function: AwsResource;
  public readonly mapping: AwsResource;

  public constructor(scope: Construct, id: string, private readonly context: FeatureContext, plan: StreamPlan, into: CloudControlResource) {
    super(scope, id);
    const { group, values, tags } = context;
    this.stream = this.makeStream(plan);
    this.streamName = group.name;
    this.arn = this.stream.arn;
    const logs = this.makeLogs();
    this.logGroupName = logs.name;
    const { role, ready } = new GroupRole(this, 'Role', {
      context,
      suffix: 'ingest',
      description: 'takes events in',
      trust: INGEST_TRUST,
      rights: TAKE_IN_EVENTS,
      values: { stream: this.arn, logs: logs.arn, subnets: this.subnetArns(), key: this.keyArns() },
    });
    // A new column is known to the group before events with it are taken in.
    this.function = this.makeFunction(role.arn, [...ready, into]);
    this.mapping = new AwsResource(this, 'Mapping', 'aws_lambda_event_source_mapping', {
      ...providerArguments(eventSource(plan, this.arn, this.function.arn, String(values.artifacts)), SOURCE_WORDS),
      tags,
    }, { dependsOn: ready });
  }

  /** The id that Lambda gives to what reads the stream. */
  public get mappingId(): string {
    return this.mapping.getStringAttribute('uuid');
  }

  private makeStream(plan: StreamPlan): AwsResource {
    const { platform: { encryptionKey }, store, group, tags } = this.context;
    const { StreamEncryption, ...stream } = kinesisStream(group.name, plan, encryptionKey.keyId);
    return new AwsResource(this, 'Resource', 'aws_kinesis_stream', {
      ...providerArguments({ ...stream, ...(StreamEncryption as Properties) }, STREAM_WORDS),
      tags,
    }, { lifecycle: { preventDestroy: store.deletionProtection } });
  }

  private makeLogs(): CloudwatchLogGroup {
    const { platform: { platformName, profile, encryptionKey }, store, group, tags } = this.context;
    return new CloudwatchLogGroup(this, 'Logs', {
      name: `/${platformName}/${ingestLogs(store.name, group.groupName)}`,
      retentionInDays: profile.settings.logsKept.toDays(),
      kmsKeyId: encryptionKey.keyId,
      tags,
    });
  }

  private makeFunction(role: string, dependsOn: ITerraformDependable[]): AwsResource {
    const { platform, group, values, tags } = this.context;
    const { platformName, artifacts, encryptionKey, network, jobSecurityGroupId } = platform;
    const { olderRuntime, file, handler, architecture, memoryMegabytes, timeoutSeconds } = INGEST_FUNCTION;
    const { fileName, hash } = codeArchive(this, group.name, file, ingestCode(group, { platformName, deadLetterPrefix: String(values.deadLetters) }));
    return new AwsResource(this, 'Function', 'aws_lambda_function', {
      function_name: group.name,
      description: `Takes the events of a stream into ${group.groupName}`,
      runtime: olderRuntime,
      handler,
      architectures: [architecture],
      memory_size: memoryMegabytes,
      timeout: timeoutSeconds,
      role,
      filename: fileName,
      source_code_hash: hash,
      environment: { variables: ingestEnvironment(artifacts.storeName) },
      kms_key_arn: encryptionKey.keyId,
      logging_config: { log_format: 'Text', log_group: this.logGroupName },
      vpc_config: { subnet_ids: network.privateSubnetIds, security_group_ids: [jobSecurityGroupId] },
      tags,
    }, { dependsOn });
  }

  /** What is set aside is encrypted as the bucket says, which may be one that was there before, with a key of its own. */
  private keyArns(): string[] {
    const { artifacts, encryptionKey: { keyId } } = this.context.platform;
    return [...new Set([keyId, (artifacts as StoreOnS3 & IArtifactStore).keyArn])];
  }

  private subnetArns(): string[] {
    const { platform, values } = this.context;
    const { partition, region, account } = values as Readonly<Record<string, string>>;
    return platform.network.privateSubnetIds.map((subnet) => `arn:${partition}:ec2:${region}:${account}:subnet/${subnet}`);
  }
}
