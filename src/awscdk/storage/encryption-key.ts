import { AccountRootPrincipal, AnyPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IEncryptionKey } from '../../core';
import { KEY_ACCOUNT_ACTIONS, KEY_DELETION_DAYS, KEY_LAUNCHERS, KEY_USERS } from '../../facts/aws/encryption';
import { Values } from '../../facts/aws/fill';
import { serviceStatements, statements } from '../identity/statements';
import { stackValues } from '../stack-values';

export interface EncryptionKeyProps {
  /** The platform whose things it encrypts; names the alias. */
  readonly platformName: string;

  /** Behind the platform's name in the alias. */
  readonly aliasSuffix?: string;

  /** Whether services encrypt logs and messages with it, or S3 alone does, as the identity that reads or writes. */
  readonly usedByServices: boolean;

  /** Whether the key stays when it is removed from the program, and waits 30 days instead of 7 before it is deleted. */
  readonly deletionProtection: boolean;
}

/**
 * A customer-managed key: rotated yearly, used by the account's own identities as IAM allows, and by the services that keep the platform's logs and
 * publish its alarms.
 */
export class EncryptionKey extends Construct implements IEncryptionKey {
  /** The ARN of the key. */
  public readonly keyId: string;

  /** The key itself. */
  public readonly key: IKey;

  public constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    this.key = new Key(this, 'Resource', {
      description: `${props.platformName}: encrypts what the ML platform stores`,
      alias: [props.platformName, props.aliasSuffix].filter(Boolean).join('-'),
      enableKeyRotation: true,
      policy: new PolicyDocument({ statements: keyPolicy(stackValues(this, props.platformName), props.usedByServices) }),
      pendingWindow: Duration.days(props.deletionProtection ? KEY_DELETION_DAYS.protected : KEY_DELETION_DAYS.unprotected),
      removalPolicy: props.deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.keyId = this.key.keyArn;
  }
}

function keyPolicy(values: Values, usedByServices: boolean): PolicyStatement[] {
  const account = new PolicyStatement({ sid: 'Account', principals: [new AccountRootPrincipal()], actions: [...KEY_ACCOUNT_ACTIONS], resources: ['*'] });
  return usedByServices ? [account, ...serviceStatements(KEY_USERS, values), ...launcherStatements(values)] : [account];
}

/** Lets EC2 Auto Scaling encrypt the disks of nodes: everybody, held by conditions to that one role. */
export function launcherStatements(values: Values): PolicyStatement[] {
  const made = statements(KEY_LAUNCHERS, values);
  made.forEach((statement) => statement.addPrincipals(new AnyPrincipal()));
  return made;
}
