import { LifecycleRule, StorageClass } from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib/core';
import { Problems } from '../../core/private';
import { ArtifactStorePlan, LifecycleRulePlan } from '../../core/storage/artifact-store-plan';
import { DAYS_IN_INFREQUENT, TIERS } from '../../facts/aws/storage';

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

/** Notes moves that S3 would refuse. */
export function checkTiers(plan: ArtifactStorePlan, problems: Problems): void {
  plan.rules.forEach((rule) => checkTransitions(rule, problems));
}

function checkTransitions({ prefix, transitions }: LifecycleRulePlan, problems: Problems): void {
  const where = prefix ? `under '${prefix}'` : 'of the whole store';
  transitions.forEach(({ tier, days }, i) => {
    const { minimumDays } = TIERS[tier];
    if (days < minimumDays) problems.add('storage/tier-age', `objects ${where} move to '${tier}' after ${days} days, but S3 moves them there after ${minimumDays} or more`);
    const before = transitions[i - 1];
    if (before?.tier === 'infrequent' && days < before.days + DAYS_IN_INFREQUENT) {
      problems.add(
        'storage/tier-age',
        `objects ${where} move from 'infrequent' to '${tier}' after ${days - before.days} days, but S3 keeps them there for ${DAYS_IN_INFREQUENT} at least: let them move later`,
      );
    }
  });
}
