import { readFileSync } from 'fs';
import { join } from 'path';
import {
  Accelerator, Capacity, ClusterAccess, Egress, Machine, NodeGroup, Placement, Profile, ReleaseChannel, Scaling, Size, TrainingClusterProps as Wishes,
} from '../../../src/core';
import { CertManager } from '../../../src/kubernetes';
import { Identity, LoginMode, Metric, Outbound, PrometheusMetric, QueryMetric, TrainingCluster, TrainingClusterProps } from '../../../src/tfazure';
import { temporaryName } from '../../../src/tfazure/training/temporary-name';
import { codesOf } from '../../support/refusals';
import { Attributes, SynthesizedApp, SynthesizedStack } from '../../support/terraform';
import { Bench, EXISTING, SHARED, SOMEBODY } from '../support/stacks';

const ACCESS = ClusterAccess.authorizedNetworks('203.0.113.0/24');
const T4: NodeGroup = { accelerator: Accelerator.t4(), scaling: Scaling.elastic(0, 4) };

interface Made {
  readonly app: SynthesizedApp;
  readonly stack: SynthesizedStack;
  readonly inside: SynthesizedStack;
  readonly cluster: TrainingCluster;
}

function made(props: Partial<TrainingClusterProps> = {}, platformProps: Parameters<Bench['platform']>[0] = {}): Made {
  const bench = new Bench();
  const platform = bench.platform(platformProps);
  const cluster = new TrainingCluster(platform, 'Train', { platform, nodeGroups: [T4], access: ACCESS, ...props });
  const app = bench.synth();
  return { app, cluster, stack: app.stack('ml'), inside: app.stacks['ml-Ml-Train-workloads']! };
}

const clusterOf = (props?: Partial<Wishes>, platformProps?: Parameters<Bench['platform']>[0]) => made(props, platformProps).stack.resource('azurerm_kubernetes_cluster');
const poolOf = (group: NodeGroup, props: Partial<TrainingClusterProps> = {}, platformProps = {}): Attributes =>
  made({ nodeGroups: [{ name: 'group', ...group }], ...props }, platformProps).stack.resource('azurerm_kubernetes_cluster_node_pool');

describe('the API server', () => {
  test('is in the network whether it has a public address or not, so that the vault of its key can be closed', () => {
    const authorized = clusterOf();
    expect(authorized.api_server_access_profile).toMatchObject({ virtual_network_integration_enabled: true, authorized_ip_ranges: ['203.0.113.0/24'] });
    const hidden = clusterOf({ access: ClusterAccess.private(), acknowledge: ['network/private-runner'] });
    expect(hidden).toMatchObject({ private_cluster_enabled: true, private_dns_zone_id: 'System', private_cluster_public_fqdn_enabled: false });
    expect(hidden.api_server_access_profile.authorized_ip_ranges).toBeUndefined();
    expect(hidden.key_management_service.key_vault_network_access).toBe('Private');
  });

  test('writes its name into the zone of an organization that keeps them, which its identity may change', () => {
    const zone = `${SHARED}/providers/Microsoft.Network/privateDnsZones/private.westeurope.azmk8s.io`;
    const hidden = { access: ClusterAccess.private(), acknowledge: ['network/private-runner'], privateDnsZoneId: zone };
    const { stack } = made(hidden, { guardrails: { centralDns: true } });
    expect(stack.resource('azurerm_kubernetes_cluster')).toMatchObject({ private_dns_zone_id: zone, private_cluster_public_fqdn_enabled: false });
    expect(stack.counts.azurerm_private_dns_zone).toBeUndefined();
    const rights = Object.entries(stack.resources('azurerm_role_assignment'));
    const [name] = rights.find(([, { scope, role_definition_name: role }]) => scope === zone && role === 'Private DNS Zone Contributor')!;
    expect(stack.resource('azurerm_kubernetes_cluster').depends_on).toContain(`azurerm_role_assignment.${name}`);
    const joining = 'Microsoft.Network/virtualNetworks/join/action';
    expect(stack.resource('azurerm_role_definition', 'Train/Identities/Role').permissions[0].actions).toContain(joining);
    expect(made().stack.resource('azurerm_role_definition', 'Train/Identities/Role').permissions[0].actions).not.toContain(joining);
  });

  test('has a subnet for nothing else, beside those of the platform', () => {
    const { stack } = made();
    expect(stack.resource('azurerm_subnet', 'api-servers/Resource')).toMatchObject({
      address_prefixes: ['10.0.192.0/22'],
      delegation: [{ service_delegation: { name: 'Microsoft.ContainerService/managedClusters' } }],
    });
  });
});

describe('keys', () => {
  test('of secrets: one of the cluster, in a closed vault whose rights reach no other key', () => {
    const { stack } = made({}, { runnerAddresses: ['203.0.113.7'] });
    expect(stack.resource('azurerm_key_vault', 'Train/Secrets/Vault')).toMatchObject({
      name: expect.stringMatching(/^ml-[0-9a-f]{6}$/), public_network_access_enabled: false, purge_protection_enabled: true,
    });
    expect(stack.resource('azapi_resource_action', 'Train/Secrets/Resource').body.properties.keyOps).toEqual(['decrypt', 'encrypt']);
    const onVault = Object.values(stack.resources('azurerm_role_assignment')).filter(({ scope }) => /Train_Secrets_Vault/.test(scope));
    expect(onVault).toHaveLength(1);
    expect(Object.values(stack.resources('azurerm_role_assignment')).filter(({ scope, description }) => /Ml_Vault/.test(scope) && /ml-train/.test(description))).toEqual([]);
  });

  test("of disks: the platform's, whose rotation is followed", () => {
    const disks = made().stack.resource('azapi_resource', 'Train/Disks');
    expect(disks.body.properties).toMatchObject({ rotationToLatestKeyVersionEnabled: true });
    expect(disks.body.properties.activeKey.keyUrl).toContain('Ml_Key');
    expect(disks.lifecycle.ignore_changes).toEqual(['body']);
  });
});

describe('groups', () => {
  test('spot machines carry the taint and the label of Azure, and what runs there tolerates it', () => {
    const { stack, inside } = made({ nodeGroups: [{ ...T4, capacity: Capacity.spot() }] });
    const pool = stack.resource('azurerm_kubernetes_cluster_node_pool');
    expect(pool).toMatchObject({ priority: 'Spot', eviction_policy: 'Delete', spot_max_price: -1 });
    expect(pool.node_taints).toContain('kubernetes.azure.com/scalesetpriority=spot:NoSchedule');
    expect(pool.node_labels['kubernetes.azure.com/scalesetpriority']).toBe('spot');
    expect(pool.upgrade_settings).toBeUndefined();
    const operator = JSON.parse(inside.resource('helm_release', 'gpu-operator/gpu-operator').values[0]);
    expect(operator.daemonsets.tolerations.map(({ key }: Attributes) => key)).toEqual(['kubernetes.azure.com/scalesetpriority', 'nvidia.com/gpu']);
  });

  test('that lie close together take one zone, and the subnet of that zone with its way out', () => {
    const pool = poolOf({ accelerator: Accelerator.h100(8) }, { compactZone: 2 });
    expect(pool.zones).toEqual(['2']);
    expect(pool.vnet_subnet_id).toContain('workloads-2');
    const spread = poolOf({ accelerator: Accelerator.t4() });
    expect(spread.zones).toEqual(['1', '2', '3']);
    expect(spread.vnet_subnet_id).toContain('workloads-1');
    expect(poolOf({ accelerator: Accelerator.t4(), placement: Placement.compact() }, {}, { location: 'westus' }).zones).toBeUndefined();
  });

  test('are upgraded with further nodes, or with one fewer', () => {
    expect(poolOf({ machine: Machine.general(8), surge: 3 }).upgrade_settings).toEqual({ max_surge: '3' });
    expect(poolOf({ accelerator: Accelerator.t4() }).upgrade_settings).toEqual({ max_unavailable: '1' });
  });

  test('have their disks on the machine where it is known to hold them', () => {
    expect(poolOf({ machine: Machine.general(8) })).toMatchObject({ os_disk_type: 'Ephemeral', os_disk_size_gb: 100 });
    expect(poolOf({ machine: Machine.general(2), diskSize: Size.gibibytes(200) })).toMatchObject({ os_disk_type: 'Managed', os_disk_size_gb: 200 });
  });

  test('have as many pods a node as Kubernetes is made for, the system group too', () => {
    const { stack } = made({ nodeGroups: [T4, { machine: Machine.general(8) }] });
    const pools = [...Object.values(stack.resources('azurerm_kubernetes_cluster_node_pool')), stack.resource('azurerm_kubernetes_cluster').default_node_pool as Attributes];
    expect(pools.map(({ max_pods: pods }) => pods as number)).toEqual([110, 110, 110]);
  });

  test('a group always as large does not scale, another one from its minimum', () => {
    expect(poolOf({ machine: Machine.general(8), scaling: Scaling.fixed(2) })).toMatchObject({ node_count: 2 });
    const elastic = poolOf({ machine: Machine.general(8), scaling: Scaling.elastic(0, 2) });
    expect(elastic).toMatchObject({ auto_scaling_enabled: true, min_count: 0, max_count: 2 });
  });
});

describe('the system pool', () => {
  test('takes what charts bring, since every other pool may have a taint', () => {
    const system = made({ nodeGroups: [{ accelerator: Accelerator.h100(8) }] }).stack.resource('azurerm_kubernetes_cluster').default_node_pool as Attributes;
    expect(system.only_critical_addons_enabled).toBeUndefined();
    expect(system).toMatchObject({ vm_size: 'Standard_D8ds_v5', node_count: 3, os_disk_type: 'Ephemeral', node_labels: { 'ml-platform/node-group': 'system' } });
  });
});

describe('the pool that stands in for another', () => {
  test('has the name of none, whatever groups are called', () => {
    const taken = temporaryName('preprocess1', []);
    const nodeGroups = ['preprocess1', 'preprocess2', 'preprocetmp', 'systemtmp', taken].map((name): NodeGroup => ({ name, machine: Machine.general(4) }));
    const { stack } = made({ nodeGroups });
    const pools = [...Object.values(stack.resources('azurerm_kubernetes_cluster_node_pool')), stack.resource('azurerm_kubernetes_cluster').default_node_pool as Attributes];
    const names = pools.flatMap(({ name, temporary_name_for_rotation: temporary }) => [name as string, temporary as string]);
    expect(names).toHaveLength(12);
    expect(new Set(names).size).toBe(12);
    names.forEach((name) => expect(name).toMatch(/^[a-z][a-z0-9]{0,11}$/));
  });
});

describe('upgrades', () => {
  test('are no drift: only a change of the program raises the cluster', () => {
    const { stack } = made({ kubernetesVersion: '1.35' });
    expect(stack.resource('azurerm_kubernetes_cluster').lifecycle.ignore_changes).toEqual(['kubernetes_version']);
    const raised = stack.resource('azapi_update_resource', 'Train/Version');
    expect(raised.body.properties.kubernetesVersion).toBe('1.35');
    const [[kept, { input }]] = Object.entries(stack.resources('terraform_data')) as [[string, Attributes]];
    expect(input).toBe('1.35');
    // AKS does one thing with a cluster at a time, and this writes all of it.
    expect(raised.depends_on).toEqual(Object.keys(stack.resources('azurerm_kubernetes_cluster_node_pool')).map((name) => `azurerm_kubernetes_cluster_node_pool.${name}`));
    expect(raised.lifecycle).toEqual({ ignore_changes: ['body'], replace_triggered_by: [`terraform_data.${kept}`] });
  });

  test.each([[ReleaseChannel.RAPID, 'rapid'], [ReleaseChannel.REGULAR, 'stable'], [ReleaseChannel.STABLE, 'stable']])('%s is %s', (releaseChannel, channel) => {
    expect(clusterOf({ releaseChannel }).automatic_upgrade_channel).toBe(channel);
  });
});

describe('the network', () => {
  test('without a way out: no way out of the nodes either, images from a registry of AKS, and no add-on that reads the internet', () => {
    const cluster = clusterOf({}, { network: { egress: Egress.mirrored('registry.acme.internal') } });
    expect(cluster.network_profile.outbound_type).toBe('none');
    expect(cluster.bootstrap_profile).toEqual({ artifact_source: 'Cache' });
    expect(cluster.azure_policy_enabled).toBe(false);
  });

  test('with one: the gateways of the platform, or a firewall in a network of your own', () => {
    expect(clusterOf().network_profile.outbound_type).toBe('userAssignedNATGateway');
    const existingNetwork = { ...EXISTING.network, apiServerSubnetId: `${EXISTING.network.networkId}/subnets/api-servers` };
    const { stack } = made({ outbound: Outbound.FIREWALL }, { existingNetwork });
    expect(stack.resource('azurerm_kubernetes_cluster').network_profile.outbound_type).toBe('userDefinedRouting');
    expect(stack.resource('azurerm_role_definition', 'Train/Identities/Role').assignable_scopes).toContain(SHARED);
  });

  test('gives pods and services the ranges that it keeps for them', () => {
    const { network_profile: profile } = clusterOf({}, { network: { podCidr: '10.200.0.0/16', serviceCidr: '10.210.0.0/20' } });
    expect(profile).toMatchObject({ pod_cidr: '10.200.0.0/16', service_cidr: '10.210.0.0/20', dns_service_ip: '10.210.0.10' });
  });
});

describe('who comes in', () => {
  test('whoever runs Terraform administers, or those who are named', () => {
    const admins = ({ stack }: Made) => Object.values(stack.resources('azurerm_role_assignment'))
      .filter(({ role_definition_name: role }) => role === 'Azure Kubernetes Service RBAC Cluster Admin').map(({ principal_id: who }) => who as string);
    expect(admins(made())).toEqual([expect.stringContaining('data.azurerm_client_config')]);
    expect(admins(made({ deployers: [Identity.servicePrincipal(SOMEBODY)] }))).toEqual([SOMEBODY]);
  });

  test('the providers of the second stack sign in for each run, and hold no token', () => {
    const { inside } = made({ loginMode: LoginMode.WORKLOAD_IDENTITY });
    const [kubernetes] = inside.providers('kubernetes');
    expect(kubernetes!.exec[0]).toMatchObject({ command: 'kubelogin', args: expect.arrayContaining(['workloadidentity', '6dae42f8-4368-4678-94ff-3960e28e3630']) });
    expect(JSON.stringify(inside.json)).not.toMatch(/"(?:token|password|client_key|client_certificate)"/);
    expect(inside.dependencies).toEqual(['ml']);
  });

  test('a service account is a managed identity for the pods that name it', () => {
    const bench = new Bench();
    const account = bench.platform().addTrainingCluster('Train', { nodeGroups: [T4], access: ACCESS }).addServiceAccount('Trainer', { namespace: 'vision' });
    expect(account.podLabels).toEqual({ 'azure.workload.identity/use': 'true' });
    const app = bench.synth();
    expect(app.stack('ml').resource('azurerm_federated_identity_credential')).toMatchObject({
      subject: 'system:serviceaccount:vision:trainer', audience: ['api://AzureADTokenExchange'], issuer: expect.stringContaining('oidc_issuer_url'),
    });
    expect(app.stack('ml-Ml-Train-workloads').resource('kubernetes_service_account_v1').metadata.annotations).toHaveProperty(['azure.workload.identity/client-id']);
  });

  test('names that Kubernetes does not take, and a second account of one name, are refused; long names fit into that of an identity', () => {
    const bench = new Bench();
    const cluster = bench.platform().addTrainingCluster('Train', { nodeGroups: [T4], access: ACCESS });
    expect(codesOf(() => cluster.addServiceAccount('Bad', { namespace: 'Vision', serviceAccountName: 'a_b' }))).toEqual(['training/service-account-name', 'training/namespace']);
    expect(codesOf(() => cluster.grantEdit(Identity.group(SOMEBODY), 'Vision'))).toEqual(['training/namespace']);
    cluster.addServiceAccount('Trainer', { namespace: 'v'.repeat(63), serviceAccountName: 't'.repeat(63) });
    expect(codesOf(() => cluster.addServiceAccount('Other', { namespace: 'v'.repeat(63), serviceAccountName: 't'.repeat(63) }))).toEqual(['training/service-account-twice']);
    expect(bench.synth().stack('ml').resource('azurerm_user_assigned_identity', 'Accounts/Trainer/Resource').name).toHaveLength(128);
  });

  test('what a service account of a cluster in another stack is granted stands beside it, and no stack waits for one that waits for it', () => {
    const bench = new Bench();
    const platform = bench.platform();
    const cluster = new TrainingCluster(bench.newStack('team'), 'Train', { platform, nodeGroups: [T4], access: ACCESS });
    const { identity } = cluster.addServiceAccount('Trainer', { namespace: 'vision' });
    platform.artifacts.grantRead(identity);
    platform.artifacts.grantRead(identity);
    platform.registry.grantPull(identity);
    const { stacks } = bench.synth();
    expect(stacks.ml!.dependencies).toEqual([]);
    expect(stacks.team!.dependencies).toEqual(['ml']);
    const roles = Object.entries(stacks.team!.resources('azurerm_role_assignment')).filter(([name]) => /Accounts_Trainer/.test(name)).map(([, { role_definition_name: role }]) => role as string);
    expect(roles.sort()).toEqual(['AcrPull', 'Storage Blob Data Reader']);
  });

  test('every pool is reachable by the name of its group', () => {
    const bench = new Bench();
    const platform = bench.platform();
    const cluster = new TrainingCluster(platform, 'Train', { platform, nodeGroups: [T4], access: ACCESS });
    expect(Object.keys(cluster.nodeGroupResources)).toEqual(['system', 't4x1']);
    cluster.nodeGroupResources.t4x1!.addOverride('fips_enabled', true);
    expect(bench.synth().stack('ml').resource('azurerm_kubernetes_cluster_node_pool').fips_enabled).toBe(true);
  });

  test('a service account waits for the namespace that software made, and for nothing else', () => {
    const bench = new Bench();
    const cluster = bench.platform().addTrainingCluster('Train', { nodeGroups: [T4], access: ACCESS });
    cluster.install(new CertManager());
    cluster.addServiceAccount('Issuer', { namespace: 'cert-manager' });
    cluster.addServiceAccount('Trainer', { namespace: 'vision' });
    const accounts = Object.values(bench.synth().stack('ml-Ml-Train-workloads').resources('kubernetes_service_account_v1'));
    expect(accounts.map(({ depends_on: after }) => after as string[])).toEqual([[expect.stringContaining('cert-manager_Namespace-cert-manager_')], []]);
  });

  test('somebody who works in a namespace has no right beside it but to find the API server', () => {
    const bench = new Bench();
    bench.platform().addTrainingCluster('Train', { nodeGroups: [T4], access: ACCESS }).grantEdit(Identity.group(SOMEBODY), 'vision');
    const grants = Object.values(bench.synth().stack('ml').resources('azurerm_role_assignment')).filter(({ principal_id: who }) => who === SOMEBODY);
    expect(grants.map(({ role_definition_name: role }) => role).sort()).toEqual(['Azure Kubernetes Service Cluster User Role', 'Azure Kubernetes Service RBAC Writer']);
    expect(grants.find(({ role_definition_name: role }) => /Writer/.test(role))!.scope).toMatch(/\/namespaces\/vision$/);
  });
});

describe('what is logged', () => {
  const workspace = expect.stringMatching(/^\$\{azurerm_log_analytics_workspace\.Ml_Logs_\w+\.id\}$/);

  test('what containers write, and why pods do not run, arrives in the workspace of the platform, and no measurement beside it', () => {
    const { stack } = made();
    expect(stack.resource('azurerm_kubernetes_cluster').oms_agent).toEqual({ log_analytics_workspace_id: workspace, msi_auth_for_monitoring_enabled: true });
    const rule = stack.resource('azurerm_monitor_data_collection_rule', 'Train/ContainerLogs');
    const streams = ['Microsoft-ContainerLogV2', 'Microsoft-KubeEvents'];
    const [source] = rule.data_sources.extension;
    expect(source).toMatchObject({ extension_name: 'ContainerInsights', streams });
    expect(JSON.parse(source.extension_json).dataCollectionSettings).toMatchObject({ enableContainerLogV2: true, namespaceFilteringMode: 'Off' });
    expect(rule.data_flow).toEqual([{ streams, destinations: ['ciworkspace'] }]);
    expect(rule.destinations.log_analytics).toEqual([{ name: 'ciworkspace', workspace_resource_id: workspace }]);
  });

  test('agents find the rule by the name that Azure gives it, and come in by the private link scope', () => {
    const { stack } = made();
    const association = stack.resource('azurerm_monitor_data_collection_rule_association', 'Train/ContainerLogs-association');
    expect(association).toMatchObject({ name: 'ContainerInsightsExtension', target_resource_id: expect.stringContaining('Ml_Train_') });
    expect(association.data_collection_rule_id).toContain('Ml_Train_ContainerLogs_');
    const rule = stack.resource('azurerm_monitor_data_collection_rule', 'Train/ContainerLogs');
    expect(stack.resource('azurerm_monitor_private_link_scoped_service', 'Monitoring/Link').linked_resource_id).toBe(rule.data_collection_endpoint_id);
  });
});

describe('what is measured', () => {
  test('GPUs, of the operator that runs in the cluster, are scraped by the agent of Azure', () => {
    const { inside } = made();
    const values = JSON.parse(inside.resource('helm_release', 'gpu-operator/gpu-operator').values[0]);
    expect(values).toMatchObject({ driver: { enabled: false }, toolkit: { enabled: false }, operator: { runtimeClass: 'nvidia-container-runtime' } });
    const [monitor] = JSON.parse(inside.resource('helm_release', 'gpu-monitor/Resource').values[0]).manifests.map((text: string) => JSON.parse(text));
    expect(monitor).toMatchObject({ apiVersion: 'azmonitoring.coreos.com/v1', kind: 'PodMonitor', spec: { selector: { matchLabels: { app: 'nvidia-dcgm-exporter' } } } });
  });

  test('a cluster without GPUs has no second stack, and no alarm on them', () => {
    const { app, stack } = made({ nodeGroups: [{ machine: Machine.general(4) }] });
    expect(Object.keys(app.stacks)).toEqual(['ml']);
    expect(stack.counts.azurerm_monitor_alert_prometheus_rule_group).toBe(1);
  });

  test('each kind of metric is watched by its kind of rule', () => {
    const { cluster, stack } = made();
    expect(cluster.metrics.gpuUtilization()).toBeInstanceOf(PrometheusMetric);
    expect(cluster.metrics.quotaUsed()).toBeInstanceOf(QueryMetric);
    expect(cluster.metrics.gpuUtilization()).not.toBeInstanceOf(Metric);
    const idle = stack.resource('azurerm_monitor_alert_prometheus_rule_group', 'GpuIdle/Resource');
    expect(idle.rule[0]).toMatchObject({ expression: '(avg by (cluster) (DCGM_FI_DEV_GPU_UTIL{cluster="ml-train"})) < 5', for: 'PT60M' });
    expect(stack.resource('azurerm_monitor_scheduled_query_rules_alert_v2', 'QuotaNear/Resource').criteria[0].query).toContain("'Standard NCASv3_T4 Family', 'cores', 'standardDDSv5Family'");
  });

  test('what it needs of quotas stands in a file beside the stack', () => {
    const nodeGroups = [{ ...T4, capacity: Capacity.spot() }, { accelerator: Accelerator.h100(8), scaling: Scaling.fixed(2) }];
    const { stack, cluster } = made({ nodeGroups });
    expect(JSON.parse(readFileSync(join(stack.directory, 'quotas', 'ml-train.json'), 'utf8'))).toEqual(cluster.quotas);
    expect(cluster.quotas).toContainEqual({ quota: 'lowPriorityCores', region: 'westeurope', needed: 32, unit: 'vCPU', nodeGroups: ['t4x1'] });
    expect(cluster.quotas).toContainEqual({ quota: 'standardNDSH100v5Family', region: 'westeurope', needed: 192, unit: 'vCPU', nodeGroups: ['h100x8'] });
    expect(cluster.quotas).toContainEqual({ quota: 'cores', region: 'westeurope', needed: 216, unit: 'vCPU', nodeGroups: ['h100x8', 'system'] });
  });

  test('a right on the subscription is made for the alarm on quotas only where nobody has it', () => {
    const roles = ({ stack }: Made) => Object.values(stack.resources('azurerm_role_definition')).filter(({ name }) => /quotas/.test(name)).map(({ permissions }) => permissions[0].actions);
    expect(roles(made())).toEqual([['Microsoft.Compute/locations/usages/read']]);
    expect(roles(made({ quotaReaderIdentityId: EXISTING.key.identityId }))).toEqual([]);
  });
});

test('two clusters of a platform do not meet', () => {
  const bench = new Bench();
  const platform = bench.platform({ profile: Profile.development() });
  platform.addTrainingCluster('Train', { nodeGroups: [T4], access: ACCESS });
  platform.addTrainingCluster('Tune', { nodeGroups: [T4], access: ACCESS });
  const stack = bench.synth().stack('ml');
  ['azurerm_kubernetes_cluster', 'azurerm_key_vault', 'azurerm_monitor_workspace', 'azurerm_user_assigned_identity', 'azurerm_role_definition', 'azurerm_private_endpoint'].forEach((type) => {
    const names = Object.values(stack.resources(type)).map(({ name }) => name as string);
    expect(new Set(names).size).toBe(names.length);
  });
});
