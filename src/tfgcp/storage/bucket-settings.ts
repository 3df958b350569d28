import { Problems } from '../../core/private';
import { ArtifactStorePlan, LifecycleRulePlan } from '../../core/storage/artifact-store-plan';
import { requireKeyRegion } from '../../core/storage/encryption-key-plan';
import { STORAGE_CLASSES, SOFT_DELETE_DAYS } from '../../facts/gcp/storage-classes';
import { ArtifactStoreProps } from './artifact-store';
import { BucketLocation } from './bucket-location';
import { locationOfKey } from './encryption-key';

const DAY = 86_400;

/** What a plan means for a bucket: everything but its names, its labels and its key. */
export function bucketSettings(plan: ArtifactStorePlan, props: ArtifactStoreProps, place: BucketLocation, problems: Problems) {
  const { location, keyLocation, placement } = place;
  checkVersions(props.versioned, plan.lockedDays, problems);
  const { encryptionKeyId } = props;
  if (encryptionKeyId !== undefined) requireKeyRegion(encryptionKeyId, locationOfKey(encryptionKeyId), keyLocation, problems);
  const versioned = plan.versioned && !plan.lockedDays;
  return {
    location,
    ...(placement ? { customPlacementConfig: { dataLocations: [...placement] } } : {}),
    ...(plan.replicaRegion ? { rpo: 'ASYNC_TURBO' } : {}),
    storageClass: 'STANDARD',
    uniformBucketLevelAccess: true,
    publicAccessPrevention: 'enforced',
    versioning: { enabled: versioned },
    softDeletePolicy: { retentionDurationSeconds: softDeleteDays(plan) * DAY },
    lifecycleRule: [...plan.rules.flatMap((rule) => lifecycleRules(rule, versioned)), abortUploads(plan.abortUploadsDays)],
    ...(plan.lockedDays ? { retentionPolicy: { isLocked: true, retentionPeriod: plan.lockedDays * DAY } } : {}),
    forceDestroy: !plan.deletionProtection,
    lifecycle: { preventDestroy: plan.deletionProtection },
  };
}

/** Cloud Storage has one or the other in a bucket: https://rules.sonarsource.com/terraform/RSPEC-6412 (a retention policy locks the single current version). */
export function checkVersions(versioned: boolean | undefined, lockedDays: number | undefined, problems: Problems): void {
  if (versioned && lockedDays) {
    problems.add('storage/versions-with-retention', `old versions and a lock of ${lockedDays} days are asked for, but a locked object is never replaced: leave 'versioned' out`);
  }
}

/** What was deleted can be brought back for as long as old versions are kept. */
function softDeleteDays(plan: ArtifactStorePlan): number {
  const kept = plan.rules.find((rule) => rule.prefix === '')?.expireOldVersionsDays ?? SOFT_DELETE_DAYS.minimum;
  return Math.min(Math.max(kept, SOFT_DELETE_DAYS.minimum), SOFT_DELETE_DAYS.maximum);
}

function lifecycleRules(rule: LifecycleRulePlan, versioned: boolean) {
  const below = rule.prefix ? { matchesPrefix: [rule.prefix] } : {};
  const moves = rule.transitions.map(({ tier, days }) => ({
    action: { type: 'SetStorageClass', storageClass: STORAGE_CLASSES[tier].storageClass },
    condition: { ...below, age: days, withState: versioned ? 'LIVE' : 'ANY' },
  }));
  const expiry = rule.expireDays ? [{ action: { type: 'Delete' }, condition: { ...below, age: rule.expireDays, withState: versioned ? 'LIVE' : 'ANY' } }] : [];
  const old = versioned && rule.expireOldVersionsDays
    ? [{ action: { type: 'Delete' }, condition: { ...below, daysSinceNoncurrentTime: rule.expireOldVersionsDays, withState: 'ARCHIVED' } }]
    : [];
  return [...moves, ...expiry, ...old];
}

function abortUploads(days: number) {
  return { action: { type: 'AbortIncompleteMultipartUpload' }, condition: { age: days, withState: 'ANY' } };
}
