/** A built-in role by the GUID of its definition. */
export interface ClusterRole {
  readonly name: string;
  readonly id: string;
}

/**
 * Roles around a cluster, with what each is for. Names and GUIDs: https://learn.microsoft.com/en-us/azure/role-based-access-control/built-in-roles,
 * checked against Azure/bicep-registry-modules at 9f9ea1a1 (`avm/res/container-service/managed-cluster` and others) and Azure/prometheus-collector.
 */
export const CLUSTER_ROLES = {
  /** Cluster identity, on the subnets of nodes and of an integrated API server: https://learn.microsoft.com/en-us/azure/aks/api-server-vnet-integration */
  networkContributor: { name: 'Network Contributor', id: '4d97b98b-1d4f-4787-a291-c67834d212e7' },
  /** Cluster identity, on a private DNS zone of one's own; not with the zone 'System': https://learn.microsoft.com/en-us/azure/aks/private-clusters */
  privateDnsZoneContributor: { name: 'Private DNS Zone Contributor', id: 'b12aa53e-6015-4669-85d0-8515ebb3ae7f' },
  /** Cluster identity, on a kubelet identity of one's own: https://learn.microsoft.com/en-us/azure/aks/managed-identity-overview */
  managedIdentityOperator: { name: 'Managed Identity Operator', id: 'f1a07417-d97a-45cb-824c-7a7467783830' },
  /** Cluster identity, on the disk encryption set: https://learn.microsoft.com/en-us/azure/aks/azure-disk-customer-managed-keys */
  reader: { name: 'Reader', id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7' },
  /** Identity of the disk encryption set, on the vault of its key; same page. */
  keyVaultCryptoServiceEncryptionUser: { name: 'Key Vault Crypto Service Encryption User', id: 'e147488a-f6f5-4113-8e2d-b22465e65bf6' },
  /** Cluster identity, on the vault of the etcd key: encrypts and decrypts, which the role above cannot. https://learn.microsoft.com/en-us/azure/aks/use-kms-etcd-encryption */
  keyVaultCryptoUser: { name: 'Key Vault Crypto User', id: '12338af0-0e69-4776-bea7-57ae8d297424' },
  /** Cluster identity, on a private vault of the etcd key, to which AKS makes a private link; same page. */
  keyVaultContributor: { name: 'Key Vault Contributor', id: 'f25e0fa2-a7c8-4377-a976-54943a77a395' },
  /**
   * Cluster identity, on the resource group of a capacity reservation group; no narrower role is documented:
   * https://learn.microsoft.com/en-us/azure/aks/use-capacity-reservation-groups
   */
  contributor: { name: 'Contributor', id: 'b24988ac-6180-42a0-ab88-20f7382dd24c' },
  /**
   * Kubelet identity, on the registry. A registry with ABAC repository permissions wants 'Container Registry Repository Reader' instead:
   * https://learn.microsoft.com/en-us/azure/aks/managed-identity-overview
   */
  acrPull: { name: 'AcrPull', id: '7f951dda-4ed3-4680-a7ca-43fe172d538d' },
  /** People, on the cluster: `az aks get-credentials`. The three RBAC roles do not have it. https://learn.microsoft.com/en-us/azure/aks/control-kubeconfig-access */
  clusterUser: { name: 'Azure Kubernetes Service Cluster User Role', id: '4abbcc35-e782-43d8-92c5-2d3f1bd2253f' },
  /** People, on the cluster: anything in it. https://learn.microsoft.com/en-us/azure/aks/entra-id-authorization, for this and the next three. */
  rbacClusterAdmin: { name: 'Azure Kubernetes Service RBAC Cluster Admin', id: 'b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b' },
  /** People, on one namespace: all but quotas and the namespace itself. */
  rbacAdmin: { name: 'Azure Kubernetes Service RBAC Admin', id: '3498e952-d568-435e-9b2c-8d77e338d7f7' },
  /** People, on one namespace: reads secrets and runs as any service account of it. Custom resources need a role of one's own. */
  rbacWriter: { name: 'Azure Kubernetes Service RBAC Writer', id: 'a7ffa36f-339b-4b5c-8bdf-e2c188b2c0eb' },
  /** People, on one namespace: no secrets, roles or role bindings. */
  rbacReader: { name: 'Azure Kubernetes Service RBAC Reader', id: '7f6c6a51-bcf8-42ba-9220-52d62157d7db' },
  /** Whoever queries metrics, on the Azure Monitor workspace: https://github.com/Azure/prometheus-collector/blob/main/AddonTerraformTemplate/main.tf */
  monitoringDataReader: { name: 'Monitoring Data Reader', id: 'b0d8363b-8ddd-447d-831f-62ca05bff136' },
} as const satisfies Record<string, ClusterRole>;

/** The scope of a role in one namespace: `{cluster}` is the id of the cluster. https://learn.microsoft.com/en-us/azure/aks/entra-id-authorization */
export const NAMESPACE_SCOPE = '{cluster}/namespaces/{namespace}';

/** The application that tokens for any cluster's API server are issued for (`kubelogin --server-id`): https://learn.microsoft.com/en-us/azure/aks/kubelogin-authentication */
export const SERVER_APPLICATION_ID = '6dae42f8-4368-4678-94ff-3960e28e3630';

/**
 * The categories of a cluster's diagnostic logs: https://learn.microsoft.com/en-us/azure/azure-monitor/reference/supported-logs/microsoft-containerservice-managedclusters-logs
 * The ones for fleets and for node auto-provisioning are left out. All land in AKSAudit, AKSAuditAdmin and AKSControlPlane with
 * `log_analytics_destination_type = Dedicated`: https://learn.microsoft.com/en-us/azure/aks/monitor-aks
 */
export const LOG_CATEGORIES = {
  /** Every call, get and list included: costly. */
  audit: 'kube-audit',
  /** The same without get and list. */
  auditAdmin: 'kube-audit-admin',
  apiServer: 'kube-apiserver',
  controllerManager: 'kube-controller-manager',
  scheduler: 'kube-scheduler',
  autoscaler: 'cluster-autoscaler',
  cloudController: 'cloud-controller-manager',
  /** Sign-ins with Entra ID and Azure RBAC. */
  guard: 'guard',
  diskDriver: 'csi-azuredisk-controller',
  fileDriver: 'csi-azurefile-controller',
  snapshotController: 'csi-snapshot-controller',
} as const;

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

/** What a cluster's parts may be called; the shape of `NAME_RULES`. */
export const CLUSTER_NAME_RULES = {
  /**
   * `Microsoft.ContainerService/managedClusters`, by what azurerm asks of a `dns_prefix`, so that the name can be that too: stricter than
   * https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/resource-name-rules#microsoftcontainerservice
   */
  cluster: {
    what: 'a cluster',
    minLength: 1,
    maxLength: 54,
    pattern: /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/,
    allowed: 'letters, digits and hyphens',
    separator: '-',
  },
  /** A pool of Linux nodes: https://learn.microsoft.com/en-us/azure/aks/create-node-pools#limitations; azurerm checks `^[a-z]{1}[a-z\d]{0,11}$`. */
  nodePool: {
    what: 'a node pool',
    minLength: 1,
    maxLength: 12,
    pattern: /^[a-z][a-z0-9]*$/,
    allowed: 'lower-case letters and digits, a letter first',
    separator: '',
  },
} as const;

/** A service account of Kubernetes: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names; shorter, as part of the name of an identity (128). */
export const SERVICE_ACCOUNT_NAME = {
  what: 'a service account',
  minLength: 1,
  maxLength: 63,
  pattern: /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
  allowed: 'lower-case letters, digits and hyphens',
  separator: '-',
} as const;

/** How many nodes a pool can have, in azurerm 4.55.0: https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/kubernetes_cluster_node_pool */
export const NODE_LIMITS = { maxNodes: 1_000, minUserNodes: 0, minSystemNodes: 1 } as const;

/** A system pool wants machines of at least 4 vCPUs and two nodes, better three: https://learn.microsoft.com/en-us/azure/aks/use-system-pools#system-and-user-node-pools */
export const SYSTEM_POOL = { cpus: 4, nodes: 2, recommendedNodes: 3, taint: 'CriticalAddonsOnly=true:NoSchedule' } as const;

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
  resource: 'nvidia.com/gpu',
  taint: 'nvidia.com/gpu=present:NoSchedule',
  /** Set by AKS on nodes with NVIDIA GPUs: https://learn.microsoft.com/en-us/azure/aks/use-labels */
  label: { key: 'kubernetes.azure.com/accelerator', value: 'nvidia' },
} as const;

/**
 * Values of the GPU operator's chart for nodes whose driver AKS installs: the three belong together.
 * https://github.com/NVIDIA/gpu-operator/issues/525 and https://github.com/NVIDIA/aicr/pull/1680 ("always all three together").
 *
 * With the toolkit left on, the operator replaces the node's container runtime for good: https://azure.github.io/aks-rdma-infiniband/. Microsoft's own page,
 * https://learn.microsoft.com/en-us/azure/aks/nvidia-gpu-operator, knows the operator with `gpu_driver = None` only. The operator wants one OS version in
 * the whole cluster, and its namespace the label `pod-security.kubernetes.io/enforce: privileged`.
 * AKS's driver does not load nvidia-peermem, which GPUDirect RDMA over InfiniBand uses.
 */
export const GPU_OPERATOR_VALUES = {
  driver: { enabled: false },
  toolkit: { enabled: false },
  operator: { runtimeClass: 'nvidia-container-runtime' },
} as const;

/** Beside those of resource-providers.ts: https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/azure-services-resource-providers */
export const CLUSTER_RESOURCE_PROVIDERS: readonly string[] = [
  'Microsoft.Compute',
  'Microsoft.ContainerService',
  'Microsoft.Monitor',
  // The Azure Policy add-on: https://learn.microsoft.com/en-us/azure/governance/policy/concepts/policy-for-kubernetes
  'Microsoft.PolicyInsights',
];

/** Features that a subscription has to be registered for; afterwards the provider is registered again. Terraform: `azurerm_resource_provider_feature_registration` or by hand. */
export const CLUSTER_FEATURES = {
  /** `host_encryption_enabled`, on any pool: https://learn.microsoft.com/en-us/azure/aks/enable-host-encryption */
  hostEncryption: { provider: 'Microsoft.Compute', feature: 'EncryptionAtHost' },
  /**
   * Puts the machines of a pool onto one InfiniBand network: https://azure.github.io/aks-rdma-infiniband/getting-started/prerequisites and
   * https://learn.microsoft.com/en-us/azure/aks/use-amd-gpus
   */
  infiniBand: { provider: 'Microsoft.ContainerService', feature: 'AKSInfinibandSupport' },
} as const;

/**
 * Windows of `maintenance_window_auto_upgrade` and `maintenance_window_node_os`, in hours: https://learn.microsoft.com/en-us/azure/aks/planned-maintenance and
 * https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/kubernetes_cluster. Best effort: urgent fixes do not wait.
 */
export const MAINTENANCE_WINDOW = { minHours: 4, maxHours: 24, frequencies: ['Daily', 'Weekly', 'AbsoluteMonthly', 'RelativeMonthly'] } as const;

/**
 * `private_dns_zone_id` of a private cluster: https://learn.microsoft.com/en-us/azure/aks/private-clusters#configure-a-private-dns-zone
 *
 * 'System' makes a zone in the node resource group, linked to the nodes' network only. A zone of one's own needs a user-assigned identity and is named as
 * below; clusters with API Server VNet Integration take the second form. Authorized ranges and a private cluster exclude each other.
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
  /** Annotation of the service account; the cluster's own tenant without it. */
  tenantIdAnnotation: 'azure.workload.identity/tenant-id',
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
