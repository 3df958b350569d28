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
 * A group of a feature store on Google Cloud; `FeatureStore` makes it, and `store.group(name)` gives its portable side.
 *
 * @example
 * import { tfgcp } from 'ml-platform-constructs';
 *
 * function topicOf(store: tfgcp.FeatureStore): string {
 *   return store.groupOf('clicks').streamName!;
 * }
 */
export class FeatureGroup extends Construct implements core.IFeatureGroup {
  /** @internal */
  public static _of(scope: Construct, made: GroupOfStore): FeatureGroup {
    return new FeatureGroup(scope, made);
  }

  public readonly groupName: string;

  /** `projects/…/locations/…/featureGroups/…`; `<project>/<group>` of Feast. */
  public readonly groupId: string;

  /** `project.dataset.table`, as SQL names it; a folder of Parquet files of Feast. */
  public readonly offlineLocation?: string;

  /** `projects/…/topics/…`; a topic of Kafka for Feast; none without a stream. */
  public readonly streamName?: string;

  public readonly metrics: core.FeatureGroupMetrics;

  public readonly alarms: core.IAlarm[];

  /** The table of BigQuery; none where one exists already, nor of Feast. */
  public readonly tableResource?: TerraformResource;

  /** The group in the registry of Vertex AI; none of Feast. */
  public readonly groupResource?: TerraformResource;

  /** Its features there. */
  public readonly featureResources: TerraformResource[];

  /** The feature view; none where nothing is online, nor of Feast. */
  public readonly viewResource?: TerraformResource;

  /** The topic of the stream; none without one. */
  public readonly topicResource?: TerraformResource;

  /** What writes events into the table; none without a stream. */
  public readonly subscriptionResource?: TerraformResource;

  /** The topic and the subscription of events that were set aside. */
  public readonly deadLetterResources: TerraformResource[];

  /** What asks for new values; none where no time is expected. */
  public readonly freshnessResource?: TerraformResource;

  private readonly backend: GroupBackend;

  private constructor(scope: Construct, { group, plan, backend, platform }: GroupOfStore) {
    super(scope, group.groupName);
    this.backend = backend.addGroup(this, group);
    const { groupId, alarmPrefix, offlineLocation, streamName, metrics, watch, resources } = this.backend;
    this.groupName = group.groupName;
    this.groupId = groupId;
    this.offlineLocation = offlineLocation;
    this.streamName = streamName;
    this.metrics = metrics;
    this.tableResource = resources.table;
    this.groupResource = resources.registry;
    this.featureResources = resources.features ?? [];
    this.viewResource = resources.view;
    this.topicResource = resources.topic;
    this.subscriptionResource = resources.subscription;
    this.deadLetterResources = resources.deadLetters ?? [];
    this.freshnessResource = resources.freshness;
    this.alarms = featureAlarms(group, plan, watch).map(({ id, suffix, ...alarm }) =>
      new Alarm(this, id, { platform, alarmName: `${alarmPrefix}-${suffix}`, kind: suffix, ...alarm }));
  }

  /**
   * Lets somebody read values: the table, by queries or by the Storage Read API, and the group's own view in the online store. Rights that somebody gave by hand on a view,
   * its group or its store are taken away when readers change. In a cluster that is a service account of the cluster. Throws `identity/wrong-target`, and with Feast
   * `features/grant-in-cluster`.
   *
   * @param identity who
   */
  public grantRead(identity: core.IIdentity): void {
    this.backend.grantRead(identity);
  }

  /**
   * Lets somebody write values: send events to the topic, write files into the folder of the source, or append to the table, whatever the group has. Throws
   * `identity/wrong-target`, and with Feast `features/grant-in-cluster`.
   *
   * @param identity who
   */
  public grantWrite(identity: core.IIdentity): void {
    this.backend.grantWrite(identity);
  }
}
