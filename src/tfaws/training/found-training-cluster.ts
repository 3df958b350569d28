import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { literal } from '../../core/private';
import { planExistingCluster } from '../../core/training/existing-cluster-plan';
import { usageClasses } from '../../facts/aws/compute-quotas';
import { DataAwsEksCluster } from '../../providers/aws/data-aws-eks-cluster';
import { inheritProviders, platformOutputs } from '../../terraform';
import { SoftwareHost, workloadsOf } from '../../terraform/software';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { ClusterContext, contextOf } from './cluster-context';
import { ClusterEndpoint, endpointOf, endpointWishes } from './cluster-endpoint';
import { ClusterGrants } from './cluster-grants';
import { makeSoftwareHost } from './cluster-software';
import { watchCluster } from './cluster-watch';
import { ExistingTrainingCluster } from './existing-training-cluster';
import { ClusterServiceAccount } from './service-account';
import { ITrainingCluster } from './training-cluster-handle';
import { TrainingClusterMetrics } from './training-cluster-metrics';

/** A cluster that exists already: its nodes, its add-ons and its way out are its owner's. */
export class FoundTrainingCluster extends Construct implements ITrainingCluster {
  public readonly clusterName: string;
  public readonly nodeGroupNames: string[];
  public readonly quotas: core.QuotaNeed[] = [];
  public readonly metrics: core.ITrainingClusterMetrics;
  public readonly dashboard: core.IDashboard;
  private readonly endpoint: ClusterEndpoint;
  private readonly context: ClusterContext;
  private readonly software: SoftwareHost;
  private readonly grants: ClusterGrants;
  private readonly accounts: Construct;

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
    this.context = contextOf(name, platform);
    this.clusterName = name;
    this.nodeGroupNames = groups.map((group) => group.name);
    this.endpoint = endpointOf(cluster, platform.region);
    this.grants = new ClusterGrants(this, 'Grants', this.context, cluster.name);
    this.accounts = new Construct(this, 'ServiceAccounts');
    this.software = makeSoftwareHost(this, { ...plan, endpoint: this.endpoint, tags: this.context.tags });
    this.metrics = new TrainingClusterMetrics(name, usageClasses(groups));
    this.dashboard = watchCluster(this, { ...plan, platform, metrics: this.metrics });
    platformOutputs(this, { clusterName: cluster.name });
  }

  /** The stack of what runs in the cluster. */
  public get workloadsStack(): TerraformStack {
    return workloadsOf(this, endpointWishes(this.endpoint));
  }

  public install(software: core.IClusterSoftware): void {
    this.software.install(software);
  }

  public addServiceAccount(id: string, props: core.ClusterServiceAccountProps): core.IClusterServiceAccount {
    return new ClusterServiceAccount(this.accounts, id, {
      ...props,
      context: this.context,
      clusterName: this.endpoint.clusterName,
      inside: () => this.workloadsStack,
      after: this.software.makersOf(props.namespace),
    });
  }

  public grantEdit(identity: core.IIdentity, namespace: string): void {
    this.grants.edit(identity, namespace);
  }

  public grantAdmin(identity: core.IIdentity): void {
    this.grants.admin(identity);
  }
}
