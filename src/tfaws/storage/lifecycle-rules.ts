import { ArtifactStorePlan } from '../../core/storage/artifact-store-plan';
import { TIERS } from '../../facts/aws/storage';

/** The part of a plan that says how objects age. */
export type LifecycleRules = Pick<ArtifactStorePlan, 'rules' | 'abortUploadsDays' | 'versioned'>;

/** The rules as S3 writes them. */
export function lifecycleRules({ rules, abortUploadsDays, versioned }: LifecycleRules) {
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
