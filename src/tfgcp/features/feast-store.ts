import { Lazy, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ArtifactPath } from '../../core';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeastPlace } from '../../core/features/feature-store-place';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { feastFolder } from '../../facts/gcp/features-cluster';
import { ROLES } from '../../facts/gcp/roles';
import { ClusterFeatures } from '../../kubernetes/features/cluster-features';
import { ClusterFeaturesBinding } from '../../kubernetes/features/cluster-features-binding';
import { bucketOf } from '../jobs/data-access';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { grantOnBucket } from '../storage/store-access';
import { FeastDatabase } from './feast-database';
import { FeastGroup } from './feast-group';
import { FeastMonitor } from './feast-monitor';
import { GroupBackend, StoreBackend } from './feature-backend';

/** Feast in a GKE cluster, as an account of Kubernetes that IAM knows by itself, with Datastore as its online store and all values as files in the platform's bucket. */
export class FeastStore extends Construct implements StoreBackend {
  public readonly onlineStoreResource?: TerraformResource;
  private readonly features: ClusterFeatures;
  private readonly folder: ArtifactPath;

  public constructor(scope: Construct, id: string, private readonly plan: FeatureStorePlan<FeastPlace>, private readonly platform: IMlPlatform) {
    super(scope, id);
    const { name, groups, deletionProtection, place: { cluster, namespace, database } } = plan;
    const account = cluster.addServiceAccount(name, { namespace, serviceAccountName: name });
    this.folder = platform.artifacts.path(feastFolder(name));
    grantOnBucket(this, bucketOf(this.folder), ROLES.objectUser, account.identity, `${this.folder.key}/`);
    groups.forEach(({ source }) => {
      if (source.kind === 'table') grantOnBucket(this, bucketOf(source.path), ROLES.objectViewer, account.identity, source.path.key.replace(/\/*$/, '/'));
    });
    const own = database ? undefined : new FeastDatabase(this, 'Database', platform, name, deletionProtection);
    own?.grant(account.identity);
    this.onlineStoreResource = own?.resource;
    this.features = new ClusterFeatures(plan, this.binding(account.serviceAccountName, account.podLabels, own));
    cluster.install(this.features);
    cluster.install(new FeastMonitor(plan));
  }

  public addGroup(scope: Construct, group: FeatureGroupPlan): GroupBackend {
    const { plan, platform, features, folder } = this;
    return new FeastGroup(scope, group, { plan, platform, features, folder });
  }

  private binding(serviceAccountName: string, podLabels: Record<string, string>, own: FeastDatabase | undefined): ClusterFeaturesBinding {
    const { folder: { uri }, platform: { project }, plan: { place: { database } } } = this;
    return {
      serviceAccountName,
      podLabels,
      onlineStore: own ? { type: 'datastore', project_id: project, database: own.databaseName } : { type: database!.kind },
      ...(database?.kind === 'postgres' ? {} : { registryPath: `${uri}/registry.db` }),
      ...(database ? { databaseSecret: { name: database.secretName, key: database.kind } } : {}),
      files: { system: 'gcs' },
      filesOf: (groupName) => `${uri}/${groupName}`,
      lazy: (produce) => Lazy.anyValue({ produce }),
    };
  }
}
