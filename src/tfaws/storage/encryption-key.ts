import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { KEY_ACCOUNT_ACTIONS, KEY_DELETION_DAYS, KEY_LAUNCHERS, KEY_USERS } from '../../facts/aws/encryption';
import { REPLICATION } from '../../facts/aws/storage';
import { KmsAlias } from '../../providers/aws/kms-alias';
import { KmsKey } from '../../providers/aws/kms-key';
import { allow, policyDocument, Statement } from '../identity/policy-document';
import { Place } from '../platform/place';

export interface EncryptionKeyProps {
  readonly platformName: string;
  readonly place: Place;
  /** What the key's name ends with, beside the platform's. */
  readonly alias: string;
  readonly description: string;
  readonly deletionProtection: boolean;
  readonly tags: Record<string, string>;
  /** Whether logs, trail, alarms, events, budgets and the nodes of clusters use it; a copy's key serves S3 alone. */
  readonly usedByServices: boolean;
  /** The role that encrypts copies; it may belong to another account than the key. */
  readonly usedByRole?: string;
}

/** A customer-managed key that rotates every year. */
export class EncryptionKey extends Construct {
  public readonly keyArn: string;
  public readonly resource: TerraformResource;

  public constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, 'Resource', {
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: props.deletionProtection ? KEY_DELETION_DAYS.protected : KEY_DELETION_DAYS.unprotected,
      policy: policyDocument(keyStatements(props)),
      tags: props.tags,
      lifecycle: { preventDestroy: props.deletionProtection },
    });
    new KmsAlias(this, 'Alias', { name: `alias/${props.alias}`, targetKeyId: key.keyId });
    this.keyArn = key.arn;
    this.resource = key;
  }
}

function keyStatements({ place, platformName, usedByServices, usedByRole }: EncryptionKeyProps): Statement[] {
  const values = { ...place, account: place.accountId, name: platformName };
  return [
    {
      Sid: 'Account',
      Effect: 'Allow',
      Principal: { AWS: `arn:${place.partition}:iam::${place.accountId}:root` },
      Action: KEY_ACCOUNT_ACTIONS,
      Resource: '*',
    },
    ...(usedByServices ? KEY_USERS : []).map((fact) => allow(fact, values, { Service: principal(fact.service, place) })),
    ...(usedByServices ? KEY_LAUNCHERS : []).map((fact) => allow(fact, values, { AWS: '*' })),
    ...(usedByRole ? [{ Sid: 'Copy', Effect: 'Allow' as const, Principal: { AWS: usedByRole }, Action: REPLICATION.replicaKeyActions, Resource: '*' }] : []),
  ];
}

/** A service that has a principal in each region says the partition's suffix, too: `logs.cn-north-1.amazonaws.com.cn`. */
function principal(service: string, { region, dnsSuffix }: Place): string {
  return service.includes('{region}') ? service.replace('{region}.amazonaws.com', `${region}.${dnsSuffix}`) : service;
}
