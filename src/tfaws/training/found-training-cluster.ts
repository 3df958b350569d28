import { Construct } from 'constructs';
import * as core from '../../core';
import { literal } from '../../core/private';
import { planExistingCluster } from '../../core/training/existing-cluster-plan';
import { usageClasses } from '../../facts/aws/compute-quotas';
import { DataAwsEksCluster } from '../../providers/aws/data-aws-eks-cluster';
import { inheritProviders, platformOutputs } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { contextOf } from './cluster-context';
import { endpointOf } from './cluster-endpoint';
import { ClusterGrants } from './cluster-grants';
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
    const plan = planExistingCluster(scope, id, existing, {
      target: TARGET,
      platform: { platformName: platform.platformName, egress: platform.network.egress, profile: platform.profile.settings },
      check: ({ name: given }, problems) => problems.collect(() => literal(given, 'the name of an existing cluster')),
    });
    const { name, groups } = plan;
    super(scope, id);
    inheritProviders(this, platform);
    const cluster = new DataAwsEksCluster(this, 'Resource', { name });
    const context = contextOf(name, platform);
    this.clusterName = name;
    this.nodeGroupNames = groups.map((group) => group.name);
    const endpoint = endpointOf(cluster, platform.region);
    const grants = new ClusterGrants(this, 'Grants', context, cluster.name);
    const accounts = new Construct(this, 'ServiceAccounts');
    const software = makeSoftwareHost(this, { ...plan, endpoint, tags: context.tags });
    this._inside = { context, endpoint, grants, software, accounts };
    this.metrics = new TrainingClusterMetrics(name, usageClasses(groups));
    this.dashboard = watchCluster(this, { ...plan, platform, metrics: this.metrics });
    platformOutputs(this, { clusterName: cluster.name });
  }
}
