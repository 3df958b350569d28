import { CfnTable, CfnTableProps } from 'aws-cdk-lib/aws-dynamodb';
import { Lazy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { FeastPlace } from '../../core/features/feature-store-place';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { FEAST_TABLE_ARN, feastFilesKey, feastRegistryKey, feastTable, feastTableName, USE_FEAST_TABLES } from '../../facts/aws/features-feast';
import { fill } from '../../facts/aws/fill';
import { folder } from '../../facts/aws/sagemaker-job';
import { ClusterFeatures } from '../../kubernetes/features/cluster-features';
import { ClusterFeaturesBinding } from '../../kubernetes/features/cluster-features-binding';
import { feastProject } from '../../kubernetes/features/feature-labels';
import { grant } from '../identity/statements';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { retain } from '../registry/retained';
import { cfnProperties } from '../serving/cfn-properties';
import { stackValues } from '../stack-values';
import { FeastGroup } from './feast-group';
import { FeatureGroup } from './feature-group';

/** Feast in a cluster of EKS: its account there is a role of IAM, which reads and writes tables of DynamoDB and files in the platform's bucket. */
export class FeastStore extends Construct {
  public readonly groups: FeatureGroup[];
  private readonly tables: Record<string, CfnTable>;

  public constructor(scope: Construct, id: string, private readonly platform: IMlPlatform, private readonly plan: FeatureStorePlan<FeastPlace>) {
    super(scope, id);
    const { name, groups, place: { cluster, namespace, database } } = plan;
    const { artifacts } = platform;
    const account = cluster.addServiceAccount(name, { namespace, serviceAccountName: name });
    this.tables = database ? {} : this.makeTables();
    // No pod starts without its account, and none of these pods makes a table.
    account.node.addDependency(...Object.values(this.tables));
    artifacts.grantWrite(account.identity, `features/${name}/`);
    groups.forEach(({ source }) => { if (source.kind === 'table') source.path.store.grantRead(account.identity, folder(source.path.key)); });
    const tables = groups.filter(({ groupName }) => this.tables[groupName]).map(({ groupName }) => this.tableArn(groupName));
    const values = { ...stackValues(this, platform.platformName), key: platform.key.keyArn, tables };
    if (tables.length > 0) USE_FEAST_TABLES.forEach((fact) => grant(this, account.identity, fact, values));
    const software = new ClusterFeatures(plan, this.binding(account.serviceAccountName, account.podLabels));
    cluster.install(software);
    this.groups = groups.map((group) => FeatureGroup._of(this, group.groupName, (inside) => {
      return new FeastGroup(inside, { platform, store: plan, group, software, table: this.tables[group.groupName] });
    }));
  }

  private binding(serviceAccountName: string, podLabels: Record<string, string>): ClusterFeaturesBinding {
    const { plan: { name, place: { database } }, platform: { artifacts } } = this;
    const { region } = Stack.of(this);
    return {
      serviceAccountName,
      podLabels,
      onlineStore: database ? { type: database.kind } : { type: 'dynamodb', region },
      registryPath: database?.kind === 'postgres' ? undefined : `${artifacts.uri}/${feastRegistryKey(name)}`,
      databaseSecret: database && { name: database.secretName, key: database.kind },
      files: { system: 's3', region },
      filesOf: (groupName) => `${artifacts.uri}/${feastFilesKey(name, groupName)}`,
      lazy: (produce) => Lazy.any({ produce }),
    };
  }

  private makeTables(): Record<string, CfnTable> {
    const { platform, plan: { groups, deletionProtection } } = this;
    return Object.fromEntries(groups.filter(({ online }) => online !== undefined).map(({ groupName }) => {
      const { SSESpecification: encryption, ...properties } = feastTable(this.tableName(groupName), platform.key.keyArn, deletionProtection);
      const table = new CfnTable(this, `Table-${groupName}`, cfnProperties<CfnTableProps>(properties));
      // AWS CDK has names of its own for what begins with several capitals.
      table.addPropertyOverride('SSESpecification', encryption);
      retain(table, platform);
      return [groupName, table];
    }));
  }

  private tableName(groupName: string): string {
    return feastTableName(feastProject(this.plan.name), groupName);
  }

  private tableArn(groupName: string): string {
    return fill<string>(FEAST_TABLE_ARN, { ...stackValues(this, this.platform.platformName), table: this.tableName(groupName) });
  }
}
