import { ITerraformDependable } from 'cdktf';
import { IIdentity } from '../../core';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { EventNamespace } from './event-namespace';
import { FeatureAccount } from './feature-account';
import { FeatureGrants } from './feature-grants';
import { FeatureStoreProps } from './feature-store-props';
import { FeatureWorkspace } from './feature-workspace';
import { SpecWriter } from './spec-writer';

/** What all groups of a store share. */
export interface ManagedParts {
  readonly platform: IMlPlatform;
  readonly plan: FeatureStorePlan;
  readonly props: FeatureStoreProps;
  readonly account: FeatureAccount;
  /** Who brings values online. */
  readonly identity: IIdentity;
  readonly workspace: FeatureWorkspace;
  readonly writer: SpecWriter;
  readonly grants: FeatureGrants;
  /** The datastore of specifications. */
  readonly specifications: string;
  readonly events?: EventNamespace;
  /** Lets event hubs keep events as they came. */
  readonly capture?: ITerraformDependable;
  readonly protected: boolean;
}
