import { isUnresolved, Problems } from '../../core/private';

/** A key that exists already. */
export interface ExistingEncryptionKey {
  /**
   * The ARN of a symmetric KMS key in the platform's region. Its policy has to let the platform's account use it, and CloudWatch Logs, CloudTrail,
   * CloudWatch, EventBridge and Budgets, as the key that a platform makes does.
   */
  readonly keyArn: string;
}

const KEY_ARN = /^arn:[a-z-]+:kms:([a-z0-9-]+):\d{12}:key\/[\w-]+$/;

export function checkKey(key: ExistingEncryptionKey | undefined, region: string | undefined, problems: Problems): void {
  if (!key || isUnresolved(key.keyArn)) return;
  const [, keyRegion] = KEY_ARN.exec(key.keyArn) ?? [];
  if (!keyRegion) {
    problems.add('encryption/key-arn', `'${key.keyArn}' is not the ARN of a KMS key: give one such as 'arn:aws:kms:eu-west-1:123456789012:key/…', not an alias`);
  } else if (region && keyRegion !== region) {
    problems.add('encryption/key-region', `the key '${key.keyArn}' lies in '${keyRegion}', but the platform in '${region}': KMS keys serve their own region only, give one there`);
  }
}
