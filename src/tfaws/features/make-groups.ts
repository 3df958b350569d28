import { Construct } from 'constructs';
import { FeatureStorePlan, isFeast } from '../../core/features/feature-store-plan';
import { AwsResource } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { FeastStore } from './feast-store';
import { featureCatalog } from './feature-catalog';
import { contextOf } from './feature-context';
import { FeatureGrants } from './feature-grants';
import { FeatureGroup } from './feature-group';
import { SageMakerGroup } from './sagemaker-group';

/** The groups of a store, and what was made for all of them. */
export interface MadeGroups {
  readonly groups: readonly FeatureGroup[];
  readonly database?: AwsResource;
}

/** Makes the groups of a store: the place of its plan says of what. */
export function makeGroups(scope: Construct, plan: FeatureStorePlan, platform: IMlPlatform): MadeGroups {
  if (isFeast(plan)) return { groups: new FeastStore(scope, 'Feast', platform, plan).groups };
  const database = plan.groups.some(({ offline }) => offline) ? featureCatalog(scope, 'Catalog', platform, plan) : undefined;
  const grants = new FeatureGrants(scope, platform, plan);
  const groups = plan.groups.map((group) => {
    const context = contextOf(platform, plan, group);
    return FeatureGroup._of(scope, group.groupName, (inside) => new SageMakerGroup(inside, context, grants, database));
  });
  return { groups, database };
}
