import { Attributes, parseJsonText, SynthesizedStack } from '../../support/terraform';
import { ClusterFacts, NodeGroupFacts, SoftwareFacts } from '../facts';
import { boundAccess } from './role-bindings';
import { all, isPlatformKey, target } from './tfgcp-references';

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const HOUR = 3_600_000;

export function clusters(stack: SynthesizedStack, workloads: readonly SynthesizedStack[]): ClusterFacts[] {
  return all(stack, 'google_container_cluster').map((cluster) => ({
    name: cluster.name,
    version: cluster.min_master_version,
    access: accessOf(cluster),
    authorizedCidrs: authorized(cluster).map(({ cidr_block }) => cidr_block as string),
    privateNodes: cluster.private_cluster_config.enable_private_nodes,
    secretsEncrypted: cluster.database_encryption.state === 'ENCRYPTED' && isPlatformKey(stack, cluster.database_encryption.key_name),
    auditLogs: cluster.logging_config.enable_components.includes('APISERVER') && stack.hasResource('google_logging_project_sink'),
    workloadIdentity: cluster.workload_identity_config.workload_pool === 'acme-ml.svc.id.goog',
    localAccounts: cluster.master_auth.client_certificate_config.issue_client_certificate || cluster.enable_legacy_abac,
    protected: cluster.deletion_protection,
    channel: cluster.release_channel.channel.toLowerCase(),
    maintenance: maintenance(cluster.maintenance_policy.recurring_window),
    groups: all(stack, 'google_container_node_pool').filter((pool) => target(stack, pool.cluster) === cluster && pool.name !== 'system').map((pool) => group(stack, pool)),
    // The suite grants to groups.
    letIn: workloads.flatMap(boundAccess).map((access) => ({ ...access, who: `group:${access.who}` })),
  }));
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

function accessOf(cluster: Attributes): ClusterFacts['access'] {
  const { dns_endpoint_config: dns, ip_endpoints_config: ip } = cluster.control_plane_endpoints_config;
  if (!ip.enabled) return dns.allow_external_traffic ? 'gateway' : 'private';
  if (cluster.private_cluster_config.enable_private_endpoint) return 'private';
  return cluster.master_authorized_networks_config ? 'authorized' : 'open';
}

function authorized(cluster: Attributes): Attributes[] {
  return (cluster.master_authorized_networks_config?.cidr_blocks ?? []) as Attributes[];
}

function maintenance({ start_time, end_time }: Attributes): ClusterFacts['maintenance'] {
  const [start, end] = [new Date(start_time as string), new Date(end_time as string)];
  return { day: DAYS[start.getUTCDay()], startHour: start.getUTCHours(), hours: (end.getTime() - start.getTime()) / HOUR };
}

function group(stack: SynthesizedStack, pool: Attributes): NodeGroupFacts {
  const { autoscaling, node_config: node } = pool;
  const always = pool.node_count * pool.node_locations.length;
  const [reservation] = (node.reservation_affinity?.values ?? []) as string[];
  return {
    name: pool.name,
    machine: node.machine_type,
    gpus: node.guest_accelerator?.[0].count ?? 0,
    min: autoscaling?.total_min_node_count ?? always,
    max: autoscaling?.total_max_node_count ?? always,
    capacity: node.spot ? 'spot' : reservation ? 'reservation' : 'on-demand',
    reservationId: reservation && `projects/${pool.project}/zones/${pool.node_locations[0]}/reservations/${reservation}`,
    compact: pool.placement_policy?.type === 'COMPACT' && pool.node_locations.length === 1,
    diskGib: node.disk_size_gb,
    diskEncrypted: isPlatformKey(stack, node.boot_disk_kms_key),
    surge: pool.upgrade_settings.max_surge,
    tainted: (node.taint ?? []).some(({ key, effect }: Attributes) => key === 'nvidia.com/gpu' && effect === 'NO_SCHEDULE'),
    labels: node.labels,
    patched: pool.management.auto_upgrade,
  };
}
