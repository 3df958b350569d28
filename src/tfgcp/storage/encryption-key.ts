import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IEncryptionKey } from '../../core';
import { ROLES } from '../../facts/gcp/roles';
import { KmsCryptoKey } from '../../providers/google/kms-crypto-key';
import { KmsCryptoKeyIamMember } from '../../providers/google/kms-crypto-key-iam-member';
import { KmsKeyRing } from '../../providers/google/kms-key-ring';
import { ServiceAgent } from '../identity/service-agents';

/** What a key is to be. */
export interface EncryptionKeyProps {
  readonly project: string;
  readonly location: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly deletionProtection: boolean;
  readonly users: readonly ServiceAgent[];
  readonly after: ITerraformDependable[];
}

/** 90 days, as the CIS benchmark for Google Cloud (1.10) demands. */
const ROTATION = `${90 * 86_400}s`;
/** How long a version that somebody wants destroyed can be brought back; 24 hours to 120 days: https://docs.cloud.google.com/kms/docs/destroy-restore */
const DESTROYED_AFTER = `${30 * 86_400}s`;

/** A key of Cloud KMS that the platform makes, and the services that may use it. Its ring stays after a destroy: Cloud KMS deletes none. */
export class EncryptionKey extends Construct implements IEncryptionKey {
  /** Known only once the services may use the key, so that whatever names it waits for their right to. */
  public readonly keyId: string;
  public readonly resource: TerraformResource;

  public constructor(scope: Construct, id: string, settings: EncryptionKeyProps) {
    super(scope, id);
    const ring = new KmsKeyRing(this, 'Ring', { project: settings.project, location: settings.location, name: settings.name, dependsOn: settings.after });
    const key = new KmsCryptoKey(this, 'Resource', {
      keyRing: ring.id,
      name: 'data',
      purpose: 'ENCRYPT_DECRYPT',
      rotationPeriod: ROTATION,
      destroyScheduledDuration: DESTROYED_AFTER,
      labels: { ...settings.labels },
      lifecycle: { preventDestroy: settings.deletionProtection },
    });
    this.resource = key;
    this.keyId = grantKey(this, key.id, settings.users);
  }
}

/** Lets services use a key, one after the other, and gives its name as it is known after the last. */
export function grantKey(scope: Construct, keyId: string, users: readonly ServiceAgent[]): string {
  let last: KmsCryptoKeyIamMember | undefined;
  users.forEach(({ name, member, after }) => {
    last = new KmsCryptoKeyIamMember(scope, `For${name}`, { cryptoKeyId: keyId, role: ROLES.keyUser, member, dependsOn: [...after, ...(last ? [last] : [])] });
  });
  return last?.cryptoKeyId ?? keyId;
}

/** The location of a key, from its name; absent where the name is known only at deployment. */
export function locationOfKey(keyId: string): string | undefined {
  return /^projects\/[^/]+\/locations\/([^/]+)\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/.exec(keyId)?.[1];
}
