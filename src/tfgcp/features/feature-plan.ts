import { IConstruct } from 'constructs';
import { FeatureStorePlan, planFeatureStore } from '../../core/features/feature-store-plan';
import { FEAST_SERVICE } from '../../kubernetes/features/feast-service';
import { readCommittedFile } from '../../terraform';
import { TARGET } from '../support';
import { rememberTables } from './existing-tables';
import { checkFeatures } from './feature-checks';
import { FeatureStoreProps } from './feature-store-props';
import { VERTEX_FEATURES } from './managed-service';

/** Checks what a feature store is to be, and completes it. */
export function planFeatures(scope: IConstruct, id: string, props: FeatureStoreProps): FeatureStorePlan {
  const { platformName, profile } = props.platform;
  const plan = planFeatureStore(scope, id, props, {
    target: TARGET,
    platform: { construct: props.platform, platformName, profileName: profile.name, profile: profile.settings },
    managed: VERTEX_FEATURES,
    feast: FEAST_SERVICE,
    storageUri: /^gs:\/\//,
    storageName: 'Cloud Storage',
    readLock: readCommittedFile,
    keepsValues: (groupName) => !Object.hasOwn(props.existingTables ?? {}, groupName),
    check: (checked, problems) => checkFeatures(checked, props, problems),
  });
  rememberTables(plan, props);
  return plan;
}
