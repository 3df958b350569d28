import { Lazy, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { FeastPlace } from '../../core/features/feature-store-place';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { ClusterWithTraits } from '../../core/training/cluster-traits';
import { FEAST_TABLE_ARN, feastFilesKey, feastRegistryKey, feastTableName, USE_FEAST_TABLES } from '../../facts/aws/features-feast';
import { fill } from '../../facts/aws/fill';
import { folder } from '../../facts/aws/sagemaker-job';
import { ClusterFeatures } from '../../kubernetes/features/cluster-features';
import { ClusterFeaturesBinding } from '../../kubernetes/features/cluster-features-binding';
import { feastProject } from '../../kubernetes/features/feature-labels';
import { AwsResource } from '../../terraform';
import { grantTo } from '../identity/identity-grant';
import { allow } from '../identity/policy-document';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { placeOf } from '../platform/place';
import { ITrainingCluster } from '../training/training-cluster-handle';
import { FeastGroup } from './feast-group';
import { tagsOf } from './feature-context';
import { FeatureGroup } from './feature-group';
import { onlineTable } from './online-table';

/** Feast in a cluster of EKS: its account there is a role of IAM, which reads and writes tables of DynamoDB and files in the platform's bucket. */
export class FeastStore extends Construct {
  public readonly groups: FeatureGroup[];
  private readonly tables: Record<string, AwsResource>;

  public constructor(scope: Construct, id: string, private readonly platform: IMlPlatform, private readonly plan: FeatureStorePlan<FeastPlace>) {
    super(scope, id);
    const { name, groups, place: { cluster, namespace, database } } = plan;
    const { artifacts, platformName, region, accountId, encryptionKey } = platform;
    const { serviceAccountName, podLabels, identity } = cluster.addServiceAccount(name, { namespace, serviceAccountName: name });
    this.tables = database ? {} : this.makeTables();
    artifacts.grantWrite(identity, `features/${name}/`);
    groups.forEach(({ source }) => {
      if (source.kind === 'table') source.path.store.grantRead(identity, folder(source.path.key));
    });
    const place = placeOf(region, accountId);
    const values = { ...place, account: accountId, key: encryptionKey.keyId };
    const tables = Object.keys(this.tables).map((groupName) => fill<string>(FEAST_TABLE_ARN, { ...values, table: this.tableName(groupName) }));
    const statements = USE_FEAST_TABLES.map((fact) => allow(fact, { ...values, tables }));
    if (tables.length > 0) grantTo(this, { identity, platformName, right: 'tables', place, statements });
    const software = new ClusterFeatures(plan, this.binding(serviceAccountName, podLabels));
    cluster.install(software);
    // Feast makes no tables: they are there before its pods, also where the store is of another stack than the cluster.
    (cluster as ClusterWithTraits & ITrainingCluster).workloadsStack.addDependency(TerraformStack.of(this));
    this.groups = groups.map((group) => FeatureGroup._of(this, group.groupName, (inside) => {
      return new FeastGroup(inside, { platform, store: plan, group, software, table: this.tables[group.groupName] });
    }));
  }

  private binding(serviceAccountName: string, podLabels: Record<string, string>): ClusterFeaturesBinding {
    const { plan: { name, place: { database } }, platform: { artifacts, region } } = this;
    return {
      serviceAccountName,
      podLabels,
      onlineStore: database ? { type: database.kind } : { type: 'dynamodb', region },
      registryPath: database?.kind === 'postgres' ? undefined : `${artifacts.uri}/${feastRegistryKey(name)}`,
      databaseSecret: database && { name: database.secretName, key: database.kind },
      files: { system: 's3', region },
      filesOf: (groupName) => `${artifacts.uri}/${feastFilesKey(name, groupName)}`,
      lazy: (produce) => Lazy.anyValue({ produce }),
    };
  }

  private makeTables(): Record<string, AwsResource> {
    const { platform, plan: { groups, deletionProtection } } = this;
    return Object.fromEntries(groups.filter(({ online }) => online !== undefined).map((group) => {
      const tableName = this.tableName(group.groupName);
      return [group.groupName, onlineTable(this, `Table-${group.groupName}`, { platform, tableName, deletionProtection, tags: tagsOf(platform, group) })];
    }));
  }

  private tableName(groupName: string): string {
    return feastTableName(feastProject(this.plan.name), groupName);
  }
}
