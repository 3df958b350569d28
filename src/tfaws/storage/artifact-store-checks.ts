import * as core from '../../core';
import { isUnresolved, kebab, physicalName, Problems } from '../../core/private';
import { requireVersions } from '../../core/storage/artifact-store-plan';
import { requireTierAges } from '../../core/storage/tier-ages';
import { ACCOUNT_ID_PLACEHOLDER, BUCKET_NAME } from '../../facts/aws/names';
import { TIER_AGES } from '../../facts/aws/storage';

/** What only S3 refuses of a store. */
export function checkStore(wishes: core.ArtifactStoreProps, problems: Problems): void {
  requireTierAges(wishes.lifecycle, TIER_AGES, problems);
  requireVersions(wishes, problems);
}

/** The name of a bucket; checked with twelve digits where the account is known only at deployment. */
export function bucketName(platformName: string, id: string, accountId: string, region: string, problems: Problems): string {
  const parts = [platformName, kebab(id)];
  const account = isUnresolved(accountId) ? ACCOUNT_ID_PLACEHOLDER : accountId;
  const checked = physicalName(BUCKET_NAME, [...parts, account, region], problems);
  return isUnresolved(accountId) ? [...parts, accountId, region].join(BUCKET_NAME.separator) : checked;
}
