import { IConstruct } from 'constructs';
import { planFeatureStore } from '../../core/features/feature-store-plan';
import { checkFeastGroups } from '../../kubernetes/features/feast-checks';
import { FEAST_SERVICE } from '../../kubernetes/features/feast-service';
import { ClusterFeaturesPlan } from '../../kubernetes/features/feature-labels';
import { readCommittedFile } from '../../terraform';
import { TARGET } from '../support';
import { FeatureStoreProps } from './feature-store-props';

/** Checks what a feature store is to be, and completes it: Feast always, since there is no cloud whose service it could be. */
export function planFeatures(scope: IConstruct, id: string, props: FeatureStoreProps): ClusterFeaturesPlan {
  const { platform } = props;
  return planFeatureStore(scope, id, props, {
    target: TARGET,
    platform: { construct: platform, platformName: platform.platformName, profileName: platform.profile.name, profile: platform.profile.settings },
    feast: FEAST_SERVICE,
    storageUri: /^s3:\/\//,
    storageName: 'an S3-compatible store',
    readLock: readCommittedFile,
    check: (plan, problems) => checkFeastGroups(plan as ClusterFeaturesPlan, problems),
  }) as ClusterFeaturesPlan;
}
