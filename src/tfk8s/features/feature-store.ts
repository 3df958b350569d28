import { Construct } from 'constructs';
import * as core from '../../core';
import { groupOf } from '../../core/features/group-of';
import { ClusterFeatures } from '../../kubernetes/features/cluster-features';
import { featureOutputs, inheritProviders, writeCommittedFile } from '../../terraform';
import { FeatureGroup } from './feature-group';
import { planFeatures } from './feature-plan';
import { FeatureStoreProps } from './feature-store-props';
import { storeAlarms, storeDashboard } from './feature-watch';
import { bindingOf } from './online-store';

/**
 * Feast on an existing cluster: two servers that give values out and take them in, with the latest ones in your database and all of them as Parquet files in the platform's store,
 * below `features/<store>/<group>/`. The Secret of the database and that of the store have to be in the namespace of Feast, which has to reach both, and the API server.
 *
 * Values of a group come by requests to `/push` or, with `FeatureSource.stream`, as events of Kafka, which `kubernetes.Strimzi` runs, three brokers for a store; they
 * are then in both stores at once. Those of a table or a job come as files, and a CronJob brings what was written since online as often as `refresh` says, late rows as well; rows of the future wait for their time. A feature that is new changes a
 * ConfigMap and runs a Job; servers know of it within a minute, and files without it have nothing there.
 *
 * Callers show the token of their service account in each request, `Authorization: Bearer …`, whose namespace has to be granted: whoever may make pods in a namespace may make them
 * as each of its accounts. Requests go unencrypted within the cluster's network unless a mesh does it. Who sends events uses the certificate in the Secret
 * `<store>-<group>-producer`, and who looks at dead letters that in `<store>-<group>-reviewer`, which nobody is granted. An event is a JSON object; its times are RFC 3339. In requests and answers of Feast a feature that is a time is
 * in seconds since 1970, and all event times of a request have one format.
 *
 * A stream may get more `shards`, where the events of an entity may then change places once; never fewer, which Kafka does not do: Strimzi then notes it at the KafkaTopic and
 * leaves the shards as they are. Give the group another name for that.
 *
 * Throws `features/…` and `software/need-missing` for what cannot be, all at once, and `core/name-length`.
 *
 * @see https://docs.feast.dev
 *
 * @example
 * import { Duration, Feature, FeastDatabase, FeatureSource, FeatureStoreKind, OnlineLatency, tfk8s } from 'ml-platform-constructs';
 *
 * function features(ml: tfk8s.MlPlatform, cluster: tfk8s.TrainingCluster): tfk8s.FeatureStore {
 *   return new tfk8s.FeatureStore(ml, 'Features', {
 *     platform: ml,
 *     kind: FeatureStoreKind.feast(cluster, { namespace: 'features', database: FeastDatabase.postgres('feast-postgres') }),
 *     groups: [{
 *       groupName: 'customer_spend',
 *       entityKeys: [Feature.string('customer_id')],
 *       eventTime: 'updated_at',
 *       features: [Feature.float('spend_7d'), Feature.string('postcode', { personalData: true })],
 *       online: OnlineLatency.STANDARD,
 *       source: FeatureSource.stream({ shards: 2 }),
 *       freshness: Duration.hours(1),
 *     }],
 *   });
 * }
 */
export class FeatureStore extends Construct implements core.IFeatureStore {
  public readonly featureSystem: string = 'kubernetes';

  public readonly featureStoreName: string;

  public readonly groupNames: string[];

  public readonly alarms: core.IAlarm[];

  public readonly dashboard: core.IDashboard;

  /** Where values are asked for: `POST /get-online-features`. */
  public readonly serverUrl: string;

  /** The account of all pods of the store. */
  public readonly identity: core.IIdentity;

  private readonly groups: ReadonlyMap<string, core.IFeatureGroup>;

  /**
   * @param scope where it is made
   * @param id unique in the scope; part of the store's name
   * @param props what the store is to be
   */
  public constructor(scope: Construct, id: string, props: FeatureStoreProps) {
    const plan = planFeatures(scope, id, props);
    super(scope, id);
    const { platform } = props;
    const { name, place: { cluster, namespace } } = plan;
    inheritProviders(this, platform);
    const { serviceAccountName, podLabels, identity } = cluster.addServiceAccount(name, { namespace, serviceAccountName: name });
    const features = new ClusterFeatures(plan, { ...bindingOf(plan, props), serviceAccountName, podLabels });
    cluster.install(features);
    const groups = plan.groups.map((group) => new FeatureGroup(this, { platform, plan, group, features }));
    this.groups = new Map(groups.map((group) => [group.groupName, group]));
    this.featureStoreName = name;
    this.groupNames = [...this.groups.keys()];
    this.serverUrl = features.serverUrl;
    this.identity = identity;
    this.alarms = [...storeAlarms(this, platform, plan), ...groups.flatMap(({ alarms }) => alarms)];
    this.dashboard = storeDashboard(this, platform, name, groups);
    if (plan.lock) writeCommittedFile(this, plan.lock.path, plan.lock.content);
    featureOutputs(this, { serverUrl: this.serverUrl });
  }

  /**
   * A group by its name. Throws `features/unknown-group`.
   *
   * @param groupName the name it was given
   */
  public group(groupName: string): core.IFeatureGroup {
    return groupOf(this.groups, groupName);
  }

  /**
   * Lets a service account's pods ask for values of all groups, and read their files, which are opened by the read-only key of the whole store of artifacts: no key opens a part of
   * an S3-compatible store. Throws `identity/wrong-target`, and `features/grant-in-cluster` for users and groups.
   *
   * @param identity who
   */
  public grantRead(identity: core.IIdentity): void {
    this.groups.forEach((group) => group.grantRead(identity));
  }

  /**
   * Lets a service account's pods write values of all groups: by requests, as events where a group has a stream, and as files where it has a table or a job, which the key of the
   * whole store of artifacts opens. Throws `identity/wrong-target`, and `features/grant-in-cluster` for users and groups.
   *
   * @param identity who
   */
  public grantWrite(identity: core.IIdentity): void {
    this.groups.forEach((group) => group.grantWrite(identity));
  }
}
