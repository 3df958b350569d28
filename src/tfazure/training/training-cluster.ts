import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ClusterAccess, IDashboard, ITrainingClusterMetrics, QuotaNeed } from '../../core';
import { NodeGroupPlan } from '../../core/training/node-group-plan';
import { planTrainingCluster, TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { CLUSTER_NAME } from '../../facts/azure/cluster';
import { REGIONS } from '../../facts/azure/regions';
import { FEATURES } from '../../kubernetes/features';
import { DataAzurermClientConfig } from '../../providers/azurerm/data-azurerm-client-config';
import { KubernetesCluster } from '../../providers/azurerm/kubernetes-cluster';
import { clusterOutputs, inheritProviders } from '../../terraform';
import { Identity } from '../identity/identity';
import { networkOf } from '../network/ready-network';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { CATALOGUE, VERSIONS } from './cluster-catalogue';
import { checkCluster } from './cluster-checks';
import { endpointOf } from './cluster-endpoint';
import { ClusterIdentities } from './cluster-identities';
import { clusterLogs, containerLogs } from './cluster-logs';
import { ClusterMonitoring } from './cluster-monitoring';
import { ClusterSoftware } from './cluster-software';
import { watchCluster } from './cluster-watch';
import { quotaNeeds } from './compute-quotas';
import { diskEncryption } from './disk-encryption';
import { ExistingTrainingCluster } from './existing-training-cluster';
import { FoundTrainingCluster } from './found-training-cluster';
import { managedCluster } from './managed-cluster';
import { NodeGround, nodeGroup, usedSubnets } from './node-group';
import { Outbound } from './outbound';
import { QuotaReader, quotaQuery } from './quota-reader';
import { raisedVersion } from './raised-version';
import { SecretsKey } from './secrets-key';
import { systemGroup } from './system-pool';
import { TrainingClusterBase } from './training-cluster-base';
import { ITrainingCluster } from './training-cluster-handle';
import { TrainingClusterMetrics } from './training-cluster-metrics';
import { TrainingClusterProps } from './training-cluster-props';

/**
 * A private AKS cluster (tier Standard) with a node pool a group: Cilium over an overlay of addresses, its API server inside the platform's network, sign-in
 * with Entra ID and the rights of Azure, disks encrypted with the platform's key and secrets with a key of the cluster's own, managed Prometheus with the
 * measurements of GPUs, logs of who did what and of containers, and the GPU operator where there are GPUs. A pool `system` without a taint carries the
 * software of AKS and what is installed; nodes with GPUs take nothing else.
 *
 * Before the first apply: register the feature `Microsoft.Compute/EncryptionAtHost` of the subscription
 * (https://learn.microsoft.com/en-us/azure/aks/enable-host-encryption), and for groups with InfiniBand `Microsoft.ContainerService/AKSInfinibandSupport`
 * (https://azure.github.io/aks-rdma-infiniband/), both by `az feature register`; have the quotas that `quotas` tells. Whoever runs Terraform needs 'User Access
 * Administrator' on the subscription for the alarm on quotas, unless `quotaReaderIdentityId` is given; `kubelogin` for the second stack; and rights in the
 * cluster, which `deployers` gives. Azure spreads new rights within some minutes.
 *
 * A destroy leaves the vault of the secrets' key, which can be purged after 90 days. What Azure upgrades by itself is no drift; a change of
 * `kubernetesVersion` raises the cluster, and its nodes follow in the next window.
 *
 * Throws all that is wrong at once: `training/api-server-subnet`, `training/egress`, `training/key-version`, `training/node-count`,
 * `training/private-dns-zone`, `training/region`, `training/reservation-id`, `training/surge-on-spot`, `training/zones`, `software/unreachable`, and what core checks.
 *
 * @example
 * import { Accelerator, ClusterAccess, Scaling, tfazure } from 'ml-platform-constructs';
 *
 * function train(platform: tfazure.IMlPlatform): tfazure.TrainingCluster {
 *   return new tfazure.TrainingCluster(platform, 'Train', {
 *     platform,
 *     nodeGroups: [{ accelerator: Accelerator.h100(8), scaling: Scaling.elastic(0, 4) }],
 *     access: ClusterAccess.authorizedNetworks('203.0.113.0/24'),
 *     compactZone: 2,
 *   });
 * }
 */
export class TrainingCluster extends TrainingClusterBase {
  /**
   * A cluster that exists already: nothing is made but rights, alarms and what is installed into it.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param platform the platform that uses it
   * @param existing the cluster
   */
  public static fromExisting(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingTrainingCluster): ITrainingCluster {
    return new FoundTrainingCluster(scope, id, platform, existing);
  }

  public readonly clusterName: string;
  /** The id of the cluster. */
  public readonly clusterId: string;
  /** The address of the issuer of tokens for service accounts. */
  public readonly issuerUrl: string;
  public readonly nodeGroupNames: string[];
  public readonly quotas: QuotaNeed[];
  public readonly metrics: ITrainingClusterMetrics;
  public readonly dashboard: IDashboard;
  /** The id of the Azure Monitor workspace that managed Prometheus writes to. */
  public readonly monitorWorkspaceId: string;

  /** The cluster. */
  public readonly resource: TerraformResource;
  /** The node pools by the names of their groups; that of the cluster's own software, `system`, belongs to the cluster and is its resource. */
  public readonly nodeGroupResources: Record<string, TerraformResource>;

  /** @internal */
  protected readonly _platform: IMlPlatform;
  /** @internal */
  protected readonly _software: ClusterSoftware;

  /**
   * @param scope any scope, in any stack
   * @param id unique in that scope
   * @param props what the cluster is to be
   */
  public constructor(scope: Construct, id: string, props: TrainingClusterProps) {
    const plan = planOn(scope, id, props);
    super(scope, id);
    const { platform } = props;
    inheritProviders(this, platform);
    this._platform = platform;
    const client = new DataAzurermClientConfig(this, 'Client', {});
    const system = systemGroup(platform.profile.settings.zones);
    const ground = groundOf(props, plan);
    const cluster = this.makeCluster(plan, props, ground, { system, tenantId: client.tenantId });
    this.resource = cluster;
    this.clusterName = plan.name;
    this.clusterId = cluster.id;
    this.issuerUrl = cluster.oidcIssuerUrl;
    const pools = plan.groups.map((group) => nodeGroup(this, `Group-${group.name}`, cluster.id, group, ground));
    this.nodeGroupResources = { [system.name]: cluster, ...Object.fromEntries(plan.groups.map(({ name }, i) => [name, pools[i]!])) };
    this.nodeGroupNames = plan.groups.map(({ name }) => name);
    this.quotas = quotaNeeds([...plan.groups, system], platform.location);
    raisedVersion(this, 'Version', { clusterId: cluster.id, kubernetesVersion: plan.kubernetesVersion!, pools });
    (props.deployers ?? [Identity.principal(client.objectId)]).forEach((deployer) => this.grantAdmin(deployer));
    this.monitorWorkspaceId = this.monitor();
    this.metrics = this.measure(client.subscriptionId, props.quotaReaderIdentityId);
    this.dashboard = watchCluster(this, { ...plan, platform, clusterName: plan.name, metrics: this.metrics });
    this._software = new ClusterSoftware(this, {
      ...plan,
      platform,
      clusterName: plan.name,
      endpoint: endpointOf(cluster, props.loginMode),
      // Of a cluster that is found, nobody knows which add-ons it has.
      provided: [FEATURES.blobDriver],
    });
    if (plan.hasGpus) this._software.installGpus();
    clusterOutputs(this, plan.name, this.quotas, { clusterName: plan.name, clusterId: cluster.id });
  }

  private makeCluster(
    plan: TrainingClusterPlan,
    props: TrainingClusterProps,
    ground: NodeGround,
    common: { readonly system: NodeGroupPlan; readonly tenantId: string },
  ): KubernetesCluster {
    const { platform, privateDnsZoneId } = props;
    const disks = diskEncryption(this, 'Disks', plan.name, platform);
    const secrets = new SecretsKey(this, 'Secrets', plan.name, platform, common.tenantId);
    const reservations = plan.groups.flatMap(({ reservationId }) => reservationId ?? []);
    const identities = new ClusterIdentities(this, 'Identities', {
      platform,
      name: plan.name,
      uses: {
        ...Object.fromEntries(usedSubnets(plan.groups, ground).map((subnet, i) => [`subnet-${i + 1}`, subnet])),
        'api-server-subnet': platform.apiServerSubnetId!,
        'disks': disks.id,
        'vault': secrets.vaultId,
        ...(privateDnsZoneId === undefined ? {} : { network: platform.network.networkId }),
        ...Object.fromEntries([...new Set(reservations)].map((reservation, i) => [`reservation-${i + 1}`, reservation])),
      },
      // The network of a platform that was made here says what it reaches; another one may lie anywhere.
      elsewhere: [...(platform.network.egress ? [] : [platform.network.networkId]), ...reservations],
      privateDnsZoneId,
    });
    return managedCluster(this, 'Resource', {
      platform,
      plan,
      ground,
      ...common,
      privateDnsZoneId,
      outbound: props.outbound ?? Outbound.NAT_GATEWAY,
      identities,
      secretsKeyId: secrets.versionedKeyId,
      diskEncryptionSetId: disks.id,
      ready: [...identities.ready, ...networkOf(platform, this)],
    });
  }

  private monitor(): string {
    const { _platform: platform, clusterName, clusterId } = this;
    clusterLogs(this, 'Logs', clusterId, platform.logAnalyticsWorkspaceId);
    const monitoring = new ClusterMonitoring(this, 'Monitoring', clusterName, platform);
    monitoring.watch(clusterId);
    containerLogs(this, 'ContainerLogs', { platform, clusterName, clusterId, dataCollectionEndpointId: monitoring.endpointId });
    return monitoring.workspaceId;
  }

  private measure(subscription: string, quotaReaderIdentityId?: string): TrainingClusterMetrics {
    const { _platform: platform, clusterName, monitorWorkspaceId } = this;
    return new TrainingClusterMetrics({
      clusterName,
      monitorWorkspaceId,
      logAnalyticsWorkspaceId: platform.logAnalyticsWorkspaceId,
      quotaReaderIdentityId: quotaReaderIdentityId ?? new QuotaReader(this, 'QuotaReader', clusterName, platform, subscription).identityId,
      quotaQuery: quotaQuery(platform, subscription, this.quotas),
    });
  }
}

function planOn(scope: Construct, id: string, props: TrainingClusterProps): TrainingClusterPlan {
  const { platformName, location, network, profile } = props.platform;
  return planTrainingCluster(scope, id, props, {
    target: TARGET,
    platform: { platformName, egress: network.egress, profile: profile.settings },
    nameRule: CLUSTER_NAME,
    region: location,
    catalogue: CATALOGUE,
    versions: VERSIONS,
    defaultAccess: ClusterAccess.private(),
    deployedByRunner: true,
    check: (plan, problems) => checkCluster(scope, props, plan, problems),
  });
}

function groundOf({ platform, compactZone }: TrainingClusterProps, { groups }: TrainingClusterPlan): NodeGround {
  const zones = ['1', '2', '3'].slice(0, platform.profile.settings.zones);
  return {
    groups: groups.map(({ name }) => name),
    subnetIds: platform.network.privateSubnetIds,
    zones: REGIONS[platform.location]?.zones ? zones : [],
    compactZone: compactZone ?? 1,
    tags: platform.tags,
  };
}
