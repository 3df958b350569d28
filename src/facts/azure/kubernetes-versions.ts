/** A minor version of Kubernetes on AKS. */
export interface KubernetesVersionFacts {
  readonly version: string;
  /** The last day of community support. */
  readonly endOfLife: string;
  /** The last day of long-term support: `support_plan = AKSLongTermSupport`, `sku_tier = Premium`. */
  readonly endOfLongTermSupport: string;
}

/**
 * The minor versions that AKS supports in late November 2026, oldest first.
 *
 * The calendar of https://learn.microsoft.com/en-us/azure/aks/supported-kubernetes-versions, read from MicrosoftDocs/azure-aks-docs at fb060abe (August
 * 2026). A month without a day ends with the month. 1.34 ends within days. 1.37 was then still to come, in October 2026. 1.33 has long-term support only.
 */
export const KUBERNETES_VERSIONS: readonly KubernetesVersionFacts[] = [
  { version: '1.34', endOfLife: '2026-11-30', endOfLongTermSupport: '2027-11-30' },
  { version: '1.35', endOfLife: '2027-03-31', endOfLongTermSupport: '2028-03-31' },
  { version: '1.36', endOfLife: '2027-06-30', endOfLongTermSupport: '2028-06-30' },
  { version: '1.37', endOfLife: '2027-10-31', endOfLongTermSupport: '2028-10-31' },
];

/** The latest but one, which AKS itself defaults to: https://learn.microsoft.com/en-us/azure/aks/supported-kubernetes-versions#frequently-asked-questions-faq */
export const DEFAULT_KUBERNETES_VERSION = '1.36';

/**
 * `automatic_upgrade_channel`: https://learn.microsoft.com/en-us/azure/aks/auto-upgrade-cluster; absent is no upgrade, and 'none' is not a value of azurerm.
 * 'node-image' is legacy and needs `node_os_upgrade_channel = NodeImage`. A window of at least four hours is needed for any of them to work properly.
 */
export const UPGRADE_CHANNELS = {
  /** Patches of the same minor version. */
  patch: 'patch',
  /** The latest patch of the latest minor version but one. */
  stable: 'stable',
  /** The latest patch of the latest minor version. */
  rapid: 'rapid',
  /** Images of the nodes only. */
  nodeImage: 'node-image',
} as const;

/**
 * `node_os_upgrade_channel`: https://learn.microsoft.com/en-us/azure/aks/auto-upgrade-node-os-image
 *
 * SecurityPatch does nothing for nodes with GPUs on Azure Linux, and network-isolated clusters take NodeImage and None only
 * (https://learn.microsoft.com/en-us/azure/aks/concepts-network-isolated).
 */
export const NODE_OS_UPGRADE_CHANNELS = { nodeImage: 'NodeImage', securityPatch: 'SecurityPatch', unmanaged: 'Unmanaged', none: 'None' } as const;
