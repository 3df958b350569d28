import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { featureAlarms } from '../../core/features/feature-alarms';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { Alarm } from '../observability/alarm';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { GroupBackend, StoreBackend } from './feature-backend';

/** What a group is made with. */
interface GroupOfStore {
  readonly group: FeatureGroupPlan;
  readonly plan: FeatureStorePlan;
  readonly backend: StoreBackend;
  readonly platform: IMlPlatform;
}

/**
 * A group of a feature store on Azure; `FeatureStore` makes it, and `store.group(name)` gives its portable side.
 *
 * @example
 * import { tfazure } from 'ml-platform-constructs';
 *
 * function versionOf(store: tfazure.FeatureStore): string {
 *   return store.groupOf('clicks').versionName!;
 * }
 */
export class FeatureGroup extends Construct implements core.IFeatureGroup {
  /** @internal */
  public static _of(scope: Construct, made: GroupOfStore): FeatureGroup {
    return new FeatureGroup(scope, made);
  }

  public readonly groupName: string;

  /** The id of the feature set; `<project>/<group>` of Feast. */
  public readonly groupId: string;

  /** The folder of Parquet files: `abfss://…@….dfs.core.windows.net/…`. */
  public readonly offlineLocation?: string;

  /** The name of the event hub; a topic of Kafka for Feast; none without a stream. */
  public readonly streamName?: string;

  /** The version of the feature set that has the features of now: `<number of features>-<what they are>`. Readers name it; none of Feast. */
  public readonly versionName?: string;

  /** The command that brings all values of the version online, once: a schedule takes new ones only. None where nothing is online, nor of Feast. */
  public readonly refillCommand?: string;

  public readonly metrics: core.FeatureGroupMetrics;

  public readonly alarms: core.IAlarm[];

  /** The entity, which has the keys; none of Feast. */
  public readonly entityResource?: TerraformResource;

  /** The feature set; none of Feast. */
  public readonly setResource?: TerraformResource;

  /** The call that registers the version; none of Feast. */
  public readonly versionResource?: TerraformResource;

  /** The workflow that writes the specification; none of Feast. */
  public readonly workflowResource?: TerraformResource;

  /** The event hub; none without a stream, nor of Feast. */
  public readonly eventHubResource?: TerraformResource;

  /** The job of Stream Analytics; none without a stream, nor of Feast. */
  public readonly streamJobResource?: TerraformResource;

  private readonly backend: GroupBackend;

  private constructor(scope: Construct, { group, plan, backend, platform }: GroupOfStore) {
    super(scope, group.groupName);
    this.backend = backend.addGroup(this, group);
    const { groupId, offlineLocation, streamName, versionName, refillCommand, metrics, watch, resources } = this.backend;
    this.groupName = group.groupName;
    this.groupId = groupId;
    this.offlineLocation = offlineLocation;
    this.streamName = streamName;
    this.versionName = versionName;
    this.refillCommand = refillCommand;
    this.metrics = metrics;
    this.entityResource = resources.entity;
    this.setResource = resources.set;
    this.versionResource = resources.version;
    this.workflowResource = resources.workflow;
    this.eventHubResource = resources.hub;
    this.streamJobResource = resources.job;
    this.alarms = featureAlarms(group, plan, watch).map(({ id, suffix, ...alarm }) => new Alarm(this, id, { ...alarm, platform, alarmName: `${this.backend.alarmPrefix}-${suffix}` }));
  }

  /**
   * Lets somebody read values: the files of the group and their copies, and which feature sets the store has. Online values are read with the keys of Redis, which is all that the
   * client of Azure ML knows: **whoever reads one group that is online can read, write and delete the online values of all groups of the store**. Give what is not for the same
   * readers a store of its own. With Feast that is a service account of the cluster. Throws `identity/wrong-target`, and with Feast `features/grant-in-cluster`.
   *
   * @param identity who
   */
  public grantRead(identity: core.IIdentity): void {
    this.backend.grantRead(identity);
  }

  /**
   * Lets somebody write values: send events, or write Parquet files into the folder of the group. Throws `identity/wrong-target`, and with Feast
   * `features/grant-in-cluster`.
   *
   * @param identity who
   */
  public grantWrite(identity: core.IIdentity): void {
    this.backend.grantWrite(identity);
  }
}
