import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { featureGraphs } from '../../core/features/feature-graphs';
import { FeatureStorePlan, isFeast } from '../../core/features/feature-store-plan';
import { groupOf } from '../../core/features/group-of';
import { MOST_GRAPHS } from '../../facts/gcp/dashboards';
import { featureOutputs, inheritProviders, vertexWish, wishesOf, writeCommittedFile } from '../../terraform';
import { Dashboard } from '../observability/dashboard';
import { googleWish } from '../platform/platform-providers';
import { FeastStore } from './feast-store';
import { StoreBackend } from './feature-backend';
import { FeatureGroup } from './feature-group';
import { planFeatures } from './feature-plan';
import { FeatureStoreProps } from './feature-store-props';
import { ManagedStore } from './managed-store';

/**
 * A feature store on Google Cloud: Vertex AI Feature Store over BigQuery, or Feast in a GKE cluster.
 *
 * On Vertex AI, the values of a group are a table of BigQuery with the platform's key, divided by days of the event time and ordered by the keys. The group and its
 * features are registered, and a group that is online has a feature view in a store with Bigtable. A view copies the latest row of each entity as often as `refresh`
 * says: online values are that old at the most, also of a stream, whose events are in the table within seconds. Adding a feature adds a column, a feature, and a field of
 * the view, each in place.
 *
 * The store has no address of its own. It is asked at the region's address of Vertex AI, which the platform's network leads to without the internet, with a token of
 * whoever got `grantRead`. `OnlineLatency.LOW` is refused: the optimized store of Vertex AI ends on 2027-02-17. Vectors are arrays of numbers; searching among them is
 * Vector Search's.
 *
 * `FeatureSource.stream` is a topic of Pub/Sub whose events Pub/Sub itself writes into the table, at least once. An event is a JSON object with the names of columns; one
 * that lacks its key or its time, or has a value of another type, is set aside with the reason in its attributes. Fields that are no columns are left out: deploy a feature
 * before events have it. `FeatureSource.table` is a table over the files, which BigQuery reads with an account of its own.
 *
 * `freshness` asks the table itself for rows with a new event time, by a query of Cloud Scheduler. The failures that alarms count are what BigQuery refuses a view's account.
 *
 * Groups, the online store and its views are made with an access token, which Terraform (1.10 or later) keeps neither in the state nor in a plan. Without `deployer` the
 * pipeline gives it: `TF_VAR_vertex_token="$(gcloud auth print-access-token)" terraform apply`. On a project that never used them, the agents of BigQuery and Pub/Sub have
 * to be made once, before the first deployment: `bq show --encryption_service_account --project_id=…` and
 * `gcloud beta services identity create --service=pubsub.googleapis.com --project=…`.
 *
 * Throws all that is wrong at once: `features/…`, `job/schedule`, and `core/name-length`.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/featurestore/latest/overview
 *
 * @example
 * import { Duration, Feature, FeatureSource, OnlineLatency, Schedule, tfgcp } from 'ml-platform-constructs';
 *
 * function features(ml: tfgcp.MlPlatform): tfgcp.FeatureStore {
 *   return new tfgcp.FeatureStore(ml, 'Features', {
 *     platform: ml,
 *     groups: [{
 *       groupName: 'clicks',
 *       entityKeys: [Feature.string('customer_id')],
 *       eventTime: 'seen_at',
 *       features: [Feature.int('clicks_1h'), Feature.float('spend_7d')],
 *       online: OnlineLatency.STANDARD,
 *       refresh: Schedule.every(Duration.minutes(10)),
 *       freshness: Duration.minutes(30),
 *       source: FeatureSource.stream(),
 *     }],
 *   });
 * }
 */
export class FeatureStore extends Construct implements core.IFeatureStore {
  public readonly featureSystem: string = 'gcp';

  public readonly featureStoreName: string;

  public readonly groupNames: string[];

  public readonly alarms: core.IAlarm[];

  public readonly dashboard: core.IDashboard;

  /** The online store: `projects/…/locations/…/featureOnlineStores/…`; none where nothing is online, nor of Feast. */
  public readonly onlineStoreId?: string;

  /** The data set of BigQuery; none where one exists already, nor of Feast. */
  public readonly datasetResource?: TerraformResource;

  /** The online store; none where nothing is online. Of Feast, its database. */
  public readonly onlineStoreResource?: TerraformResource;

  private readonly groups: ReadonlyMap<string, FeatureGroup>;

  /**
   * @param scope where the store stands
   * @param id unique within the scope; part of the names of all that is made for it
   * @param props what the store is to be
   */
  public constructor(scope: Construct, id: string, props: FeatureStoreProps) {
    const plan = planFeatures(scope, id, props);
    super(scope, id);
    const { platform } = props;
    const backend = this.backendOf(plan, props);
    const groups = plan.groups.map((group) => FeatureGroup._of(this, { group, plan, backend, platform }));
    this.groups = new Map(groups.map((group) => [group.groupName, group]));
    this.featureStoreName = plan.name;
    this.groupNames = [...this.groups.keys()];
    this.alarms = groups.flatMap(({ alarms }) => alarms);
    this.onlineStoreId = backend.onlineStoreId;
    this.datasetResource = backend.datasetResource;
    this.onlineStoreResource = backend.onlineStoreResource;
    const dashboard = new Dashboard(this, 'Dashboard', { platform, dashboardName: `${plan.name}: features` });
    featureGraphs(groups, MOST_GRAPHS).forEach(({ title, metrics }) => dashboard.addGraph(title, ...metrics));
    this.dashboard = dashboard;
    if (plan.lock) writeCommittedFile(this, plan.lock.path, plan.lock.content);
    featureOutputs(this, { onlineStoreId: this.onlineStoreId });
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
   * Lets somebody read all groups. Throws `identity/wrong-target`, and with Feast `features/grant-in-cluster`.
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

  private backendOf(plan: FeatureStorePlan, props: FeatureStoreProps): StoreBackend {
    const { platform, deployer, restfulProvider } = props;
    if (isFeast(plan)) {
      inheritProviders(this, platform);
      return new FeastStore(this, 'Feast', plan, platform);
    }
    const google = wishesOf(platform).find(({ kind }) => kind === 'google') ?? googleWish(platform.project, platform.location, undefined);
    inheritProviders(this, platform, vertexWish({
      google,
      location: platform.location,
      ...(deployer ? { deployer } : {}),
      ...(restfulProvider ? { given: restfulProvider } : {}),
    }));
    return new ManagedStore(this, 'Vertex', plan, props);
  }
}
