import { Construct } from 'constructs';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { groupValues } from '../../facts/aws/features-values';
import { Values } from '../../facts/aws/fill';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { stackValues } from '../stack-values';

/** What the parts of a group stand on. */
export interface FeatureContext {
  readonly platform: IMlPlatform;
  readonly store: FeatureStorePlan;
  readonly group: FeatureGroupPlan;
  /** What stands in the braces of the almanac's texts. */
  readonly values: Values;
}

export function contextOf(scope: Construct, platform: IMlPlatform, store: FeatureStorePlan, group: FeatureGroupPlan): FeatureContext {
  const place: Values = { ...stackValues(scope, platform.platformName), key: platform.key.keyArn };
  return { platform, store, group, values: groupValues(store.name, group, platform.artifacts.storeName, place) };
}
