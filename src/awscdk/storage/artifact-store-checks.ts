import { ArtifactStoreProps } from '../../core';
import { isUnresolved, kebab, Problems } from '../../core/private';
import { ArtifactStorePlan, requireVersions } from '../../core/storage/artifact-store-plan';
import { requireTierAges } from '../../core/storage/tier-ages';
import { BUCKET_NAME } from '../../facts/aws/names';
import { TIER_AGES } from '../../facts/aws/storage';
import { globalName } from '../names';

interface Place {
  readonly region: string;
  readonly account: string;
}

/** The names of a store's bucket and of the copy's. */
export function storeName(platformName: string, id: string, plan: ArtifactStorePlan, place: Place, problems: Problems) {
  const named = (region: string, ...parts: string[]) =>
    globalName(BUCKET_NAME, [platformName, kebab(id), ...parts, place.account, region], place, problems);
  return { bucket: named(place.region), replica: plan.replicaRegion === undefined ? undefined : named(plan.replicaRegion, 'replica') };
}

/** What only S3 refuses of a store. */
export function checkStore(wishes: ArtifactStoreProps, region: string, problems: Problems): void {
  requireTierAges(wishes.lifecycle, TIER_AGES, problems);
  requireVersions(wishes, problems);
  if (wishes.replicaRegion !== undefined && isUnresolved(region)) {
    problems.add('core/token-not-allowed', `a copy in '${wishes.replicaRegion}' needs to know where the store lies, but its stack names no region: give the stack an 'env' with one`);
  }
}
