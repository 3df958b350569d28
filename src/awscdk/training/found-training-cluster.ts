import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import * as core from '../../core';
import { Problems } from '../../core/private';
import { planClusterAlarms } from '../../core/training/cluster-alarm-plan';
import { NodeGroupPlan, planNodeGroups } from '../../core/training/node-group-plan';
import { Values } from '../../facts/aws/fill';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { stackValues } from '../stack-values';
import { TARGET } from '../support';
import { addTags } from '../tags';
import { boundRoles } from './cluster-context';
import { ClusterGrants } from './cluster-grants';
import { makeSoftwareHost } from './cluster-software';
import { watchCluster } from './cluster-watch';
import { watchedQuotas } from './compute-quotas';
import { ExistingTrainingCluster } from './existing-training-cluster';
import { ClusterServiceAccount } from './service-account';
import { SoftwareHost } from './software-host';
import { TrainingClusterMetrics } from './training-cluster-metrics';

/** A cluster that exists already: its nodes, its add-ons and its way out are its owner's. */
export class FoundTrainingCluster extends Construct implements core.ITrainingCluster {
  public readonly clusterName: string;
  public readonly nodeGroupNames: string[];
  public readonly quotas: core.QuotaNeed[] = [];
  public readonly metrics: core.ITrainingClusterMetrics;
  public readonly dashboard: core.IDashboard;
  private readonly cluster: ICluster;
  private readonly values: Values;
  private readonly software: SoftwareHost;
  private readonly grants: ClusterGrants;
  private readonly accounts: Construct;

  public constructor(scope: Construct, id: string, private readonly platform: IMlPlatform, existing: ExistingTrainingCluster) {
    const groups = describedGroups(scope, id, existing.nodeGroups ?? []);
    super(scope, id);
    const { cluster, existingSoftware: provided } = existing;
    const name = cluster.clusterName;
    this.cluster = cluster;
    this.clusterName = name;
    this.nodeGroupNames = groups.map((group) => group.name);
    this.values = { ...stackValues(this, platform.platformName), cluster: name };
    this.accounts = new Construct(this, 'ServiceAccounts');
    this.grants = new ClusterGrants(this, 'Grants', name, this.values);
    const egress = existing.egress ?? platform.network.egress ?? core.Egress.nat();
    this.software = makeSoftwareHost(this, { cluster, name, groups, egress, tags: platform.tags, provided, ready: [] });
    const hasGpus = groups.some(({ gpus }) => gpus > 0);
    this.metrics = new TrainingClusterMetrics(name, watchedQuotas(groups));
    const alarms = planClusterAlarms(name, hasGpus, platform.profile.settings);
    this.dashboard = watchCluster(this, { platform, alarms, hasGpus, metrics: this.metrics });
    boundRoles(this, platform);
    addTags(this, platform.tags);
  }

  public install(software: core.IClusterSoftware): void {
    this.software.install(software);
  }

  public addServiceAccount(id: string, props: core.ClusterServiceAccountProps): core.IClusterServiceAccount {
    this.software.requireKubectl(`the service account '${id}' is to be made in the cluster`);
    const { cluster, values, platform: { tags: labels } } = this;
    return new ClusterServiceAccount(this.accounts, id, { ...props, cluster, values, labels, after: this.software.before(props.namespace) });
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
