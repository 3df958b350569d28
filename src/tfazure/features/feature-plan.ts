import { IConstruct } from 'constructs';
import { FeatureStorePlan, planFeatureStore } from '../../core/features/feature-store-plan';
import { EventHubTierName } from '../../facts/azure/features-stream';
import { FEAST_SERVICE } from '../../kubernetes/features/feast-service';
import { readCommittedFile } from '../../terraform';
import { TARGET } from '../support';
import { checkFeatures } from './feature-checks';
import { FeatureStoreProps } from './feature-store-props';
import { managedService } from './managed-service';

/** Checks what a feature store is to be, and completes it. */
export function planFeatures(scope: IConstruct, id: string, props: FeatureStoreProps): FeatureStorePlan {
  const { platformName, profile } = props.platform;
  return planFeatureStore(scope, id, props, {
    target: TARGET,
    platform: { construct: props.platform, platformName, profileName: profile.name, profile: profile.settings },
    managed: managedService(tierOf(props)),
    feast: FEAST_SERVICE,
    storageUri: /^https:\/\/[a-z0-9]+\.(?:blob|dfs)\.core\.windows\.net\//,
    storageName: 'an Azure storage account',
    readLock: readCommittedFile,
    check: (plan, problems) => checkFeatures(plan, props, problems),
  });
}

/** The tier of the event hubs: that of production has the platform's key. */
export function tierOf({ eventHubsTier, platform: { profile } }: FeatureStoreProps): EventHubTierName {
  return eventHubsTier ?? (profile.name === 'production' ? 'premium' : 'standard');
}
