import { Construct } from 'constructs';
import * as core from '../../core';
import { planExistingCluster } from '../../core/training/existing-cluster-plan';
import { usageClasses } from '../../facts/aws/compute-quotas';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { stackValues } from '../stack-values';
import { TARGET } from '../support';
import { addTags } from '../tags';
import { boundRoles } from './cluster-context';
import { ClusterGrants } from './cluster-grants';
import { writeClusterName } from './cluster-outputs';
import { makeSoftwareHost } from './cluster-software';
import { watchCluster } from './cluster-watch';
import { ExistingTrainingCluster } from './existing-training-cluster';
import { ClusterInside, TrainingClusterBase } from './training-cluster-base';
import { TrainingClusterMetrics } from './training-cluster-metrics';

/** A cluster that exists already: its nodes, its add-ons and its way out are its owner's. */
export class FoundTrainingCluster extends TrainingClusterBase {
  public readonly clusterName: string;
  public readonly nodeGroupNames: string[];
  public readonly quotas: core.QuotaNeed[] = [];
  public readonly metrics: core.ITrainingClusterMetrics;
  public readonly dashboard: core.IDashboard;
  /** @internal */
  protected readonly _inside: ClusterInside;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingTrainingCluster) {
    const { cluster } = existing;
    const plan = planExistingCluster(scope, id, { ...existing, clusterName: cluster.clusterName }, {
      target: TARGET,
      platform: { platformName: platform.platformName, egress: platform.network.egress, profile: platform.profile.settings },
      check: () => undefined,
    });
    const { name, groups } = plan;
    super(scope, id);
    this.clusterName = name;
    this.nodeGroupNames = groups.map((group) => group.name);
    const values = { ...stackValues(this, platform.platformName), cluster: name };
    const accounts = new Construct(this, 'ServiceAccounts');
    const grants = new ClusterGrants(this, 'Grants', { platform, clusterName: name, values });
    const software = makeSoftwareHost(this, { ...plan, cluster, tags: platform.tags, ready: [] });
    this._inside = { cluster, values, labels: platform.tags, grants, software, accounts };
    this.metrics = new TrainingClusterMetrics(name, usageClasses(groups));
    this.dashboard = watchCluster(this, { ...plan, platform, metrics: this.metrics });
    writeClusterName(this, platform.platformName, name);
    boundRoles(this, platform);
    addTags(this, platform.tags);
  }
}
