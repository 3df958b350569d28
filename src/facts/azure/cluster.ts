import { MANAGED_PROMETHEUS } from './cluster-metrics';

/**
 * Roles around a cluster, with what each is for. Names: https://learn.microsoft.com/en-us/azure/role-based-access-control/built-in-roles,
 * checked against Azure/bicep-registry-modules at 9f9ea1a1 (`avm/res/container-service/managed-cluster` and others) and Azure/prometheus-collector.
 */
export const CLUSTER_ROLES = {
  /** People, on the cluster: `az aks get-credentials`. The RBAC roles do not have it. https://learn.microsoft.com/en-us/azure/aks/control-kubeconfig-access */
  clusterUser: 'Azure Kubernetes Service Cluster User Role',
  /** People, on the cluster: anything in it. https://learn.microsoft.com/en-us/azure/aks/entra-id-authorization, for this and the next. */
  rbacClusterAdmin: 'Azure Kubernetes Service RBAC Cluster Admin',
  /** People, on one namespace: reads secrets and runs as any service account of it. Custom resources need a role of one's own. */
  rbacWriter: 'Azure Kubernetes Service RBAC Writer',
  /**
   * The cluster's identity, on a private DNS zone of one's own: its record, and the link with the nodes' network. Microsoft names no narrower role:
   * https://learn.microsoft.com/en-us/azure/aks/private-clusters#configure-a-private-dns-zone
   */
  privateDnsZoneContributor: 'Private DNS Zone Contributor',
} as const;

/** The scope of a role in one namespace: `{cluster}` is the id of the cluster. https://learn.microsoft.com/en-us/azure/aks/entra-id-authorization */
export const NAMESPACE_SCOPE = '{cluster}/namespaces/{namespace}';

/** The application that tokens for any cluster's API server are issued for (`kubelogin --server-id`): https://learn.microsoft.com/en-us/azure/aks/kubelogin-authentication */
export const SERVER_APPLICATION_ID = '6dae42f8-4368-4678-94ff-3960e28e3630';

/**
 * What the cluster identity does with what lies outside of the group of its nodes, in place of roles that are wider (Network Contributor, Managed Identity
 * Operator, Reader, Contributor, Key Vault Contributor).
 *
 * Subnets and disk encryption sets: https://learn.microsoft.com/en-us/azure/aks/aks-service-permissions. Identities: the two rights of Managed Identity
 * Operator. Reservations: those that sharing a group asks for, https://learn.microsoft.com/en-us/azure/virtual-machines/capacity-reservation-group-share
 * Vault: a private endpoint that approves itself, https://learn.microsoft.com/en-us/azure/private-link/rbac-permissions#private-endpoint
 */
export const CLUSTER_IDENTITY_ACTIONS = {
  subnet: ['Microsoft.Network/virtualNetworks/subnets/read', 'Microsoft.Network/virtualNetworks/subnets/join/action'],
  diskEncryptionSet: ['Microsoft.Compute/diskEncryptionSets/read'],
  /** Of a network that is joined with a private DNS zone: https://learn.microsoft.com/en-us/azure/role-based-access-control/built-in-roles/networking#private-dns-zone-contributor */
  network: ['Microsoft.Network/virtualNetworks/read', 'Microsoft.Network/virtualNetworks/join/action'],
  identity: ['Microsoft.ManagedIdentity/userAssignedIdentities/read', 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'],
  reservation: [
    'Microsoft.Compute/capacityReservationGroups/read',
    'Microsoft.Compute/capacityReservationGroups/deploy/action',
    'Microsoft.Compute/capacityReservationGroups/capacityReservations/read',
    'Microsoft.Compute/capacityReservationGroups/capacityReservations/deploy/action',
  ],
  vault: [
    'Microsoft.KeyVault/vaults/read',
    'Microsoft.KeyVault/vaults/privateEndpointConnectionsApproval/action',
    'Microsoft.KeyVault/vaults/privateEndpointConnections/read',
    'Microsoft.KeyVault/vaults/privateEndpointConnections/write',
    'Microsoft.KeyVault/vaults/privateEndpointConnections/delete',
  ],
  /** Rights over data: what the plugin of etcd does with its key. */
  key: ['Microsoft.KeyVault/vaults/keys/read', 'Microsoft.KeyVault/vaults/keys/encrypt/action', 'Microsoft.KeyVault/vaults/keys/decrypt/action'],
} as const;

/**
 * `Microsoft.ContainerService/managedClusters`, by what azurerm asks of a `dns_prefix`, so that the name can be that too (54 at most): stricter than
 * https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/resource-name-rules#microsoftcontainerservice
 * The data collection endpoint of a cluster has its name too, and the shorter limit.
 */
export const CLUSTER_NAME = {
  what: 'a cluster',
  minLength: 1,
  maxLength: MANAGED_PROMETHEUS.maxEndpointName,
  pattern: /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/,
  allowed: 'letters, digits and hyphens',
  separator: '-',
} as const;

/** `Microsoft.ManagedIdentity/userAssignedIdentities`: https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/resource-name-rules#microsoftmanagedidentity */
export const MAX_IDENTITY_NAME = 128;

/** How many nodes a pool can have, in azurerm 4.55.0: https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/kubernetes_cluster_node_pool */
export const MAX_NODES = 1_000;

/**
 * Pods of one node: as many as Kubernetes itself is made for, https://kubernetes.io/docs/setup/best-practices/cluster-large/
 *
 * The overlay takes 10 to 250, and 250 by default: https://learn.microsoft.com/en-us/azure/aks/concepts-network-azure-cni-overlay#maximum-pods-per-node
 * An upgrade needs no more addresses for it: a node, one that is added in an upgrade too, takes a /24 of the pods' range whatever it is (same page). AKS keeps
 * 20 MB of a node's memory for each: https://learn.microsoft.com/en-us/azure/aks/node-resource-reservations#memory-reservations
 * It is fixed with a pool; azurerm replaces the pool by way of `temporary_name_for_rotation` where it changes.
 */
export const MAX_PODS = 110;

/**
 * The vCPUs of a machine of the system pool: 4 at least, and 8 on three nodes, two at least, where add-ons are many; here charts run there, too.
 * https://learn.microsoft.com/en-us/azure/aks/use-system-pools#system-and-user-node-pools
 */
export const SYSTEM_CPUS = 8;

/**
 * A spot pool: https://learn.microsoft.com/en-us/azure/aks/spot-node-pool
 *
 * AKS adds the label and the taint itself; azurerm asks for both in the configuration too. Never the default pool. Evicted nodes that are deallocated
 * still count against the quota; hence Delete. The notice of an eviction is 30 seconds: https://learn.microsoft.com/en-us/azure/virtual-machines/spot-vms
 * https://learn.microsoft.com/en-us/azure/aks/use-labels calls the label deprecated for `kubernetes.azure.com/priority`; the taint is as it was.
 */
export const SPOT_POOL = {
  label: { key: 'kubernetes.azure.com/scalesetpriority', value: 'spot' },
  taint: 'kubernetes.azure.com/scalesetpriority=spot:NoSchedule',
  priority: 'Spot',
  evictionPolicy: 'Delete',
  /** Up to the regular price, never evicted for its price. */
  maxPrice: -1,
} as const;

/**
 * A pool with GPUs: https://learn.microsoft.com/en-us/azure/aks/use-nvidia-gpu
 *
 * `gpu_driver` is fixed with the pool. The tag SkipGPUDriverInstall has done nothing since August 14, 2025: https://github.com/Azure/AKS/issues/4925
 * AKS puts no taint on it: `nvidia.com/gpu` is what the GPU operator tolerates by itself, `sku=gpu:NoSchedule` what Microsoft's examples use.
 */
export const GPU_POOL = {
  driver: { install: 'Install', none: 'None' },
} as const;

/** Beside those of resource-providers.ts: https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/azure-services-resource-providers */
export const CLUSTER_RESOURCE_PROVIDERS: readonly string[] = [
  'Microsoft.Compute',
  'Microsoft.ContainerService',
  'Microsoft.Monitor',
  // The Azure Policy add-on: https://learn.microsoft.com/en-us/azure/governance/policy/concepts/policy-for-kubernetes
  'Microsoft.PolicyInsights',
];

/**
 * `private_dns_zone_id` of a private cluster: https://learn.microsoft.com/en-us/azure/aks/private-clusters#configure-a-private-dns-zone
 *
 * 'System' makes a zone in the node resource group, linked to the nodes' network only. A zone of one's own needs a user-assigned identity and is named as
 * below; clusters with API Server VNet Integration take the second form. 'None' is for clusters with a public name only (azure-cli: "--disable-public-fqdn
 * cannot be applied for none mode private dns zone cluster"). Authorized ranges and a private cluster exclude each other.
 */
export const PRIVATE_DNS = {
  system: 'System',
  none: 'None',
  zone: 'privatelink.{region}.azmk8s.io',
  integratedZone: 'private.{region}.azmk8s.io',
} as const;

/**
 * `api_server_access_profile.virtual_network_integration_enabled`: https://learn.microsoft.com/en-us/azure/aks/api-server-vnet-integration
 * The subnet is delegated, /28 or larger, and for nothing else; several clusters of a network may share it, and each takes at least nine addresses.
 * Nodes speak with the API server there, over private addresses, also where it has a public address with authorized ranges: those need not hold the
 * nodes' way out. Not in qatarcentral; not in a network with virtual network encryption. A region may run out of room for it.
 */
export const API_SERVER_INTEGRATION = {
  delegation: 'Microsoft.ContainerService/managedClusters',
  prefixLength: 28,
  unsupportedRegions: ['qatarcentral'],
} as const;

/**
 * How pods sign in to Azure: https://learn.microsoft.com/en-us/azure/aks/workload-identity-overview
 * A managed identity takes 20 federated credentials at most. The issuer is `oidc_issuer_url` of the cluster.
 */
export const WORKLOAD_IDENTITY = {
  subject: 'system:serviceaccount:{namespace}:{serviceAccount}',
  audience: 'api://AzureADTokenExchange',
  /** Annotation of the service account. */
  clientIdAnnotation: 'azure.workload.identity/client-id',
  /** Label of the pod: without it nothing is injected. */
  label: { key: 'azure.workload.identity/use', value: 'true' },
  maxCredentials: 20,
} as const;

/**
 * `key_management_service`, encryption of secrets in etcd with one's own key: https://learn.microsoft.com/en-us/azure/aks/use-kms-etcd-encryption
 *
 * - A user-assigned cluster identity with Key Vault Crypto User, before the cluster; encrypt and decrypt among the key's operations.
 * - `Public`: the vault has to be open to all networks. A firewall (selected networks) is not supported.
 * - `Private`: public access disabled, API Server VNet Integration, and Key Vault Contributor too. A private vault without the integration does not work.
 * - A new version of the key is a new `key_vault_key_id`, after which all secrets have to be written again; a lost key is a lost cluster.
 *
 * The newer experience (https://learn.microsoft.com/en-us/azure/aks/kms-data-encryption, Kubernetes 1.33 and later) rotates by itself and reaches a
 * firewalled vault as a trusted service without the integration. In August 2026 it was a preview (feature `KMSPMKPreview`): azurerm 4.55.0 lacks its
 * property `securityProfile.kubernetesResourceObjectEncryptionProfile`, azapi 2.9.0 has it in preview versions of the API only, and it cannot be undone.
 */
export const KEY_MANAGEMENT = { networkAccess: { public: 'Public', private: 'Private' }, keyOperations: ['decrypt', 'encrypt'] } as const;

/**
 * `outbound_type` in azurerm 4.55.0 (`kubernetes_cluster_resource.go`) and https://learn.microsoft.com/en-us/azure/aks/egress-outboundtype
 * AKS's 'block' (preview) is not a value of it, and works in networks that AKS manages only.
 */
export const OUTBOUND_TYPES = {
  loadBalancer: 'loadBalancer',
  /** In a network that AKS manages. */
  managedNatGateway: 'managedNATGateway',
  /** In one's own network: the subnet of the nodes has the gateway before the cluster is made. */
  natGateway: 'userAssignedNATGateway',
  /** A route for 0.0.0.0/0 to a firewall has to be on the subnet before the cluster is made. */
  userDefinedRouting: 'userDefinedRouting',
  /**
   * For network-isolated clusters: azurerm refuses it unless `bootstrap_profile.artifact_source` is 'Cache'.
   * https://learn.microsoft.com/en-us/azure/aks/concepts-network-isolated
   */
  none: 'none',
} as const;

/** `bootstrap_profile.artifact_source`: where nodes get AKS's images from. 'Cache' is a private registry, of AKS's or (Premium, with a private link) one's own. */
export const ARTIFACT_SOURCES = { direct: 'Direct', cache: 'Cache' } as const;
