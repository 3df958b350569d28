import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { featureGraphs } from '../../core/features/feature-graphs';
import { isFeast } from '../../core/features/feature-store-plan';
import { groupOf } from '../../core/features/group-of';
import { byGroup, featureOutputs, inheritProviders, writeCommittedFile } from '../../terraform';
import { Dashboard } from '../observability/dashboard';
import { FeastStore } from './feast-store';
import { StoreBackend } from './feature-backend';
import { FeatureGroup } from './feature-group';
import { planFeatures } from './feature-plan';
import { FeatureStoreProps } from './feature-store-props';
import { ManagedStore } from './managed-store';

/**
 * A feature store on Azure: the managed feature store of Azure Machine Learning, or Feast in an AKS cluster.
 *
 * With Azure ML, the values of a group are Parquet files in an account of the store's own, with folders and the platform's key, or in the folder that its source names. A feature set
 * describes them in a workspace of kind 'FeatureStore', and queries read the files themselves. A group that is online is copied into Azure Managed Redis as often as `refresh` says, in
 * whole hours or days, by Spark in a managed network: each run takes the values whose event time lies in one more interval, less the delay of the source (`sourceDelays`). Values
 * that come later, and those that were there before, are brought online by the group's `refillCommand`.
 *
 * Versions of a feature set never change. Adding a feature registers one more version, and takes nothing away: models that were trained with an earlier version go on reading it. Run
 * `refillCommand` before readers go over. Readers in Spark say `spark.sql.parquet.mergeSchema`, since older files lack the feature. `timeToLive` is also how far queries look back.
 *
 * `FeatureSource.stream` is an event hub whose events a job of Stream Analytics writes as files within minutes, at least once. An event is a JSON object with the names of columns; one
 * that lacks a key or its time, or has a value of another type, is set aside. Vectors are refused: Azure ML has no lists.
 *
 * In production the account of values goes only after `az storage container legal-hold clear --container-name specifications --tags features`, even where the store is taken out of
 * the program, is renamed, or is no longer protected.
 *
 * Whoever runs Terraform needs no way into the network: specifications are written by workflows of Logic Apps. The managed network takes half an hour to make.
 *
 * Throws all that is wrong at once: `features/…`, and `core/name-length`.
 *
 * @see https://learn.microsoft.com/en-us/azure/machine-learning/concept-what-is-managed-feature-store
 *
 * @example
 * import { Duration, Feature, FeatureSource, OnlineLatency, Schedule, tfazure } from 'ml-platform-constructs';
 *
 * function features(ml: tfazure.MlPlatform): tfazure.FeatureStore {
 *   return new tfazure.FeatureStore(ml, 'Features', {
 *     platform: ml,
 *     groups: [{
 *       groupName: 'clicks',
 *       entityKeys: [Feature.string('customer_id')],
 *       eventTime: 'seen_at',
 *       features: [Feature.int('clicks_1h'), Feature.float('spend_7d')],
 *       online: OnlineLatency.STANDARD,
 *       refresh: Schedule.every(Duration.hours(1)),
 *       freshness: Duration.hours(6),
 *       source: FeatureSource.stream(),
 *     }],
 *   });
 * }
 */
export class FeatureStore extends Construct implements core.IFeatureStore {
  public readonly featureSystem: string = 'azure';

  public readonly featureStoreName: string;

  public readonly groupNames: string[];

  public readonly alarms: core.IAlarm[];

  public readonly dashboard: core.IDashboard;

  /** The id of the workspace of the store; none of Feast. */
  public readonly featureStoreId?: string;

  /** The workspace; none of Feast. */
  public readonly workspaceResource?: TerraformResource;

  /** The account of values; none of Feast. */
  public readonly accountResource?: TerraformResource;

  /** The online store; none where nothing is online, or where it exists already. Of Feast, its database. */
  public readonly onlineStoreResource?: TerraformResource;

  /** The namespace of event hubs; none without a stream, nor of Feast. */
  public readonly eventHubsResource?: TerraformResource;

  /** The managed identity of the workspace and of what brings values online; of Feast, of its pods. */
  public readonly identityResource?: TerraformResource;

  private readonly groups: ReadonlyMap<string, FeatureGroup>;

  /**
   * @param scope any scope, in any stack
   * @param id unique in that scope; part of the names of all that is made for it
   * @param props what the store is to be
   */
  public constructor(scope: Construct, id: string, props: FeatureStoreProps) {
    const plan = planFeatures(scope, id, props);
    super(scope, id);
    const { platform } = props;
    inheritProviders(this, platform);
    const backend: StoreBackend = isFeast(plan) ? new FeastStore(this, 'Feast', plan, platform) : new ManagedStore(this, 'Managed', plan, props);
    const groups = plan.groups.map((group) => FeatureGroup._of(this, { group, plan, backend, platform }));
    this.groups = new Map(groups.map((group) => [group.groupName, group]));
    this.featureStoreName = plan.name;
    this.groupNames = [...this.groups.keys()];
    this.alarms = [...groups.flatMap(({ alarms }) => alarms), ...backend.alarms];
    this.featureStoreId = backend.storeId;
    this.workspaceResource = backend.workspaceResource;
    this.accountResource = backend.accountResource;
    this.onlineStoreResource = backend.onlineStoreResource;
    this.eventHubsResource = backend.eventHubsResource;
    this.identityResource = backend.identityResource;
    const dashboard = new Dashboard(this, 'Dashboard', { platform, dashboardName: `${plan.name}: features` });
    [...featureGraphs(groups), ...backend.graphs].forEach(({ title, metrics }) => dashboard.addGraph(title, ...metrics));
    this.dashboard = dashboard;
    if (plan.lock) writeCommittedFile(this, plan.lock.path, plan.lock.content);
    featureOutputs(this, {
      featureStoreId: this.featureStoreId,
      groupVersions: byGroup(groups, ({ versionName }) => versionName),
      refillCommands: byGroup(groups, ({ refillCommand }) => refillCommand),
    });
  }

  /**
   * A group by its name. Throws `features/unknown-group`.
   *
   * @param groupName the name it was given
   */
  public group(groupName: string): core.IFeatureGroup {
    return this.groupOf(groupName);
  }

  /**
   * A group with all that is made for it. Throws `features/unknown-group`.
   *
   * @param groupName the name it was given
   */
  public groupOf(groupName: string): FeatureGroup {
    return groupOf(this.groups, groupName);
  }

  /**
   * Lets somebody read all groups; whoever reads online values can write them, too, as `FeatureGroup.grantRead` says. Throws `identity/wrong-target`, and with Feast `features/grant-in-cluster`.
   *
   * @param identity who
   */
  public grantRead(identity: core.IIdentity): void {
    this.groups.forEach((group) => group.grantRead(identity));
  }

  /**
   * Lets somebody write all groups. Throws `identity/wrong-target`, and with Feast `features/grant-in-cluster`.
   *
   * @param identity who
   */
  public grantWrite(identity: core.IIdentity): void {
    this.groups.forEach((group) => group.grantWrite(identity));
  }
}
