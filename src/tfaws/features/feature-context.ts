import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { groupTags } from '../../facts/aws/features-catalog';
import { groupValues } from '../../facts/aws/features-values';
import { Values } from '../../facts/aws/fill';
import { writtenTexts } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { placeOf } from '../platform/place';

/** What the parts of a group stand on. */
export interface FeatureContext {
  readonly platform: IMlPlatform;
  readonly store: FeatureStorePlan;
  readonly group: FeatureGroupPlan;
  /** For the braces of the almanac. */
  readonly values: Values;
  readonly tags: Record<string, string>;
}

export function contextOf(platform: IMlPlatform, store: FeatureStorePlan, group: FeatureGroupPlan): FeatureContext {
  const { region, accountId, platformName, artifacts, encryptionKey } = platform;
  const place: Values = { ...placeOf(region, accountId), account: accountId, name: platformName, key: encryptionKey.keyId };
  return { platform, store, group, tags: tagsOf(platform, group), values: groupValues(store.name, group, artifacts.storeName, place) };
}

/** The tags of all that is made for a group: the platform's, and who answers for it, and what in it tells of persons. */
export function tagsOf({ tags }: IMlPlatform, group: FeatureGroupPlan): Record<string, string> {
  return { ...tags, ...writtenTexts(groupTags(group)) };
}
