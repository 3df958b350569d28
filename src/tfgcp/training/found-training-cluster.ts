import { Construct } from 'constructs';
import * as core from '../../core';
import { workloadPool } from '../../facts/gcp/cluster';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ClusterInside } from './cluster-inside';
import { planFoundCluster } from './cluster-plan';
import { watchCluster } from './cluster-watch';
import { quotaUsedQuery } from './compute-quotas';
import { ExistingTrainingCluster } from './existing-training-cluster';
import { TrainingClusterBase } from './training-cluster-base';
import { TrainingClusterMetrics } from './training-cluster-metrics';

/** Stands for a cluster that exists already: what runs in it, who works there and what watches it are made here, and nothing else. */
export class FoundTrainingCluster extends TrainingClusterBase {
  public readonly clusterName: string;
  public readonly nodeGroupNames: string[];
  public readonly quotas: core.QuotaNeed[] = [];
  public readonly metrics: core.ITrainingClusterMetrics;
  public readonly dashboard: core.IDashboard;
  protected readonly _inside: ClusterInside;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingTrainingCluster) {
    const plan = planFoundCluster(scope, id, platform, existing);
    super(scope, id);
    inheritProviders(this, platform);
    const { clusterName, endpoint, clusterCaCertificate, location = platform.location } = existing;
    this.clusterName = clusterName;
    this.nodeGroupNames = plan.groups.map(({ name }) => name);
    this._inside = new ClusterInside(this, {
      ...plan,
      platform,
      clusterName,
      endpoint: { host: endpoint, certificate: clusterCaCertificate },
      workloadPool: workloadPool(platform.project),
      // Whether the cluster knows groups is for its owner to say.
      nameGroup: () => undefined,
    });
    this.metrics = new TrainingClusterMetrics({ clusterName, location, quotaUsedQuery: quotaUsedQuery(plan.groups, platform.location) });
    this.dashboard = watchCluster(this, { ...plan, platform, clusterName, metrics: this.metrics });
  }
}
