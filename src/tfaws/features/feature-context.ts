import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { databaseName, groupTags } from '../../facts/aws/features-catalog';
import { deadLetterPrefix, DROPPED_PREFIX, offlinePrefix, queriesPrefix } from '../../facts/aws/features-offline';
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
  const place = placeOf(region, accountId);
  const { name, groupName } = group;
  return {
    platform,
    store,
    group,
    tags: tagsOf(platform, group),
    values: {
      ...place,
      account: accountId,
      name: platformName,
      key: encryptionKey.keyId,
      artifacts: `arn:${place.partition}:s3:::${artifacts.storeName}`,
      group: name,
      database: databaseName(store.name),
      table: groupName,
      workGroup: `arn:${place.partition}:athena:${region}:${accountId}:workgroup/${name}`,
      records: offlinePrefix(store.name, groupName),
      queries: queriesPrefix(store.name, groupName),
      deadLetters: deadLetterPrefix(store.name, groupName),
      dropped: DROPPED_PREFIX,
    },
  };
}

/** The tags of all that is made for a group: the platform's, and who answers for it, and what in it tells of persons. */
export function tagsOf({ tags }: IMlPlatform, group: FeatureGroupPlan): Record<string, string> {
  return { ...tags, ...writtenTexts(groupTags(group)) };
}
