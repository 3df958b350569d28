import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Duration } from '../../core';
import { FeatureService } from '../../core/features/feature-service';
import { FeastPlace } from '../../core/features/feature-store-place';
import { FeatureStorePlan, isFeast, planFeatureStore } from '../../core/features/feature-store-plan';
import { Problems } from '../../core/private';
import { requireKeyRegion } from '../../core/storage/encryption-key-plan';
import { featureProblems, sageMakerProblems } from '../../facts/aws/features-checks';
import { feastProblems } from '../../facts/aws/features-feast';
import { LONGEST_FRESHNESS_DAYS } from '../../facts/aws/features-metrics';
import {
  FEATURE_COLUMN_NAME, FEATURE_GROUP_NAME, FEATURE_STORE_NAME, MOST_COLUMNS, MOST_DIMENSIONS, RESERVED_COLUMNS, STREAM_RETENTION,
} from '../../facts/aws/features-service';
import { templateProblems } from '../../facts/aws/features-template';
import { checkFeastGroups } from '../../kubernetes/features/feast-checks';
import { FEAST_SERVICE } from '../../kubernetes/features/feast-service';
import { TARGET } from '../support';
import { readCommittedFile } from './committed-file';
import { outputWord } from './feature-outputs';
import { FeatureStoreProps } from './feature-store-props';

const LONGEST_FRESHNESS = Duration.days(LONGEST_FRESHNESS_DAYS);

/** Checks what a feature store is to be, and completes it. */
export function planFeatures(scope: IConstruct, id: string, props: FeatureStoreProps): FeatureStorePlan {
  const { platform } = props;
  return planFeatureStore(scope, id, props, {
    target: TARGET,
    platform: { construct: platform, platformName: platform.platformName, profileName: platform.profile.name, profile: platform.profile.settings },
    managed: sageMaker(),
    feast: { ...FEAST_SERVICE, longestFreshness: LONGEST_FRESHNESS },
    storageUri: /^s3:\/\//,
    storageName: 'S3',
    readLock: readCommittedFile,
    check: (plan, problems) => checkStore(plan, scope, props, problems),
  });
}

function checkStore(plan: FeatureStorePlan, scope: IConstruct, { platform }: FeatureStoreProps, problems: Problems): void {
  requireKeyRegion(platform.key.keyArn, platform.region, Stack.of(scope).region, problems);
  checkOutputs(plan, problems);
  if (!isFeast(plan)) checkTemplate(plan, problems);
  const found = [...featureProblems(plan.groups), ...(isFeast(plan) ? feastProblems : sageMakerProblems)(plan.groups)];
  found.forEach(({ code, message }) => problems.add(code, message));
  if (!isFeast(plan)) return;
  checkFeastGroups(plan, problems);
  checkStack(plan.place, scope, problems);
}

function checkTemplate({ name, groups }: FeatureStorePlan, problems: Problems): void {
  const inTemplate = groups.map((group) => ({ ...group, streamed: group.source.kind === 'stream', watched: group.freshnessSeconds !== undefined }));
  templateProblems(name, inTemplate).forEach(({ code, message }) => problems.add(code, message));
}

/** Names of outputs have no underscores. */
function checkOutputs({ groups }: FeatureStorePlan, problems: Problems): void {
  groups.forEach(({ groupName }, i) => {
    const other = groups.slice(0, i).find((before) => before.groupName !== groupName && outputWord(before.groupName) === outputWord(groupName));
    if (!other) return;
    problems.add(
      'features/name-twice',
      `the groups '${other.groupName}' and '${groupName}' would have outputs of one name, '${outputWord(groupName)}GroupId', since CloudFormation takes no underscores there: give one of them `
        + 'another name',
    );
  });
}

/** Pods wait for the store's tables, and the metrics of the store for the logs of the cluster: two stacks cannot wait for each other. */
function checkStack({ cluster }: FeastPlace, scope: IConstruct, problems: Problems): void {
  const [here, there] = [scope, cluster].map((construct) => Stack.of(construct));
  if (here === there) return;
  problems.add(
    'features/cluster-stack',
    `the feature store is in the stack '${here.node.path}', but Feast runs in the cluster '${cluster.clusterName}' of the stack '${there.node.path}', and each would have to be deployed before `
      + 'the other: make the store in the stack of the cluster',
  );
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
    longestFreshness: LONGEST_FRESHNESS,
  };
}
