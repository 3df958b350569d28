import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import * as core from '../../core';
import { planExistingCluster } from '../../core/training/existing-cluster-plan';
import { usageClasses } from '../../facts/aws/compute-quotas';
import { Values } from '../../facts/aws/fill';
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
    const { cluster } = existing;
    const plan = planExistingCluster(scope, id, { ...existing, clusterName: cluster.clusterName }, {
      target: TARGET,
      platform: { platformName: platform.platformName, egress: platform.network.egress, profile: platform.profile.settings },
      check: () => undefined,
    });
    const { name, groups } = plan;
    super(scope, id);
    this.cluster = cluster;
    this.clusterName = name;
    this.nodeGroupNames = groups.map((group) => group.name);
    this.values = { ...stackValues(this, platform.platformName), cluster: name };
    this.accounts = new Construct(this, 'ServiceAccounts');
    this.grants = new ClusterGrants(this, 'Grants', { platform, clusterName: name, values: this.values });
    this.software = makeSoftwareHost(this, { ...plan, cluster, tags: platform.tags, ready: [] });
    this.metrics = new TrainingClusterMetrics(name, usageClasses(groups));
    this.dashboard = watchCluster(this, { ...plan, platform, metrics: this.metrics });
    writeClusterName(this, platform.platformName, name);
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
