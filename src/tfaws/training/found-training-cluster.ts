import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { literal, Problems } from '../../core/private';
import { planClusterAlarms } from '../../core/training/cluster-alarm-plan';
import { NodeGroupPlan, planNodeGroups } from '../../core/training/node-group-plan';
import { DataAwsEksCluster } from '../../providers/aws/data-aws-eks-cluster';
import { inheritProviders, platformOutputs } from '../../terraform';
import { SoftwareHost } from '../../terraform/software';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { ClusterEndpoint, endpointOf } from './cluster-access';
import { ClusterContext, contextOf } from './cluster-context';
import { ClusterGrants } from './cluster-grants';
import { makeSoftwareHost, workloadsOf } from './cluster-software';
import { watchCluster } from './cluster-watch';
import { usageClassesOf } from './compute-quotas';
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
    const groups = describedGroups(scope, id, existing.nodeGroups ?? []);
    const name = literal(existing.clusterName, 'the name of an existing cluster');
    super(scope, id);
    inheritProviders(this, platform);
    const cluster = new DataAwsEksCluster(this, 'Resource', { name });
    this.context = contextOf(name, platform);
    this.clusterName = name;
    this.nodeGroupNames = groups.map((group) => group.name);
    this.endpoint = endpointOf(cluster, platform.region);
    this.grants = new ClusterGrants(this, 'Grants', this.context, cluster.name);
    this.accounts = new Construct(this, 'ServiceAccounts');
    this.software = makeSoftwareHost(this, {
      endpoint: this.endpoint,
      name,
      groups,
      egress: existing.egress ?? platform.network.egress ?? core.Egress.nat(),
      tags: this.context.tags,
      provided: existing.existingSoftware,
    });
    const hasGpus = groups.some(({ gpus }) => gpus > 0);
    this.metrics = new TrainingClusterMetrics(name, usageClassesOf(groups));
    const alarms = planClusterAlarms(name, hasGpus, platform.profile.settings);
    this.dashboard = watchCluster(this, { platform, name, alarms, hasGpus, metrics: this.metrics });
    platformOutputs(this, { clusterName: cluster.name });
  }

  /** The stack of what runs in the cluster. */
  public get workloadsStack(): TerraformStack {
    return workloadsOf(this, this.endpoint);
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

/** Plans without a catalogue: what the groups have is believed. A cluster may leave its nodes untold. */
function describedGroups(scope: Construct, id: string, nodeGroups: readonly core.NodeGroup[]): NodeGroupPlan[] {
  if (nodeGroups.length === 0) return [];
  const problems = new Problems(scope, id);
  const groups = planNodeGroups(nodeGroups, { target: TARGET, acknowledged: [] }, problems);
  problems.throwIfAny();
  return groups;
}
