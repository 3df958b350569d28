import { IManagedPolicy, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ProfileSettings } from '../../core/platform/profile';
import { physicalName, Problems } from '../../core/private';
import { LOG_GROUP_NAME } from '../../facts/aws/names';

export interface EncryptedLogsProps {
  readonly platformName: string;
  /** Behind the platform's name in the name of the group. */
  readonly part: string;
  readonly profile: ProfileSettings;
  readonly key: IKey;
}

export interface LogWriterProps {
  readonly service: string;
  readonly actions: readonly string[];
  /** The ARN that it writes for, where the service says so when it assumes the role. */
  readonly source?: string;
  readonly permissionsBoundary?: IManagedPolicy;
}

/** Logs that are encrypted with the platform's key and kept as long as its profile says. */
export class EncryptedLogs extends Construct {
  public readonly group: LogGroup;
  private readonly platformName: string;

  public constructor(scope: Construct, id: string, { platformName, part, profile, key }: EncryptedLogsProps) {
    super(scope, id);
    this.platformName = platformName;
    this.group = new LogGroup(this, 'Resource', {
      logGroupName: physicalName(LOG_GROUP_NAME, ['', platformName, part], new Problems(this)),
      encryptionKey: key,
      // The profile has only periods that CloudWatch Logs has.
      retention: profile.logsKept.toDays(),
      removalPolicy: profile.deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  /** The role that a service of AWS writes with. */
  public writer({ service, actions, source, permissionsBoundary }: LogWriterProps): { readonly role: Role; readonly policy: ManagedPolicy } {
    const principal = new ServicePrincipal(service);
    const conditions = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account }, ArnLike: { 'aws:SourceArn': source } };
    const role = new Role(this, 'Writer', {
      description: `${this.platformName}: writes the records of ${service} to a log group`,
      assumedBy: source === undefined ? principal : principal.withConditions(conditions),
      permissionsBoundary,
    });
    const policy = new ManagedPolicy(this, 'WriterPolicy', {
      description: `${this.platformName}: writing to one log group`,
      statements: [new PolicyStatement({ sid: 'WriteLogs', actions: [...actions], resources: [this.group.logGroupArn] })],
      roles: [role],
    });
    return { role, policy };
  }
}
