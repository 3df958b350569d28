import { Construct } from 'constructs';
import { IDashboard, ITrainingClusterMetrics, QuotaNeed } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { ExistingClusterPlan, planExistingCluster } from '../../core/training/existing-cluster-plan';
import { DataAzurermClientConfig } from '../../providers/azurerm/data-azurerm-client-config';
import { DataAzurermKubernetesCluster } from '../../providers/azurerm/data-azurerm-kubernetes-cluster';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { requireResourceId, resourceGroupNameOf, resourceNameOf } from '../platform/resource-ids';
import { TARGET } from '../support';
import { endpointOf } from './cluster-endpoint';
import { ClusterSoftware } from './cluster-software';
import { watchCluster } from './cluster-watch';
import { ExistingTrainingCluster } from './existing-training-cluster';
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
    const plan = planOn(scope, id, platform, existing);
    super(scope, id);
    inheritProviders(this, platform);
    const name = plan.name;
    const cluster = new DataAzurermKubernetesCluster(this, 'Resource', { name, resourceGroupName: resourceGroupNameOf(existing.clusterId) });
    const { subscriptionId } = new DataAzurermClientConfig(this, 'Client', {});
    this._platform = platform;
    this.clusterName = name;
    this.clusterId = existing.clusterId;
    this.issuerUrl = cluster.oidcIssuerUrl;
    this.nodeGroupNames = plan.groups.map((group) => group.name);
    existing.deployers?.forEach((deployer) => this.grantAdmin(deployer));
    this.metrics = new TrainingClusterMetrics({
      clusterName: name,
      monitorWorkspaceId: existing.monitorWorkspaceId,
      logAnalyticsWorkspaceId: platform.logAnalyticsWorkspaceId,
      quotaReaderIdentityId: existing.quotaReaderIdentityId ?? new QuotaReader(this, 'QuotaReader', `${platform.platformName}-${id.toLowerCase()}`, platform, subscriptionId).identityId,
      quotaQuery: quotaQuery(platform, subscriptionId),
    });
    this.dashboard = watchCluster(this, { ...plan, platform, clusterName: name, metrics: this.metrics });
    this._software = new ClusterSoftware(this, { ...plan, platform, clusterName: name, endpoint: endpointOf(cluster, existing.loginMode) });
  }
}

function planOn(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingTrainingCluster): ExistingClusterPlan {
  const { clusterId, monitorWorkspaceId, deployers = [] } = existing;
  const { platformName, network, profile } = platform;
  return planExistingCluster(scope, id, { ...existing, clusterName: resourceNameOf(clusterId) }, {
    target: TARGET,
    platform: { platformName, egress: network.egress, profile: profile.settings },
    check: (_, problems) => {
      requireResourceId(clusterId, 'Microsoft.ContainerService/managedClusters', 'the cluster', problems);
      requireResourceId(monitorWorkspaceId, 'Microsoft.Monitor/accounts', "the workspace of the cluster's measurements", problems);
      deployers.forEach((deployer) => problems.collect(() => requireGranteeOf('azure', deployer, scope)));
    },
  });
}
