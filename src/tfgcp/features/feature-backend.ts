import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { FeatureGroupMetrics, IIdentity } from '../../core';
import { FeatureWatch } from '../../core/features/feature-alarms';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';

/** What a group is made of, whatever its store is. */
export interface GroupBackend {
  readonly groupId: string;
  /** What begins the names of its alarms. */
  readonly alarmPrefix: string;
  readonly offlineLocation?: string;
  readonly streamName?: string;
  readonly metrics: FeatureGroupMetrics;
  readonly watch: FeatureWatch;
  /** Exit doors, by their names. */
  readonly resources: {
    readonly table?: TerraformResource;
    readonly registry?: TerraformResource;
    readonly features?: TerraformResource[];
    readonly view?: TerraformResource;
    readonly topic?: TerraformResource;
    readonly subscription?: TerraformResource;
    readonly deadLetters?: TerraformResource[];
    readonly freshness?: TerraformResource;
  };
  grantRead(identity: IIdentity): void;
  grantWrite(identity: IIdentity): void;
}

/** What a store is made of, a service or a cluster. */
export interface StoreBackend {
  readonly datasetResource?: TerraformResource;
  readonly onlineStoreResource?: TerraformResource;
  readonly onlineStoreId?: string;
  /** Makes a group below a construct of its own. */
  addGroup(scope: Construct, group: FeatureGroupPlan): GroupBackend;
}
