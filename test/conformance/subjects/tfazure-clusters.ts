import { MACHINES } from '../../../src/facts/azure/machines';
import { Attributes, parseJsonText, SynthesizedStack } from '../../support/terraform';
import { AccessFacts, ClusterFacts, NodeGroupFacts, SoftwareFacts } from '../facts';
import { all, isKey, target } from './tfazure-references';

export function clusters(stack: SynthesizedStack): ClusterFacts[] {
  return all(stack, 'azurerm_kubernetes_cluster').map((cluster) => ({
    name: cluster.name,
    version: cluster.kubernetes_version,
    access: accessOf(cluster),
    authorizedCidrs: cluster.api_server_access_profile.authorized_ip_ranges ?? [],
    privateNodes: poolsOf(stack, cluster).every((pool) => isPrivate(stack, pool)),
    secretsEncrypted: secretsEncrypted(stack, cluster),
    auditLogs: all(stack, 'azurerm_monitor_diagnostic_setting').some((setting) => target(stack, setting.target_resource_id) === cluster
      && (setting.enabled_log as Attributes[]).some(({ category }) => category === 'kube-audit-admin')),
    workloadIdentity: cluster.oidc_issuer_enabled && cluster.workload_identity_enabled,
    localAccounts: !(cluster.local_account_disabled && cluster.azure_active_directory_role_based_access_control.azure_rbac_enabled),
    protected: cluster.lifecycle.prevent_destroy,
    channel: cluster.automatic_upgrade_channel,
    maintenance: maintenance(cluster),
    groups: poolsOf(stack, cluster).map((pool) => group(stack, cluster, pool)),
    letIn: letIn(stack, cluster),
  }));
}

/** By Azure's own roles, on the cluster or a namespace of it. */
function letIn(stack: SynthesizedStack, cluster: Attributes): AccessFacts[] {
  return all(stack, 'azurerm_role_assignment').filter(({ scope }) => target(stack, scope) === cluster).flatMap(({ principal_id, role_definition_name, scope }): AccessFacts[] => {
    const who = principal_id as string;
    if (role_definition_name === 'Azure Kubernetes Service RBAC Cluster Admin') return [{ who, rights: 'admin' }];
    const [, namespace] = /\/namespaces\/([^/]+)$/.exec(scope as string) ?? [];
    return namespace && role_definition_name === 'Azure Kubernetes Service RBAC Writer' ? [{ who, rights: 'edit', namespace }] : [];
  });
}

/** Whether the whole internet reaches the API server. */
export function isOpen(cluster: Attributes): boolean {
  return accessOf(cluster) === 'open';
}

export function software(stack: SynthesizedStack): SoftwareFacts[] {
  return all(stack, 'helm_release').map(({ name, chart, repository, version, namespace, values }) => {
    const { manifests, ...own } = parseJsonText(values?.[0] ?? '{}');
    return {
      release: name,
      chart: manifests ? 'manifests' : chart,
      repository,
      version,
      namespace,
      values: own,
      manifests: ((manifests ?? []) as string[]).map(parseJsonText),
    };
  });
}

const poolsOf = (stack: SynthesizedStack, cluster: Attributes) =>
  all(stack, 'azurerm_kubernetes_cluster_node_pool').filter((pool) => target(stack, pool.kubernetes_cluster_id) === cluster);

const isPrivate = (stack: SynthesizedStack, pool: Attributes) =>
  pool.node_public_ip_enabled === undefined && target(stack, pool.vnet_subnet_id)?.default_outbound_access_enabled === false;

function accessOf(cluster: Attributes): ClusterFacts['access'] {
  if (cluster.private_cluster_enabled) return 'private';
  return cluster.api_server_access_profile.authorized_ip_ranges?.length > 0 ? 'authorized' : 'open';
}

/** The platform's vault cannot hold this key: it is a key that the platform makes for the cluster, in a vault that is closed to all networks. */
function secretsEncrypted(stack: SynthesizedStack, { key_management_service: kms, api_server_access_profile: access }: Attributes): boolean {
  const vault = target(stack, target(stack, kms.key_vault_key_id)?.resource_id);
  return isKey(stack, kms.key_vault_key_id) && kms.key_vault_network_access === 'Private' && access.virtual_network_integration_enabled
    && vault?.public_network_access_enabled === false && vault.purge_protection_enabled;
}

function maintenance(cluster: Attributes): ClusterFacts['maintenance'] {
  const { maintenance_window_node_os: images, maintenance_window_auto_upgrade: versions } = cluster;
  const same = JSON.stringify(images) === JSON.stringify(versions) && images.frequency === 'Weekly' && images.utc_offset === '+00:00';
  return same ? { day: images.day_of_week.toLowerCase(), startHour: Number(images.start_time.split(':')[0]), hours: images.duration } : undefined;
}

function group(stack: SynthesizedStack, cluster: Attributes, pool: Attributes): NodeGroupFacts {
  const disks = target(stack, cluster.disk_encryption_set_id);
  return {
    name: pool.name,
    machine: pool.vm_size,
    gpus: pool.gpu_driver === 'Install' ? MACHINES[pool.vm_size as string]!.gpus : 0,
    min: pool.auto_scaling_enabled ? pool.min_count : pool.node_count,
    max: pool.auto_scaling_enabled ? pool.max_count : pool.node_count,
    capacity: pool.priority === 'Spot' ? 'spot' : pool.capacity_reservation_group_id ? 'reservation' : 'on-demand',
    reservationId: pool.capacity_reservation_group_id,
    compact: pool.zones?.length === 1,
    diskGib: pool.os_disk_size_gb,
    diskEncrypted: pool.host_encryption_enabled && isKey(stack, disks?.body.properties.activeKey.keyUrl),
    surge: Number(pool.upgrade_settings?.max_surge ?? 0),
    tainted: (pool.node_taints as string[] | undefined)?.includes('nvidia.com/gpu=present:NoSchedule') ?? false,
    labels: pool.node_labels,
    patched: cluster.node_os_upgrade_channel === 'NodeImage',
  };
}
