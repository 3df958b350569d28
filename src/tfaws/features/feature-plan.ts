import { IConstruct } from 'constructs';
import { Duration } from '../../core';
import { FeatureService } from '../../core/features/feature-service';
import { FeatureStorePlan, isFeast, planFeatureStore } from '../../core/features/feature-store-plan';
import { Problems } from '../../core/private';
import { featureProblems, sageMakerProblems } from '../../facts/aws/features-checks';
import { feastProblems } from '../../facts/aws/features-feast';
import { LONGEST_FRESHNESS_DAYS } from '../../facts/aws/features-metrics';
import {
  FEATURE_COLUMN_NAME, FEATURE_GROUP_NAME, FEATURE_STORE_NAME, MOST_COLUMNS, MOST_DIMENSIONS, RESERVED_COLUMNS, STREAM_RETENTION,
} from '../../facts/aws/features-service';
import { checkFeastGroups } from '../../kubernetes/features/feast-checks';
import { FEAST_SERVICE } from '../../kubernetes/features/feast-service';
import { readCommittedFile } from '../../terraform';
import { TARGET } from '../support';
import { FeatureStoreProps } from './feature-store-props';
import { requireRoleNames } from './group-role';

/** Checks what a feature store is to be, and completes it. */
export function planFeatures(scope: IConstruct, id: string, props: FeatureStoreProps): FeatureStorePlan {
  const { platform } = props;
  return planFeatureStore(scope, id, props, {
    target: TARGET,
    platform: { construct: platform, platformName: platform.platformName, profileName: platform.profile.name, profile: platform.profile.settings },
    managed: sageMaker(),
    feast: { ...FEAST_SERVICE, longestFreshness: Duration.days(LONGEST_FRESHNESS_DAYS) },
    storageUri: /^s3:\/\//,
    storageName: 'S3',
    readLock: readCommittedFile,
    check: (plan, problems) => checkStore(plan, props, problems),
  });
}

function checkStore(plan: FeatureStorePlan, { platform }: FeatureStoreProps, problems: Problems): void {
  const found = [...featureProblems(plan.groups), ...(isFeast(plan) ? feastProblems : sageMakerProblems)(plan.groups)];
  found.forEach(({ code, message }) => problems.add(code, message));
  if (isFeast(plan)) checkFeastGroups(plan, problems);
  else plan.groups.forEach(({ name }) => requireRoleNames(name, platform.region, problems));
}

function sageMaker(): FeatureService {
  return {
    name: 'SageMaker Feature Store',
    storeRule: FEATURE_STORE_NAME,
    groupRule: FEATURE_GROUP_NAME,
    columnRule: FEATURE_COLUMN_NAME,
    reserved: RESERVED_COLUMNS,
    mostColumns: MOST_COLUMNS,
    mostDimensions: MOST_DIMENSIONS,
    retention: { least: Duration.hours(STREAM_RETENTION.leastHours), most: Duration.hours(STREAM_RETENTION.mostHours) },
    longestFreshness: Duration.days(LONGEST_FRESHNESS_DAYS),
  };
}
