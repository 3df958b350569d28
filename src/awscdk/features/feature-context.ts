import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { databaseName } from '../../facts/aws/features-catalog';
import { deadLetterPrefix, DROPPED_PREFIX, offlinePrefix, queriesPrefix } from '../../facts/aws/features-offline';
import { Values } from '../../facts/aws/fill';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { stackValues } from '../stack-values';

/** What the parts of a group stand on. */
export interface FeatureContext {
  readonly platform: IMlPlatform;
  readonly store: FeatureStorePlan;
  readonly group: FeatureGroupPlan;
  readonly bucketArn: string;
  /** What stands in the braces of the almanac's texts. */
  readonly values: Values;
}

export function contextOf(scope: Construct, platform: IMlPlatform, store: FeatureStorePlan, group: FeatureGroupPlan): FeatureContext {
  const { groupName, name } = group;
  const { partition, region, account } = Stack.of(scope);
  const bucketArn = `arn:${partition}:s3:::${platform.artifacts.storeName}`;
  const values: Values = {
    ...stackValues(scope, platform.platformName),
    key: platform.key.keyArn,
    artifacts: bucketArn,
    group: name,
    database: databaseName(store.name),
    table: groupName,
    workGroup: `arn:${partition}:athena:${region}:${account}:workgroup/${name}`,
    records: offlinePrefix(store.name, groupName),
    queries: queriesPrefix(store.name, groupName),
    deadLetters: deadLetterPrefix(store.name, groupName),
    dropped: DROPPED_PREFIX,
  };
  return { platform, store, group, bucketArn, values };
}
