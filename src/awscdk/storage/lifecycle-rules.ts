import { LifecycleRule, StorageClass } from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib/core';
import { ArtifactStorePlan } from '../../core/storage/artifact-store-plan';
import { TIERS } from '../../facts/aws/storage';

/** The plan's rules as S3 has them. */
export function lifecycleRules(plan: ArtifactStorePlan): LifecycleRule[] {
  const days = (amount: number | undefined) => (amount === undefined ? undefined : Duration.days(amount));
  return plan.rules.map((rule) => ({
    id: rule.id,
    enabled: true,
    prefix: rule.prefix || undefined,
    transitions: rule.transitions.map((move) => ({
      storageClass: new StorageClass(TIERS[move.tier].storageClass),
      transitionAfter: Duration.days(move.days),
    })),
    expiration: days(rule.expireDays),
    noncurrentVersionExpiration: days(rule.expireOldVersionsDays),
    abortIncompleteMultipartUploadAfter: rule.prefix === '' ? Duration.days(plan.abortUploadsDays) : undefined,
    // Behind the last old version only its delete marker would stay.
    expiredObjectDeleteMarker: rule.prefix === '' && plan.versioned && rule.expireDays === undefined ? true : undefined,
  }));
}
