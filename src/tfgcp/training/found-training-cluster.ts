import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { workloadPool } from '../../facts/gcp/cluster';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ClusterInside } from './cluster-inside';
import { planExistingCluster } from './cluster-plan';
import { watchCluster } from './cluster-watch';
import { quotaNeeds, quotaUsedQuery } from './compute-quotas';
import { ExistingTrainingCluster } from './existing-training-cluster';
import { ITrainingCluster } from './training-cluster-handle';
import { TrainingClusterMetrics } from './training-cluster-metrics';

/** Stands for a cluster that exists already: what runs in it, who works there and what watches it are made here, and nothing else. */
export class FoundTrainingCluster extends Construct implements ITrainingCluster {
  public readonly clusterName: string;
  public readonly nodeGroupNames: string[];
  public readonly quotas: core.QuotaNeed[];
  public readonly metrics: core.ITrainingClusterMetrics;
  public readonly dashboard: core.IDashboard;
  private readonly inside: ClusterInside;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingTrainingCluster) {
    const { groups, alarms } = planExistingCluster(scope, id, platform, existing);
    super(scope, id);
    inheritProviders(this, platform);
    const { clusterName, endpoint, clusterCaCertificate, location = platform.location } = existing;
    this.clusterName = clusterName;
    this.nodeGroupNames = groups.map(({ name }) => name);
    this.quotas = quotaNeeds(groups, platform.location);
    this.inside = new ClusterInside(this, {
      platform,
      clusterName,
      endpoint: { host: endpoint, certificate: clusterCaCertificate },
      groups,
      egress: existing.egress ?? platform.network.egress ?? core.Egress.nat(),
      workloadPool: workloadPool(platform.project),
      // Whether the cluster knows groups is for its owner to say.
      nameGroup: () => undefined,
    });
    this.metrics = new TrainingClusterMetrics({ clusterName, location, quotaUsedQuery: quotaUsedQuery(groups, platform.location) });
    this.dashboard = watchCluster(this, { platform, clusterName, metrics: this.metrics, alarms });
  }

  public get workloadsStack(): TerraformStack {
    return this.inside.workloadsStack;
  }

  public install(software: core.IClusterSoftware): void {
    this.inside.install(software);
  }

  public addServiceAccount(id: string, props: core.ClusterServiceAccountProps): core.IClusterServiceAccount {
    return this.inside.addServiceAccount(id, props);
  }

  public grantEdit(identity: core.IIdentity, namespace: string): void {
    this.inside.grantEdit(identity, namespace);
  }

  public grantAdmin(identity: core.IIdentity): void {
    this.inside.grantAdmin(identity);
  }
}
