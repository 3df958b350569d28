import { TerraformResource } from 'cdktf';
import { FeatureGroupMetrics, IAlarm, IIdentity } from '../../core';

/** What a group is made of, whatever its store is. */
export interface GroupBackend {
  readonly groupId: string;
  readonly offlineLocation?: string;
  readonly streamName?: string;
  readonly metrics: FeatureGroupMetrics;
  readonly alarms: IAlarm[];
  /** Exit doors, by their names. */
  readonly resources: {
    readonly group?: TerraformResource;
    readonly workGroup?: TerraformResource;
    readonly stream?: TerraformResource;
    readonly function?: TerraformResource;
    readonly mapping?: TerraformResource;
    readonly table?: TerraformResource;
  };
  grantRead(identity: IIdentity): void;
  grantWrite(identity: IIdentity): void;
}
