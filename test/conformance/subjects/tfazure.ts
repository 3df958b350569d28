import { createHash } from 'crypto';
import { App, AzurermBackend, TerraformStack, Testing } from 'cdktf';
import { MlPlatformProps, Persona, Severity, StorageTier } from '../../../src/core';
import { REGIONS } from '../../../src/facts/azure/regions';
import { BUILT_IN_ROLES } from '../../../src/facts/azure/roles';
import { Identity, IMlPlatform as AzurePlatform, MlPlatform, MlPlatformProps as AzureProps } from '../../../src/tfazure';
import { TARGET } from '../../../src/tfazure/support';
import { Attributes, pathOf, synthApp, SynthesizedApp, SynthesizedStack } from '../../support/terraform';
import { AlarmFacts, Built, Facts, NetworkFacts, PersonaFacts, RegistryFacts, StoreFacts, Subject, SubjectOptions } from '../facts';
import { clusterMonitors, MonitoredPlace, prometheusAlarms } from './cluster-drift';
import { runsOf } from './cluster-jobs';
import { accountIsPublic, encryptedAccount, isOfService } from './tfazure-accounts';
import { clusters, isOpen, software } from './tfazure-clusters';
import { azureMonitors } from './tfazure-drift';
import { endpoints } from './tfazure-endpoints';
import { featureGroups, filesOf, isOpenNamespace } from './tfazure-features';
import { accounts, jobs } from './tfazure-jobs';
import { modelRegistries } from './tfazure-models';
import { all, isKey, target } from './tfazure-references';
import { twinsIn } from './twins';

const REGION = 'westeurope';
const OTHER_REGION = 'northeurope';
const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555';
const SHARED = `/subscriptions/${SUBSCRIPTION}/resourceGroups/shared/providers`;
const NETWORK = `${SHARED}/Microsoft.Network/virtualNetworks/shared`;

export const subject: Subject = {
  target: TARGET,
  region: REGION,
  otherRegion: OTHER_REGION,
  reservation: `${SHARED}/Microsoft.Compute/capacityReservationGroups/gpus`,
  secret: (platform) => `https://${platform.platformName}-${(platform as AzurePlatform).nameSuffix}.vault.azure.net/secrets/hugging-face`,
  otherKubernetesVersion: '1.35',
  oldKubernetesVersion: '1.32',
  deployedByRunner: true,
  identity: (name) => Identity.group(objectId(name)),
  otherPlace: objectId('deployer elsewhere'),
  platform: (props, extra) => build(props ?? {}, extra ?? {}),
  read: (directory, tags) => read(new SynthesizedApp(directory), undefined, tags),
};

/** The stack of the platform, by its name or the only one, and the second stacks of its clusters. */
function read({ stacks }: SynthesizedApp, name: string | undefined, tags: Record<string, string>): Facts {
  const written = Object.values(stacks);
  const [main, ...more] = written.filter((stack) => !stack.name.endsWith('-workloads') && (name === undefined || stack.name === name));
  if (!main || more.length > 0) throw new Error(`not one stack of a platform in: ${Object.keys(stacks).join(', ')}`);
  return facts(main, written.filter((stack) => stack.name.endsWith('-workloads')), Object.keys(tags));
}

function objectId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

function build(props: MlPlatformProps, options: SubjectOptions): Built {
  const app = Testing.stubVersion(new App({ outdir: Testing.app().outdir, stackTraces: false }));
  const stack = stackIn(app, 'ml');
  const platform = new MlPlatform(stack, 'Ml', { location: REGION, subscriptionId: SUBSCRIPTION, ...props, ...ownProps(props, options) });
  return { platform, stack, otherStack: stackIn(app, 'other'), synth: () => read(synthApp(app), 'ml', props.tags ?? {}) };
}

function ownProps(props: MlPlatformProps, options: SubjectOptions): Partial<AzureProps> {
  const { region, existing = [], networkWithoutPrivateSubnets, keyOfOtherRegion } = options;
  const key = 'https://acme.vault.azure.net/keys/ml';
  return {
    ...(region ? { location: region } : {}),
    ...(props.budget ? { budgetStart: '2026-12-01' } : {}),
    ...(existing.includes('network') || networkWithoutPrivateSubnets
      ? { existingNetwork: { networkId: NETWORK, endpointSubnetId: `${NETWORK}/subnets/endpoints`, privateSubnetIds: networkWithoutPrivateSubnets ? [] : [`${NETWORK}/subnets/ml`] } }
      : {}),
    ...(existing.includes('key') || keyOfOtherRegion
      ? {
        existingEncryptionKey: {
          keyId: key,
          versionedKeyId: `${key}/0123456789abcdef0123456789abcdef`,
          keyVaultId: `${SHARED}/Microsoft.KeyVault/vaults/acme`,
          location: keyOfOtherRegion ? OTHER_REGION : REGION,
          identityId: `${SHARED}/Microsoft.ManagedIdentity/userAssignedIdentities/encryption`,
          identityClientId: SUBSCRIPTION,
        },
      }
      : {}),
    ...(existing.includes('artifacts') ? { existingArtifacts: { storageAccountId: `${SHARED}/Microsoft.Storage/storageAccounts/acmedata`, containerName: 'models' } } : {}),
    ...(existing.includes('registry') ? { existingRegistry: { registryId: `${SHARED}/Microsoft.ContainerRegistry/registries/acme`, registryUri: 'acme.azurecr.io' } } : {}),
    ...(existing.includes('container') ? { existingResourceGroup: { resourceGroupId: `/subscriptions/${SUBSCRIPTION}/resourceGroups/shared` } } : {}),
  };
}

function stackIn(app: App, name: string): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AzurermBackend(stack, { resourceGroupName: 'acme-state', storageAccountName: 'acmestate', containerName: 'terraform', key: `${name}.tfstate` });
  return stack;
}

function facts(stack: SynthesizedStack, workloads: readonly SynthesizedStack[], ownTags: string[]): Facts {
  const tags = ['platform', 'environment', 'managed-by', ...ownTags];
  const installed = workloads.flatMap(software);
  const served = endpoints(stack, installed);
  const kept = stores(stack);
  return {
    stores: kept,
    registries: all(stack, 'azurerm_container_registry').map((found) => registry(stack, found)),
    network: network(stack),
    keys: keys(stack),
    logs: logs(stack),
    alarms: [...alarms(stack), ...spendAlarms(stack)],
    told: told(stack),
    budget: budget(stack),
    personas: Object.values(Persona).flatMap((persona) => personaOf(stack, persona)),
    graphs: all(stack, 'azurerm_application_insights_workbook').flatMap(graphsOf),
    untagged: [...untagged(stack, tags), ...workloads.flatMap((inside) => unlabeled(inside, tags))],
    wildcards: wildcards(stack),
    publicEndpoints: publicEndpoints(stack),
    ids: [stack, ...workloads].flatMap(({ addresses }) => addresses).sort(),
    twins: [stack, ...workloads].flatMap(twinsIn),
    outputs: Object.keys(stack.outputs),
    secrets: [stack, ...workloads].flatMap(({ json }) => [...JSON.stringify(json).matchAll(SECRETS)].map(([text]) => text)),
    clusters: clusters(stack),
    software: installed,
    jobs: jobs(stack, installed),
    endpoints: served,
    modelRegistries: modelRegistries(stack),
    featureGroups: featureGroups(stack, installed, kept),
    driftMonitors: [...azureMonitors(stack, { endpoints: served, stores: kept }), ...clusterMonitors(installed, monitoredPlace(stack))],
    runs: [...runsOf(installed), ...all(stack, 'azapi_resource').filter(({ type }) => (type as string).includes('/workspaces/jobs@')).map(pathOf)],
  };
}

/** What monitors in clusters have of the cloud. */
function monitoredPlace(stack: SynthesizedStack): MonitoredPlace {
  const rules = all(stack, 'azurerm_monitor_alert_prometheus_rule_group').flatMap(({ rule }) => rule as Attributes[]);
  const asked = rules.map(({ expression }) => expression as string);
  return { account: accounts(stack), clusters: clusters(stack), ...filesOf(stack, stores(stack)), ...prometheusAlarms(asked) };
}

/** Keys of accounts, signatures of shared access, private keys, what a client calls its secret, and passwords that are not made up at deployment. */
const SECRETS = /AccountKey=[^"]+|SharedAccessKey=[^"]+|[?&]sig=[^"&]+|-----BEGIN [A-Z ]*PRIVATE KEY|"(?:client_secret|password|token)":"[^"]+"|"\w*Password":"[^"$]+"|\bpassword: [^$"\\]+\\n/g;

const TIERS: Array<[string, StorageTier]> = [
  ['tier_to_cool_after_days_since_modification_greater_than', StorageTier.INFREQUENT],
  ['tier_to_cold_after_days_since_modification_greater_than', StorageTier.COLD],
  ['tier_to_archive_after_days_since_modification_greater_than', StorageTier.ARCHIVE],
];

/** An artifact store is a container and its account; those of services are the services' own. */
function stores(stack: SynthesizedStack): StoreFacts[] {
  return all(stack, 'azurerm_storage_container').filter(({ storage_account_id }) => !isOfService(stack, target(stack, storage_account_id)!)).map((container) => {
    const account = target(stack, container.storage_account_id)!;
    const rules = all(stack, 'azurerm_storage_management_policy').filter((policy) => target(stack, policy.storage_account_id) === account).flatMap(({ rule }) => rule as Attributes[]);
    const prefix = (rule: Attributes) => (rule.filters.prefix_match[0] as string).slice(`${container.name}/`.length);
    const lock = all(stack, 'azurerm_storage_container_immutability_policy').find((policy) => target(stack, policy.storage_container_resource_manager_id) === container);
    return {
      name: account.name,
      encrypted: encryptedAccount(stack, account),
      public: account.public_network_access_enabled !== false || accountIsPublic(account) || container.container_access_type !== 'private',
      tlsOnly: account.https_traffic_only_enabled === true && account.min_tls_version === 'TLS1_2',
      versioned: account.blob_properties.versioning_enabled,
      protected: account.lifecycle.prevent_destroy && container.lifecycle.prevent_destroy,
      transitions: rules.flatMap((rule) => TIERS.filter(([field]) => rule.actions.base_blob?.[field] !== undefined)
        .map(([field, tier]) => ({ prefix: prefix(rule), tier, days: rule.actions.base_blob[field] as number }))),
      expiry: rules.filter((rule) => rule.actions.base_blob?.delete_after_days_since_modification_greater_than)
        .map((rule) => ({ prefix: prefix(rule), days: rule.actions.base_blob.delete_after_days_since_modification_greater_than })),
      lockedDays: lock?.locked ? lock.immutability_period_in_days : undefined,
      replicaRegion: /^(?:RA)?G/.test(account.account_replication_type) ? REGIONS[account.location]?.pair : undefined,
    };
  });
}

function registry(stack: SynthesizedStack, found: Attributes): RegistryFacts {
  return {
    name: found.name,
    encrypted: isKey(stack, found.encryption?.[0]?.key_vault_key_id),
    public: registryIsPublic(found),
    immutableTags: false,
    scanOnPush: false,
  };
}

const registryIsPublic = (found: Attributes) =>
  found.public_network_access_enabled !== false || found.anonymous_pull_enabled === true || found.admin_enabled !== false;

function network(stack: SynthesizedStack): NetworkFacts | undefined {
  const [made] = all(stack, 'azurerm_virtual_network');
  if (!made) return undefined;
  const entries = all(stack, 'azurerm_private_endpoint');
  const forEndpoints = new Set(entries.map(({ subnet_id }) => target(stack, subnet_id)));
  const subnets = all(stack, 'azurerm_subnet').filter((subnet) => !subnet.delegation && !forEndpoints.has(subnet));
  const guarded = all(stack, 'azurerm_subnet_network_security_group_association');
  const sealed = (subnet: Attributes) => {
    const guard = guarded.find(({ subnet_id }) => target(stack, subnet_id) === subnet);
    const rules = target(stack, guard?.network_security_group_id)?.security_rule as Attributes[] | undefined;
    return rules?.some((rule) => rule.direction === 'Outbound' && rule.access === 'Deny' && rule.destination_address_prefix === 'Internet') ?? false;
  };
  return {
    privateSubnets: subnets.filter((subnet) => subnet.default_outbound_access_enabled === false).length,
    reachesInternet: stack.hasResource('azurerm_subnet_nat_gateway_association') || !subnets.every(sealed),
    ranges: [...made.address_space, ...all(stack, 'azurerm_subnet').flatMap(({ address_prefixes }) => address_prefixes)],
    endpoints: [...new Set(entries.flatMap(({ private_service_connection }) => private_service_connection.subresource_names as string[]))].sort(),
    flowLogs: all(stack, 'azurerm_network_watcher_flow_log').some((log) => log.enabled && target(stack, log.target_resource_id) === made),
    keepsNames: stack.hasResource('azurerm_private_dns_zone'),
  };
}

function keys(stack: SynthesizedStack): Facts['keys'] {
  return all(stack, 'azapi_resource_action').filter(({ type }) => type.startsWith('Microsoft.KeyVault/vaults/keys@')).map((key) => ({
    rotated: key.body.properties.rotationPolicy?.lifetimeActions.some(({ action }: Attributes) => action.type === 'rotate') ?? false,
    protected: target(stack, key.resource_id)?.purge_protection_enabled === true,
  }));
}

/** Log Analytics encrypts always; a key of one's own it takes on a dedicated cluster of 100 GB a day only, so there is nothing to read here. */
function logs(stack: SynthesizedStack): Facts['logs'] {
  return [
    ...all(stack, 'azurerm_log_analytics_workspace').map(({ name, retention_in_days }) => ({ name, retentionDays: retention_in_days, encrypted: true })),
    ...all(stack, 'azurerm_network_watcher_flow_log').map((log) => ({
      name: log.name,
      retentionDays: log.retention_policy.enabled ? log.retention_policy.days : 0,
      encrypted: encryptedAccount(stack, target(stack, log.storage_account_id)),
    })),
  ];
}

const SEVERITIES: Record<number, Severity> = { 0: Severity.CRITICAL, 2: Severity.WARNING, 3: Severity.INFO };
const KINDS = [
  'failed-deploys', 'storage-growth', 'denied-access', 'nodes-not-ready', 'gpu-idle', 'gpus-pending', 'quota-near', 'run-failed', 'failing', 'slow', 'busy', 'absent', 'release-failed', 'changed', 'stale', 'late',
  'dead-letters',
];

function alarms(stack: SynthesizedStack): AlarmFacts[] {
  const groupsOf = ({ action }: Attributes): string[] =>
    (Array.isArray(action) ? action.map(({ action_group_id }) => action_group_id) : action?.action_groups ?? []);
  const fact = (alert: Attributes, severity: Severity) => {
    const groups = groupsOf(alert);
    const kind = KINDS.find((known) => (alert.name as string).endsWith(known)) ?? 'custom';
    return { kind: kind === 'changed' ? 'model-changed' : kind, severity, routed: groups.length > 0 && groups.every((group) => severityOf(stack, group) === severity) };
  };
  return [
    ...all(stack, 'azurerm_monitor_activity_log_alert').map((alert) => fact(alert, alert.tags.severity)),
    ...all(stack, 'azurerm_monitor_metric_alert').map((alert) => fact(alert, SEVERITIES[alert.severity])),
    ...all(stack, 'azurerm_monitor_scheduled_query_rules_alert_v2').map((alert) => fact(alert, SEVERITIES[alert.severity])),
    ...all(stack, 'azurerm_monitor_alert_prometheus_rule_group').flatMap(({ rule }) => rule as Attributes[]).map((rule) => fact({ name: rule.alert, ...rule }, SEVERITIES[rule.severity])),
  ];
}

/** The severity that a group of this stack stands for, by the end of its name. */
function severityOf(stack: SynthesizedStack, group: string): Severity | undefined {
  const name = target(stack, group)?.name as string | undefined;
  return Object.values(Severity).find((severity) => name?.endsWith(`-${severity}`));
}

function spendAlarms(stack: SynthesizedStack): AlarmFacts[] {
  return all(stack, 'azurerm_consumption_budget_resource_group').flatMap(({ notification }) => (notification as Attributes[]).map(({ contact_groups = [], threshold }) => {
    const severity = threshold >= 100 ? Severity.CRITICAL : Severity.WARNING;
    return { kind: 'spend', severity, routed: contact_groups.length > 0 && contact_groups.every((group: string) => severityOf(stack, group) === severity) };
  }));
}

function told(stack: SynthesizedStack): Record<Severity, string[]> {
  const addresses = (severity: Severity) => {
    const [, ids] = Object.entries(stack.outputs).find(([name]) => name.endsWith(`_${severity}_action_group_ids`)) ?? [];
    return ((ids ?? []) as string[]).flatMap((id) => {
      const group = target(stack, id);
      if (!group) return [id];
      return [
        ...(group.email_receiver ?? []).map(({ email_address }: Attributes) => email_address),
        ...(group.webhook_receiver ?? []).map(({ service_uri }: Attributes) => service_uri),
      ] as string[];
    });
  };
  const { CRITICAL, WARNING, INFO } = Severity;
  return { [CRITICAL]: addresses(CRITICAL), [WARNING]: addresses(WARNING), [INFO]: addresses(INFO) };
}

function budget(stack: SynthesizedStack): Facts['budget'] {
  const [found] = all(stack, 'azurerm_consumption_budget_resource_group');
  const shares = (found?.notification as Attributes[] | undefined)?.map(({ threshold }) => threshold as number) ?? [];
  return found && { amount: found.amount, alertAtPercent: shares.sort((a, b) => a - b) };
}

function personaOf(stack: SynthesizedStack, persona: Persona): PersonaFacts[] {
  return all(stack, 'azurerm_role_definition').filter(({ name }) => (name as string).split(' ')[1] === persona).map((role) => ({
    persona,
    members: [...new Set(all(stack, 'azurerm_role_assignment').filter((grant) => target(stack, grant.role_definition_id) === role).map(({ principal_id }) => principal_id as string))],
    allowed: rightsOf(role),
  }));
}

const rightsOf = (role: Attributes): string[] =>
  (role.permissions as Attributes[]).flatMap(({ actions = [], data_actions = [] }) => [...actions, ...data_actions]);

function graphsOf({ data_json }: Attributes): string[] {
  const { items } = JSON.parse(data_json) as { items: Array<{ content: { title?: string; json?: string } }> };
  // Titles of graphs, and the first lines of texts.
  return items.flatMap(({ content: { title, json = '' } }) => title ?? /^#+ (.*)/.exec(json)?.[1] ?? []);
}

/** Resources without tags of their own; whatever is not here has to carry them. */
const UNTAGGABLE = [
  'azapi_update_resource', 'azurerm_consumption_budget_resource_group', 'azurerm_eventgrid_system_topic_event_subscription', 'azurerm_federated_identity_credential',
  'azurerm_logic_app_action_custom', 'azurerm_logic_app_trigger_custom', 'azurerm_machine_learning_workspace_network_outbound_rule_private_endpoint',
  'azurerm_monitor_data_collection_rule_association', 'azurerm_monitor_diagnostic_setting', 'azurerm_monitor_private_link_scoped_service', 'azurerm_nat_gateway_public_ip_association', 'azurerm_role_assignment',
  'azurerm_role_definition', 'azurerm_storage_container', 'azurerm_storage_container_immutability_policy', 'azurerm_storage_management_policy',
  'azurerm_storage_queue', 'azurerm_subnet', 'azurerm_subnet_nat_gateway_association', 'azurerm_subnet_network_security_group_association',
  'terraform_data',
];
const UNTAGGABLE_ARM = [
  'Microsoft.Cache/redisEnterprise/databases', 'Microsoft.DBforPostgreSQL/flexibleServers/databases', 'Microsoft.EventHub/namespaces/eventhubs', 'Microsoft.EventHub/namespaces/eventhubs/consumergroups',
  'Microsoft.EventHub/namespaces/networkRuleSets', 'Microsoft.MachineLearningServices/workspaces/connections',
  'Microsoft.MachineLearningServices/workspaces/outboundRules',
];

function untagged(stack: SynthesizedStack, expected: string[]): string[] {
  return Object.entries(stack.json.resource ?? {}).filter(([type]) => !UNTAGGABLE.includes(type)).flatMap(([type, named]) =>
    Object.entries(named)
      // What a destroy writes goes with it.
      .filter(([, { action, method, when }]) => action === undefined && when !== 'destroy' && !['GET', 'DELETE'].includes(method))
      .filter(([, resource]) => !UNTAGGABLE_ARM.includes(String(resource.type).split('@')[0]))
      .filter(([, resource]) => expected.some((tag) => !(resource.tags ?? resource.body?.tags ?? resource.body?.properties?.tags)?.[tag]))
      .map(([name]) => `${type}.${name}`));
}

/** Namespaces and accounts of a cluster without one of the platform's labels; what a chart makes is the chart's. */
function unlabeled(stack: SynthesizedStack, expected: string[]): string[] {
  return ['kubernetes_namespace_v1', 'kubernetes_service_account_v1'].flatMap((type) => Object.entries(stack.resources(type))
    .filter(([, { metadata }]) => expected.some((label) => !metadata.labels?.[label])).map(([name]) => `${type}.${name}`));
}

/** Wildcards in roles of ours, roles of Azure that the almanac does not know as free of them, and grants over more than one resource. */
function wildcards(stack: SynthesizedStack): string[] {
  const own = all(stack, 'azurerm_role_definition').flatMap((role) => rightsOf(role).filter((right) => right.includes('*')).map((right) => `${role.name}: ${right}`));
  const narrow = Object.values(BUILT_IN_ROLES).filter(({ actions, dataActions }) => ![...actions, ...dataActions].some((right) => right.includes('*'))).map(({ name }) => name as string);
  const grants = all(stack, 'azurerm_role_assignment').filter((grant) => {
    const tooBroad = grant.role_definition_name !== undefined && !narrow.includes(grant.role_definition_name) && !administers(stack, grant);
    const isGroupOrMore = target(stack, grant.scope)?.name === undefined && !/\/providers\//.test(grant.scope) && !isPartOfResource(grant.scope);
    const isResourceGroup = /^\$\{azurerm_resource_group\.[\w-]+\.id\}$/.test(grant.scope);
    return tooBroad || ((isGroupOrMore || isResourceGroup) && !readsQuotas(stack, grant) && !recordsReleases(stack, grant));
  });
  return [...own, ...grants.map((grant) => `${pathOf(grant)}: ${grant.role_definition_name ?? 'own role'} on ${grant.scope}`)];
}

/**
 * Rights inside one cluster: of whoever installs its software, what the creator of a cluster has on other clouds without a grant, since no role is narrower that can
 * bring kinds; and of whoever works in a namespace, what the role `edit` of Kubernetes is.
 */
const administers = (stack: SynthesizedStack, grant: Attributes) =>
  ['Azure Kubernetes Service RBAC Cluster Admin', 'Azure Kubernetes Service RBAC Writer', 'Azure Kubernetes Service Cluster User Role'].includes(grant.role_definition_name)
  && all(stack, 'azurerm_kubernetes_cluster').includes(target(stack, grant.scope)!);

/** Quotas are the subscription's own: a role that reads them and nothing else has nowhere else to be given. */
const readsQuotas = (stack: SynthesizedStack, grant: Attributes) => {
  const role = target(stack, grant.role_definition_id);
  return role !== undefined && rightsOf(role).every((right) => right === 'Microsoft.Compute/locations/usages/read');
};

/** What a release records, how deployments scale and which alerts are on are a resource group's own: no resource is narrower that is there before. */
const recordsReleases = (stack: SynthesizedStack, grant: Attributes) => {
  const role = target(stack, grant.role_definition_id);
  return role !== undefined && rightsOf(role).every((right) => /^Microsoft\.(?:Insights\/autoscaleSettings\/(?:read|write|delete)|AlertsManagement\/alerts\/read|Resources\/deployments\/(?:read|write))$/.test(right));
};

const isPartOfResource = (scope: string) => /^\$\{azurerm_\w+\.[\w-]+\.\w+\}\//.test(scope);

function publicEndpoints(stack: SynthesizedStack): string[] {
  const open: Array<[string, (resource: Attributes) => boolean]> = [
    ['azurerm_storage_account', accountIsPublic],
    ['azurerm_key_vault', (vault) => vault.public_network_access_enabled !== false || vault.network_acls?.default_action !== 'Deny'],
    ['azurerm_container_registry', registryIsPublic],
    ['azurerm_machine_learning_workspace', (workspace) => workspace.public_network_access_enabled !== false],
    ['azurerm_log_analytics_workspace', (logsOf) => logsOf.internet_ingestion_enabled !== false || logsOf.internet_query_enabled !== false],
    ['azurerm_application_insights', (insights) => insights.internet_ingestion_enabled !== false || insights.internet_query_enabled !== false],
    ['azurerm_network_security_group', (group) => (group.security_rule as Attributes[]).some((rule) =>
      rule.direction === 'Inbound' && rule.access === 'Allow' && ['*', 'Internet', '0.0.0.0/0'].includes(rule.source_address_prefix))],
    ['azurerm_public_ip', (address) => !all(stack, 'azurerm_nat_gateway_public_ip_association').some(({ public_ip_address_id }) => target(stack, public_ip_address_id) === address)],
    ['azurerm_kubernetes_cluster', isOpen],
    ['azurerm_logic_app_workflow', (workflow) => ((workflow.access_control?.trigger.allowed_caller_ip_address_range ?? ['0.0.0.0/0']) as string[]).some((range) => range.endsWith('/0'))],
    ['azurerm_monitor_workspace', (workspace) => workspace.public_network_access_enabled !== false],
    ['azurerm_monitor_data_collection_endpoint', (endpoint) => endpoint.public_network_access_enabled !== false],
    ['azapi_resource', (resource) => isOpenResource(stack, resource)],
  ];
  return open.flatMap(([type, lets]) => Object.entries(stack.resources(type)).filter(([, resource]) => lets(resource)).map(([name]) => `${type}.${name}`));
}

/** What is not said is open: ARM's types that can be reached from the internet, and have no word for it where they cannot. */
const CAN_BE_OPEN = ['Microsoft.EventHub/namespaces', 'Microsoft.Cache/redisEnterprise', 'Microsoft.DBforPostgreSQL/flexibleServers', 'Microsoft.MachineLearningServices/workspaces', 'Microsoft.MachineLearningServices/registries'];

function isOpenResource(stack: SynthesizedStack, resource: Attributes): boolean {
  const [type] = (resource.type as string).split('@') as [string];
  const { properties = {} } = resource.body ?? {};
  if (type === 'Microsoft.EventHub/namespaces') return isOpenNamespace(stack, resource);
  // Of these, the namespace is looked at.
  if (type === 'Microsoft.EventHub/namespaces/networkRuleSets') return false;
  if (type === 'Microsoft.Logic/workflows') return isOpenWorkflow(properties);
  const access = properties.publicNetworkAccess ?? properties.network?.publicNetworkAccess;
  return access === 'Enabled' || (access === undefined && CAN_BE_OPEN.includes(type));
}

/** A workflow that is started by a request, whoever sends it. */
function isOpenWorkflow({ accessControl, definition }: Attributes): boolean {
  const triggers = Object.values((definition?.triggers ?? {}) as Attributes);
  const callers = ((accessControl?.triggers?.allowedCallerIpAddresses ?? [{ addressRange: '0.0.0.0/0' }]) as Attributes[]).map(({ addressRange }) => addressRange as string);
  return triggers.some(({ type }) => type === 'Request') && callers.some((range) => range.endsWith('/0'));
}
