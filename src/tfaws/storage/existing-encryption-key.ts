/** A key that exists already. */
export interface ExistingEncryptionKey {
  /**
   * The ARN of a symmetric KMS key in the platform's region. Its policy has to let the platform's account use it, and CloudWatch Logs, CloudTrail,
   * CloudWatch, EventBridge and Budgets, as the key that a platform makes does; for clusters, EC2 Auto Scaling too.
   */
  readonly keyArn: string;
}
