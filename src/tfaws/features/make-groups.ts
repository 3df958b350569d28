import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IFeatureGroup } from '../../core';
import { FeatureStorePlan, isFeast } from '../../core/features/feature-store-plan';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { FeastStore } from './feast-store';
import { featureCatalog } from './feature-catalog';
import { contextOf } from './feature-context';
import { SageMakerGroup } from './sagemaker-group';

/** The groups of a store, and what was made for them, by their names. */
export interface MadeGroups {
  readonly groups: readonly IFeatureGroup[];
  readonly database?: TerraformResource;
  readonly groupResources: Record<string, TerraformResource>;
  readonly workGroups: Record<string, TerraformResource>;
  readonly streams: Record<string, TerraformResource>;
  readonly functions: Record<string, TerraformResource>;
  readonly mappings: Record<string, TerraformResource>;
  readonly tables: Record<string, TerraformResource>;
}

/** Makes the groups of a store: the place of its plan says of what. */
export function makeGroups(scope: Construct, plan: FeatureStorePlan, platform: IMlPlatform): MadeGroups {
  if (isFeast(plan)) {
    const { groups, tables } = new FeastStore(scope, 'Feast', platform, plan);
    return { groups, tables, groupResources: {}, workGroups: {}, streams: {}, functions: {}, mappings: {} };
  }
  const database = plan.groups.some(({ offline }) => offline) ? featureCatalog(scope, 'Catalog', platform, plan) : undefined;
  const groups = plan.groups.map((group) => new SageMakerGroup(scope, contextOf(platform, plan, group), database));
  return {
    groups,
    database,
    groupResources: byName(groups, ({ resource }) => resource),
    workGroups: byName(groups, ({ offline }) => offline?.workGroup),
    streams: byName(groups, ({ stream }) => stream?.stream),
    functions: byName(groups, ({ stream }) => stream?.function),
    mappings: byName(groups, ({ stream }) => stream?.mapping),
    tables: {},
  };
}

type Part = (group: SageMakerGroup) => TerraformResource | undefined;

function byName(groups: readonly SageMakerGroup[], part: Part): Record<string, TerraformResource> {
  return Object.fromEntries(groups.flatMap((group) => {
    const found = part(group);
    return found === undefined ? [] : [[group.groupName, found]];
  }));
}
