import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { FeatureGroupMetrics, IAlarm, IIdentity, IMetric } from '../../core';
import { FeatureWatch } from '../../core/features/feature-alarms';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';

/** What a group is made of, whatever its store is. */
export interface GroupBackend {
  readonly groupId: string;
  /** What the names of its alarms begin with. */
  readonly alarmPrefix: string;
  readonly offlineLocation?: string;
  readonly streamName?: string;
  readonly versionName?: string;
  readonly refillCommand?: string;
  readonly metrics: FeatureGroupMetrics;
  readonly watch: FeatureWatch;
  /** Exit doors, by their names. */
  readonly resources: {
    readonly entity?: TerraformResource;
    readonly set?: TerraformResource;
    readonly version?: TerraformResource;
    readonly workflow?: TerraformResource;
    readonly hub?: TerraformResource;
    readonly job?: TerraformResource;
  };
  grantRead(identity: IIdentity): void;
  grantWrite(identity: IIdentity): void;
}

/** What a store is made of, a service or a cluster. */
export interface StoreBackend {
  readonly storeId?: string;
  readonly workspaceResource?: TerraformResource;
  readonly accountResource?: TerraformResource;
  readonly onlineStoreResource?: TerraformResource;
  readonly eventHubsResource?: TerraformResource;
  readonly identityResource?: TerraformResource;
  /** Graphs of the store as a whole. */
  readonly graphs: ReadonlyArray<{ readonly title: string; readonly metrics: readonly IMetric[] }>;
  /** Alarms of the store as a whole. */
  readonly alarms: readonly IAlarm[];
  /** Makes a group below a construct of its own. */
  addGroup(scope: Construct, group: FeatureGroupPlan): GroupBackend;
}
