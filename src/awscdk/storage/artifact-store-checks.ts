import { isUnresolved, kebab, Problems } from '../../core/private';
import { ArtifactStorePlan } from '../../core/storage/artifact-store-plan';
import { BUCKET_NAME } from '../../facts/aws/names';
import { globalName } from '../names';
import { checkTiers } from './lifecycle-rules';

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

/** What only S3 and KMS refuse. */
export function checkStore(plan: ArtifactStorePlan, region: string, platformRegion: string, problems: Problems): void {
  checkTiers(plan, problems);
  if (!isUnresolved(region) && !isUnresolved(platformRegion) && region !== platformRegion) {
    problems.add(
      'encryption/key-region',
      `the store would lie in '${region}', but the platform's key in '${platformRegion}', and S3 takes a key of its own region only: make a platform there`,
    );
  }
  if (plan.replicaRegion === undefined) return;
  if (isUnresolved(region)) {
    problems.add('core/token-not-allowed', `a copy in '${plan.replicaRegion}' needs to know where the store lies, but its stack names no region: give the stack an 'env' with one`);
  }
  if (!plan.versioned) problems.add('storage/replica-versions', "a copy needs old versions, since S3 copies versions: leave 'versioned' away, or 'replicaRegion'");
}
