import { isUnresolved, Problems } from '../../core/private';
import { requireKeyRegion } from '../../core/storage/encryption-key-plan';
import { ExistingEncryptionKey } from './existing-encryption-key';

const KEY_ARN = /^arn:[a-z-]+:kms:([a-z0-9-]+):\d{12}:key\/[\w-]+$/;

/** Notes a key that is not given by its ARN, or lies in another region. */
export function checkKey(key: ExistingEncryptionKey | undefined, region: string | undefined, problems: Problems): void {
  if (!key || isUnresolved(key.keyArn)) return;
  const [, keyRegion] = KEY_ARN.exec(key.keyArn) ?? [];
  if (!keyRegion) {
    problems.add('encryption/key-arn', `'${key.keyArn}' is not the ARN of a KMS key: give one such as 'arn:aws:kms:eu-west-1:123456789012:key/…', not an alias`);
  }
  requireKeyRegion(key.keyArn, keyRegion, region, problems);
}
