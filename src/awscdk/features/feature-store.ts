import { CfnDatabase } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import * as core from '../../core';
import { featureGraphs } from '../../core/features/feature-graphs';
import { groupOf } from '../../core/features/group-of';
import { Dashboard } from '../observability/dashboard';
import { addTags } from '../tags';
import { boundRoles } from '../training/cluster-context';
import { writeCommittedFile } from './committed-file';
import { FeatureGroup } from './feature-group';
import { writeFeatureOutputs } from './feature-outputs';
import { planFeatures } from './feature-plan';
import { FeatureStoreProps } from './feature-store-props';
import { makeGroups } from './make-groups';

/**
 * Feature groups of SageMaker Feature Store: online in its standard store or, for `OnlineLatency.LOW`, in memory; offline as tables of Apache Iceberg in the platform's
 * bucket, below `features/<store>/<group>/`, which Athena queries as `<store>.<group>`. All of it is encrypted with the platform's key, but for what is in memory: SageMaker
 * takes no key there, and has no offline store beside it (`features/low-latency-offline`). `FeatureStoreKind.feast(…)` runs Feast in a cluster on EKS instead, with its
 * online store in DynamoDB.
 *
 * A bool is 1 or 0 there, a timestamp is text as ISO 8601 has it, a vector is text as JSON has it: CloudFormation knows no other types of SageMaker.
 *
 * Features are added to a group in place. Everything else of a group SageMaker takes once: a changed latency, key or store is a deployment that fails, and no data is
 * lost; make another group. So is the description of the group itself and its tags: what may change (description, owner, personal data, what features mean) is in the
 * database of Glue, and in tags of what surrounds the group. Offline records come up to 15 minutes after they were written.
 *
 * `FeatureSource.stream()` is a stream of Kinesis and a function in the platform's network, which writes each event as a record; what cannot be one is kept in the bucket
 * with the reason. In a network without a way out, whoever sends events needs the endpoint `kinesis-streams`, and whoever queries those of `athena` and `glue`.
 *
 * What was set aside, what Lambda gave up (`aws/lambda/` in the bucket) and results of queries may tell of persons, and stay until somebody deletes them.
 *
 * With `freshness` an alarm goes off from the first deployment on, until something was written.
 *
 * Throws `features/…` and `software/need-missing` for what cannot be, all at once, and `core/name-length`.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store.html
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { awscdk, Duration, Feature, FeatureSource, OnlineLatency } from 'ml-platform-constructs';
 *
 * function features(stack: Stack, ml: awscdk.IMlPlatform): awscdk.FeatureStore {
 *   return new awscdk.FeatureStore(stack, 'Features', {
 *     platform: ml,
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
  public readonly featureSystem: string = 'aws';

  public readonly featureStoreName: string;

  public readonly groupNames: string[];

  public readonly alarms: core.IAlarm[];

  public readonly dashboard: core.IDashboard;

  /** The database whose tables are the offline stores; none where nothing is offline, and none of Feast. */
  public readonly databaseResource?: CfnDatabase;

  private readonly groups: ReadonlyMap<string, FeatureGroup>;

  /**
   * @param scope where it is made: any stack of the platform's region and account; of Feast the stack of the cluster (`features/cluster-stack`)
   * @param id unique in the scope; part of the names of its groups
   * @param props what the store is to be
   */
  public constructor(scope: Construct, id: string, props: FeatureStoreProps) {
    const plan = planFeatures(scope, id, props);
    super(scope, id);
    const { platform } = props;
    const { groups, database } = makeGroups(this, plan, platform);
    this.groups = new Map(groups.map((group) => [group.groupName, group]));
    this.featureStoreName = plan.name;
    this.groupNames = groups.map(({ groupName }) => groupName);
    this.databaseResource = database;
    this.alarms = groups.flatMap(({ alarms }) => alarms);
    const dashboard = new Dashboard(this, 'Dashboard', { platform, dashboardName: `${plan.name}-${platform.region}` });
    featureGraphs(groups).forEach(({ title, metrics }) => dashboard.addGraph(title, ...metrics));
    this.dashboard = dashboard;
    if (plan.lock) writeCommittedFile(this, plan.lock.path, plan.lock.content);
    writeFeatureOutputs(this, platform.platformName, plan.name, groups);
    boundRoles(this, platform);
    addTags(this, platform.tags);
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
   * Lets somebody read all groups, online and offline. Throws `identity/wrong-target`, `identity/cannot-grant`, `identity/other-account`, `features/too-many-rights`, and
   * with Feast `features/grant-in-cluster`.
   *
   * @param identity who
   */
  public grantRead(identity: core.IIdentity): void {
    this.groups.forEach((group) => group.grantRead(identity));
  }

  /**
   * Lets somebody write all groups; of those with a stream, send events. Throws `identity/wrong-target`, `identity/cannot-grant`, `identity/other-account`,
   * `features/too-many-rights`, and with Feast `features/grant-in-cluster`.
   *
   * @param identity who
   */
  public grantWrite(identity: core.IIdentity): void {
    this.groups.forEach((group) => group.grantWrite(identity));
  }
}
