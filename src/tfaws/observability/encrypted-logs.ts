import { Construct } from 'constructs';
import { CloudwatchLogGroup } from '../../providers/aws/cloudwatch-log-group';
import { IamRole } from '../../providers/aws/iam-role';
import { IamRolePolicy } from '../../providers/aws/iam-role-policy';
import { policyDocument } from '../identity/policy-document';
import { Place } from '../platform/place';

export interface EncryptedLogsProps {
  /** What the name ends with, behind the platform's. */
  readonly name: string;
  readonly platformName: string;
  readonly place: Place;
  readonly keyArn: string;
  readonly logDays: number;
  /** The service that writes, what it may do, and on whose behalf only, where the service says on whose behalf it comes. */
  readonly writer: { readonly service: string; readonly actions: readonly string[]; readonly source?: string };
  readonly permissionsBoundary?: string;
  readonly tags: Record<string, string>;
}

/** A log group that a service of AWS writes to, with the role that lets it. */
export class EncryptedLogs extends Construct {
  public readonly group: CloudwatchLogGroup;
  public readonly writer: IamRole;
  /** What has to be there before the service begins to write. */
  public readonly ready: IamRolePolicy;

  public constructor(scope: Construct, id: string, props: EncryptedLogsProps) {
    super(scope, id);
    this.group = new CloudwatchLogGroup(this, 'Resource', {
      name: `/${props.platformName}/${props.name}`,
      retentionInDays: props.logDays,
      kmsKeyId: props.keyArn,
      tags: props.tags,
    });
    this.writer = new IamRole(this, 'Writer', {
      name: `${props.platformName}-${props.place.region}-${props.name}`,
      description: `Writes the ${props.name} of the platform ${props.platformName}`,
      assumeRolePolicy: policyDocument([{
        Sid: 'Writer',
        Effect: 'Allow',
        Principal: { Service: props.writer.service },
        Action: 'sts:AssumeRole',
        ...(props.writer.source
          ? { Condition: { StringEquals: { 'aws:SourceAccount': props.place.accountId }, ArnLike: { 'aws:SourceArn': props.writer.source } } }
          : {}),
      }]),
      permissionsBoundary: props.permissionsBoundary,
      tags: props.tags,
    });
    this.ready = new IamRolePolicy(this, 'WriterPolicy', {
      name: 'write',
      role: this.writer.name,
      policy: policyDocument([{ Sid: 'Write', Effect: 'Allow', Action: props.writer.actions, Resource: `${this.group.arn}:*` }]),
    });
  }
}
