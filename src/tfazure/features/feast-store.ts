import { Lazy, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ArtifactPath, IAlarm, IArtifactStore } from '../../core';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeastPlace } from '../../core/features/feature-store-place';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { ClusterFeatures } from '../../kubernetes/features/cluster-features';
import { grantTo } from '../identity/role-grants';
import { folderOf } from '../jobs/store-facts';
import { PrometheusMetric } from '../observability/prometheus-metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ClusterServiceAccount } from '../training/service-account';
import { FeastDatabase } from './feast-database';
import { FeastGroup } from './feast-group';
import { FeastMonitor } from './feast-monitor';
import { FeastSecret, SETTINGS_KEY } from './feast-secret';
import { FeastWatch } from './feast-watch';
import { GroupBackend, StoreBackend } from './feature-backend';

/** Feast in an AKS cluster: its pods are a managed identity by Workload ID, its files lie in the platform's store, and its registry and online store in PostgreSQL. */
export class FeastStore extends Construct implements StoreBackend {
  public readonly onlineStoreResource?: TerraformResource;
  public readonly identityResource: TerraformResource;
  public readonly graphs: StoreBackend['graphs'] = [];
  public readonly alarms: readonly IAlarm[];

  private readonly features: ClusterFeatures;
  private readonly folder: ArtifactPath;
  private readonly watch: FeastWatch;

  public constructor(scope: Construct, id: string, plan: FeatureStorePlan<FeastPlace>, platform: IMlPlatform) {
    super(scope, id);
    const { name, groups, place: { cluster, namespace, database } } = plan;
    const account = cluster.addServiceAccount(name, { namespace, serviceAccountName: name }) as ClusterServiceAccount;
    this.identityResource = account.resource;
    this.folder = platform.artifacts.path(`features/${name}`);
    this.folder.store.grantWrite(account.identity, `${this.folder.key}/`);
    groups.forEach(({ source }) => {
      if (source.kind === 'table') source.path.store.grantRead(account.identity, folderOf(source.path.key));
    });
    const own = database ? undefined : new FeastDatabase(this, 'Database', platform, name, plan.deletionProtection);
    if (own) {
      const { secretId: on, secretName, vaultUri } = own;
      grantTo(this, 'Settings', account.identity, { scope: on, role: 'keyVaultSecretsUser', description: `${name} reads how its database is reached` });
      cluster.install(new FeastSecret({ plan, serviceAccountName: account.serviceAccountName, vaultUri, secretName }));
    }
    this.onlineStoreResource = own?.resource;
    this.features = new ClusterFeatures(plan, {
      serviceAccountName: account.serviceAccountName,
      podLabels: account.podLabels,
      onlineStore: { type: 'postgres' },
      databaseSecret: database ? { name: database.secretName, key: database.kind } : { name: `${name}-database`, key: SETTINGS_KEY },
      files: { system: 'azure' },
      filesOf: (groupName) => `${this.folder.uri}/${groupName}`,
      lazy: (produce) => Lazy.anyValue({ produce }),
    });
    cluster.install(this.features);
    cluster.install(new FeastMonitor(plan));
    this.watch = new FeastWatch(plan, this.features, (cluster.metrics.podsPending() as PrometheusMetric).monitorWorkspaceId);
    this.alarms = this.watch.storeAlarms(this, platform);
  }

  public addGroup(scope: Construct, group: FeatureGroupPlan): GroupBackend {
    return new FeastGroup(scope, group, this.features, this.watch, this.filesOf(group));
  }

  /** Where the files of a group are: of its source, or below the folder of the store. */
  private filesOf({ groupName, source }: FeatureGroupPlan): readonly [IArtifactStore, string] {
    return source.kind === 'table' ? [source.path.store, folderOf(source.path.key)] : [this.folder.store, `${this.folder.key}/${groupName}/`];
  }
}
