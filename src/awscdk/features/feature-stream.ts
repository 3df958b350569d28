import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnStream, CfnStreamProps } from 'aws-cdk-lib/aws-kinesis';
import { CfnEventSourceMapping, CfnEventSourceMappingProps, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { ArnFormat, CfnResource, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { StreamPlan } from '../../core/features/feature-source-plan';
import { ingestCode, ingestEnvironment } from '../../facts/aws/features-ingest';
import { INGEST_TRUST, TAKE_IN_EVENTS } from '../../facts/aws/features-rights';
import { eventSource, INGEST_FUNCTION, ingestLogs, kinesisStream } from '../../facts/aws/features-stream';
import { Values } from '../../facts/aws/fill';
import { statements } from '../identity/statements';
import { EncryptedLogs } from '../observability/encrypted-logs';
import { privateSubnets } from '../platform/platform-network';
import { retain } from '../registry/retained';
import { cfnProperties } from '../serving/cfn-properties';
import { ExistingArtifactStore } from '../storage/existing-artifact-store';
import { FeatureContext } from './feature-context';

/** The stream of a group, and the function in the platform's network that takes its events in. */
export class FeatureStream extends Construct {
  public readonly streamName: string;
  public readonly arn: string;
  public readonly logGroupName: string;
  public readonly stream: CfnStream;
  public readonly function: CfnFunction;
  public readonly mapping: CfnEventSourceMapping;
  public readonly logs: LogGroup;

  public constructor(scope: Construct, id: string, private readonly context: FeatureContext, plan: StreamPlan, into: CfnResource) {
    super(scope, id);
    const { platform, group, store, values } = context;
    const { platformName, key } = platform;
    this.stream = new CfnStream(this, 'Resource', cfnProperties<CfnStreamProps>(kinesisStream(group.name, plan, key.keyArn)));
    retain(this.stream, platform);
    this.streamName = group.name;
    this.arn = this.stream.attrArn;
    const profile = platform.profile.settings;
    this.logs = new EncryptedLogs(this, 'Logs', { platformName, part: ingestLogs(store.name, group.groupName), profile, key }).group;
    this.logGroupName = this.logs.logGroupName;
    const { role, policy } = this.makeRole({ ...values, key: this.keyArns(), stream: this.arn, logs: this.logGroupArn() });
    this.function = this.makeFunction(role);
    // A new column is known to the group before events with it are taken in.
    this.function.node.addDependency(policy, into);
    this.mapping = new CfnEventSourceMapping(this, 'Mapping', cfnProperties<CfnEventSourceMappingProps>(eventSource(plan, this.arn, this.function.ref, String(values.artifacts))));
    this.mapping.node.addDependency(policy);
  }

  /** Not as the group says it, which ends with `:*`. */
  private logGroupArn(): string {
    return Stack.of(this).formatArn({ service: 'logs', resource: 'log-group', resourceName: this.logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  }

  /** What is set aside is encrypted as the bucket says, which may be one that was there before, with a key of its own. */
  private keyArns(): string[] {
    const { artifacts, key } = this.context.platform;
    const own = artifacts instanceof ExistingArtifactStore ? artifacts.key : undefined;
    return [...new Set([key.keyArn, ...(own ? [own.keyArn] : [])])];
  }

  private makeRole(values: Values): { readonly role: Role; readonly policy: ManagedPolicy } {
    const { platform: { vpc }, group } = this.context;
    const { partition, region, account } = values as Readonly<Record<string, string>>;
    const subnets = privateSubnets(vpc).map(({ subnetId }) => `arn:${partition}:ec2:${region}:${account}:subnet/${subnetId}`);
    const role = new Role(this, 'Role', { description: `${group.name}: takes events in`, assumedBy: new ServicePrincipal(INGEST_TRUST.service) });
    const policy = new ManagedPolicy(this, 'Policy', {
      description: `${group.name}: taking events in`, statements: statements(TAKE_IN_EVENTS, { ...values, subnets }), roles: [role],
    });
    return { role, policy };
  }

  private makeFunction(role: Role): CfnFunction {
    const { platform, group, values } = this.context;
    const { runtime, handler, architecture, memoryMegabytes, timeoutSeconds } = INGEST_FUNCTION;
    const zipFile = ingestCode(group, { platformName: platform.platformName, deadLetterPrefix: String(values.deadLetters) });
    return new CfnFunction(this, 'Function', {
      functionName: group.name,
      description: `Takes the events of a stream into ${group.groupName}`,
      runtime,
      handler,
      architectures: [architecture],
      memorySize: memoryMegabytes,
      timeout: timeoutSeconds,
      role: role.roleArn,
      code: { zipFile },
      environment: { variables: ingestEnvironment(platform.artifacts.storeName) },
      kmsKeyArn: platform.key.keyArn,
      loggingConfig: { logGroup: this.logGroupName },
      vpcConfig: {
        subnetIds: privateSubnets(platform.vpc).map(({ subnetId }) => subnetId),
        securityGroupIds: [platform.jobSecurityGroup.securityGroupId],
      },
    });
  }
}
