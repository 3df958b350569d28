import * as core from '../../core';
import { isUnresolved, kebab, physicalName, Problems } from '../../core/private';
import { ACCOUNT_ID_PLACEHOLDER, BUCKET_NAME } from '../../facts/aws/names';
import { checkTiers } from './lifecycle-rules';

/** What only S3 refuses in a store. */
export function checkStore(props: core.ArtifactStoreProps, problems: Problems): void {
  checkTiers(props.lifecycle, problems);
  if (props.versioned !== false) return;
  if (props.retention?.lockedDays) {
    problems.add('storage/lock-versions', "objects are to be locked, but S3 locks versions only and 'versioned' is false: leave 'versioned' out");
  }
  if (props.replicaRegion) {
    problems.add('storage/replica-versions', "objects are to be copied, but S3 copies versions only and 'versioned' is false: leave 'versioned' out");
  }
}

/** The name of a bucket; checked with twelve digits where the account is known only at deployment. */
export function bucketName(platformName: string, id: string, accountId: string, region: string, problems: Problems): string {
  const parts = [platformName, kebab(id)];
  const account = isUnresolved(accountId) ? ACCOUNT_ID_PLACEHOLDER : accountId;
  const checked = physicalName(BUCKET_NAME, [...parts, account, region], problems);
  return isUnresolved(accountId) ? [...parts, accountId, region].join(BUCKET_NAME.separator) : checked;
}
