import { Construct } from 'constructs';
import { IDashboard, ITrainingClusterMetrics, QuotaNeed } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { Problems } from '../../core/private';
import { planClusterAlarms } from '../../core/training/cluster-alarm-plan';
import { NodeGroupPlan, planNodeGroups } from '../../core/training/node-group-plan';
import { DataAzurermClientConfig } from '../../providers/azurerm/data-azurerm-client-config';
import { DataAzurermKubernetesCluster } from '../../providers/azurerm/data-azurerm-kubernetes-cluster';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { requireResourceId, resourceGroupNameOf, resourceNameOf } from '../platform/resource-ids';
import { TARGET } from '../support';
import { ClusterSoftware } from './cluster-software';
import { ClusterWatch } from './cluster-watch';
import { ExistingTrainingCluster } from './existing-training-cluster';
import { LoginMode } from './login-mode';
import { QuotaReader, quotaQuery } from './quota-reader';
import { TrainingClusterBase } from './training-cluster-base';
import { TrainingClusterMetrics } from './training-cluster-metrics';

/** A cluster that exists already: its nodes are told, not made, and what its owner decides stays as it is. */
export class FoundTrainingCluster extends TrainingClusterBase {
  public readonly clusterName: string;
  public readonly clusterId: string;
  public readonly issuerUrl: string;
  public readonly nodeGroupNames: string[];
  public readonly quotas: QuotaNeed[] = [];
  public readonly metrics: ITrainingClusterMetrics;
  public readonly dashboard: IDashboard;
  protected readonly _platform: IMlPlatform;
  protected readonly _software: ClusterSoftware;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingTrainingCluster) {
    const groups = checked(scope, id, existing);
    super(scope, id);
    inheritProviders(this, platform);
    const name = resourceNameOf(existing.clusterId);
    const cluster = new DataAzurermKubernetesCluster(this, 'Resource', { name, resourceGroupName: resourceGroupNameOf(existing.clusterId) });
    const { subscriptionId } = new DataAzurermClientConfig(this, 'Client', {});
    this._platform = platform;
    this.clusterName = name;
    this.clusterId = existing.clusterId;
    this.issuerUrl = cluster.oidcIssuerUrl;
    this.nodeGroupNames = groups.map((group) => group.name);
    existing.deployers?.forEach((deployer) => this.grantAdmin(deployer));
    this.metrics = new TrainingClusterMetrics({
      clusterName: name,
      monitorWorkspaceId: existing.monitorWorkspaceId,
      logAnalyticsWorkspaceId: platform.logAnalyticsWorkspaceId,
      quotaReaderIdentityId: existing.quotaReaderIdentityId ?? new QuotaReader(this, 'QuotaReader', `${platform.platformName}-${id.toLowerCase()}`, platform, subscriptionId).identityId,
      quotaQuery: quotaQuery(platform, subscriptionId),
    });
    const hasGpus = groups.some(({ gpus }) => gpus > 0);
    const alarms = planClusterAlarms(name, hasGpus, platform.profile.settings);
    this.dashboard = new ClusterWatch(this, 'Watch', { platform, clusterName: name, metrics: this.metrics, alarms, hasGpus }).dashboard;
    const { host, clusterCaCertificate } = cluster.kubeConfig.get(0);
    this._software = new ClusterSoftware(this, {
      platform,
      clusterName: name,
      groups,
      egress: existing.egress ?? platform.network.egress ?? { kind: 'nat' },
      connection: { host, certificate: clusterCaCertificate, loginMode: existing.loginMode ?? LoginMode.AZURE_CLI },
    });
  }
}

function checked(scope: Construct, id: string, existing: ExistingTrainingCluster): NodeGroupPlan[] {
  const problems = new Problems(scope, id);
  requireResourceId(existing.clusterId, 'Microsoft.ContainerService/managedClusters', 'the cluster', problems);
  requireResourceId(existing.monitorWorkspaceId, 'Microsoft.Monitor/accounts', "the workspace of the cluster's measurements", problems);
  (existing.deployers ?? []).forEach((deployer) => problems.collect(() => requireGranteeOf('azure', deployer, scope)));
  const groups = existing.nodeGroups ? planNodeGroups(existing.nodeGroups, { target: TARGET, acknowledged: [] }, problems) : [];
  problems.throwIfAny();
  return groups;
}
