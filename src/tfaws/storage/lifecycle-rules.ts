import { Lifecycle, StorageTier } from '../../core';
import { Problems } from '../../core/private';
import { ArtifactStorePlan } from '../../core/storage/artifact-store-plan';
import { DAYS_IN_INFREQUENT, TIERS } from '../../facts/aws/storage';

/** The part of a plan that says how objects age. */
export type LifecycleRules = Pick<ArtifactStorePlan, 'rules' | 'abortUploadsDays' | 'versioned'>;

/** The rules as S3 writes them. */
export function ageing({ rules, abortUploadsDays, versioned }: LifecycleRules) {
  return rules.map((rule) => ({
    id: rule.id,
    status: 'Enabled',
    filter: [{ prefix: rule.prefix }],
    transition: rule.transitions.map(({ tier, days }) => ({ days, storageClass: TIERS[tier].storageClass })),
    // Behind the last old version only its delete marker would stay.
    expiration: rule.expireDays ? [{ days: rule.expireDays }] : rule.prefix === '' && versioned ? [{ expiredObjectDeleteMarker: true }] : [],
    noncurrentVersionExpiration: rule.expireOldVersionsDays ? [{ noncurrentDays: rule.expireOldVersionsDays }] : [],
    abortIncompleteMultipartUpload: rule.prefix === '' ? [{ daysAfterInitiation: abortUploadsDays }] : [],
  }));
}

/** Notes ages at which S3 does not move objects. */
export function checkTiers(lifecycle: Lifecycle | undefined, problems: Problems): void {
  lifecycle?.rules.forEach(({ prefix, transitions = [] }) => transitions.forEach(({ tier, after }, i) => {
    const where = prefix ? `under '${prefix}'` : 'of the whole store';
    const { minimumDays, storageClass } = TIERS[tier];
    if (after.toDays() < minimumDays) {
      problems.add('storage/tier-age', `objects ${where} move to '${tier}' after ${after}, but S3 takes none into ${storageClass} before ${minimumDays} days: let them move later`);
    }
    const before = transitions[i - 1];
    if (before?.tier === StorageTier.INFREQUENT && after.toDays() < before.after.toDays() + DAYS_IN_INFREQUENT) {
      problems.add(
        'storage/tier-age',
        `objects ${where} move to '${before.tier}' after ${before.after} and to '${tier}' after ${after}, but S3 keeps them in the former for ${DAYS_IN_INFREQUENT} days at least: let them move later`,
      );
    }
  }));
}
