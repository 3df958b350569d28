import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { formatRange, parseRange, subRange } from '../../core/network/cidr';
import { NodeGroupPlan } from '../../core/training/node-group-plan';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { ARTIFACT_SOURCES, KEY_MANAGEMENT, OUTBOUND_TYPES, PRIVATE_DNS } from '../../facts/azure/cluster';
import { KubernetesCluster } from '../../providers/azurerm/kubernetes-cluster';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ClusterIdentities } from './cluster-identities';
import { firstSubnet, NodeGround } from './node-group';
import { Outbound } from './outbound';
import { systemPool } from './system-pool';
import { upgrades } from './upgrades';

export interface ManagedClusterProps {
  readonly platform: IMlPlatform;
  readonly plan: TrainingClusterPlan;
  readonly ground: NodeGround;
  readonly system: NodeGroupPlan;
  readonly privateDnsZoneId?: string;
  readonly outbound: Outbound;
  readonly identities: ClusterIdentities;
  readonly secretsKeyId: string;
  readonly diskEncryptionSetId: string;
  readonly tenantId: string;
  readonly ready: ITerraformDependable[];
}

const WEEK_IN_HOURS = 7 * 24;

/** The cluster itself. */
export function managedCluster(scope: Construct, id: string, props: ManagedClusterProps): KubernetesCluster {
  const { platform, plan, ground, identities } = props;
  const reachesInternet = plan.egress.kind === 'nat';
  return new KubernetesCluster(scope, id, {
    name: plan.name,
    resourceGroupName: platform.resourceGroupName,
    nodeResourceGroup: `${plan.name}-nodes`,
    location: platform.location,
    dnsPrefix: plan.name,
    // An SLA for the API server, and room for as many nodes as Azure takes.
    skuTier: 'Standard',
    kubernetesVersion: plan.kubernetesVersion,
    ...upgrades(plan),
    defaultNodePool: systemPool({ ...ground, system: props.system, subnetId: firstSubnet(ground) }),
    ...access(plan, platform.apiServerSubnetId!, props.privateDnsZoneId),
    ...identity(identities, props.tenantId),
    networkProfile: network(props),
    // Without a way out, images of AKS come from a registry that AKS keeps beside the cluster.
    bootstrapProfile: reachesInternet ? undefined : { artifactSource: ARTIFACT_SOURCES.cache },
    diskEncryptionSetId: props.diskEncryptionSetId,
    keyManagementService: { keyVaultKeyId: props.secretsKeyId, keyVaultNetworkAccess: KEY_MANAGEMENT.networkAccess.private },
    keyVaultSecretsProvider: { secretRotationEnabled: true },
    // Containers of Blob Storage can be mounted; AKS leaves that driver out unless it is asked for.
    storageProfile: { blobDriverEnabled: true },
    // The add-on reads its rules from the internet: https://learn.microsoft.com/en-us/azure/aks/outbound-rules-control-egress#azure-policy
    azurePolicyEnabled: reachesInternet,
    imageCleanerEnabled: true,
    imageCleanerIntervalHours: WEEK_IN_HOURS,
    monitorMetrics: {},
    // Logs alone: what is collected is said by a rule of its own. The workspace takes nobody who comes with a key.
    omsAgent: { logAnalyticsWorkspaceId: platform.logAnalyticsWorkspaceId, msiAuthForMonitoringEnabled: true },
    dependsOn: props.ready,
    lifecycle: { preventDestroy: platform.profile.settings.deletionProtection, ignoreChanges: ['kubernetes_version'] },
    tags: platform.tags,
  });
}

/** People and programs sign in with Entra ID and have the rights of Azure; there is no account besides, and no way around the API server. */
function identity({ cluster, kubelet }: ClusterIdentities, tenantId: string) {
  return {
    identity: { type: 'UserAssigned', identityIds: [cluster.id] },
    kubeletIdentity: { clientId: kubelet.clientId, objectId: kubelet.principalId, userAssignedIdentityId: kubelet.id },
    azureActiveDirectoryRoleBasedAccessControl: { azureRbacEnabled: true, tenantId },
    roleBasedAccessControlEnabled: true,
    localAccountDisabled: true,
    runCommandEnabled: false,
    oidcIssuerEnabled: true,
    workloadIdentityEnabled: true,
  };
}

/** The API server stands in the network in any case: the private vault of its key is reached from there only. */
function access({ access: { kind, cidrs } }: TrainingClusterPlan, subnetId: string, privateDnsZoneId: string = PRIVATE_DNS.system) {
  const inside = { virtualNetworkIntegrationEnabled: true, subnetId };
  if (kind === 'authorized') return { privateClusterEnabled: false, apiServerAccessProfile: { ...inside, authorizedIpRanges: [...cidrs] } };
  return { privateClusterEnabled: true, privateClusterPublicFqdnEnabled: false, privateDnsZoneId, apiServerAccessProfile: inside };
}

function network({ plan, platform, outbound }: ManagedClusterProps) {
  return {
    networkPlugin: 'azure',
    networkPluginMode: 'overlay',
    networkDataPlane: 'cilium',
    networkPolicy: 'cilium',
    loadBalancerSku: 'standard',
    outboundType: plan.egress.kind === 'nat' ? outbound : OUTBOUND_TYPES.none,
    podCidr: platform.podCidr,
    serviceCidr: platform.serviceCidr,
    dnsServiceIp: dnsAddress(platform.serviceCidr),
  };
}

/** The tenth address, as AKS itself chooses; the first is the API server's. */
function dnsAddress(serviceCidr: string): string {
  const [address] = formatRange(subRange(parseRange(serviceCidr, 'the range of the services'), 32, 10)).split('/');
  return address!;
}
