import { App, GcsBackend, TerraformStack, Testing } from 'cdktf';
import { MlPlatformProps, Persona, Severity, StorageTier } from '../../../src/core';
import { PREDEFINED_DUAL_REGIONS } from '../../../src/facts/gcp/dual-regions';
import { Identity, MlPlatform, MlPlatformProps as GoogleProps } from '../../../src/tfgcp';
import { TARGET } from '../../../src/tfgcp/support';
import { Attributes, synthApp, SynthesizedApp, SynthesizedStack } from '../../support/terraform';
import { AlarmFacts, Built, Facts, NetworkFacts, PersonaFacts, RegistryFacts, StoreFacts, Subject, SubjectOptions } from '../facts';
import { clusterMonitors, MonitoredPlace, prometheusAlarms } from './cluster-drift';
import { runsOf } from './cluster-jobs';
import { clusters, isOpen, software } from './tfgcp-clusters';
import { bigQueryMonitors } from './tfgcp-drift';
import { endpoints } from './tfgcp-endpoints';
import { featureGroups, filesOf, isOnlineStore, servesInside } from './tfgcp-features';
import { accounts, jobs } from './tfgcp-jobs';
import { labelsOf } from './tfgcp-labels';
import { modelRegistries } from './tfgcp-models';
import { all, isPlatformKey, target } from './tfgcp-references';
import { twinsIn } from './twins';

const REGION = 'europe-west4';
const OTHER_REGION = 'europe-west1';
const LEAST: GoogleProps = { project: 'acme-ml', projectNumber: '123456789012', location: REGION };
const NETWORK = 'projects/acme-net/global/networks/shared';
const key = (region: string) => `projects/acme-keys/locations/${region}/keyRings/ml/cryptoKeys/data`;

export const subject: Subject = {
  target: TARGET,
  region: REGION,
  otherRegion: OTHER_REGION,
  reservation: 'projects/acme-ml/zones/europe-west4-a/reservations/gpus',
  secret: () => 'projects/acme-ml/secrets/hugging-face',
  otherKubernetesVersion: '1.35',
  oldKubernetesVersion: '1.30',
  deployedByRunner: true,
  identity: (name) => Identity.group(`${name}@acme.io`),
  otherPlace: '210987654321',
  platform: (props, extra) => build(props ?? {}, extra ?? {}),
  read: (directory, tags) => read(new SynthesizedApp(directory), undefined, tags),
};

/** The stack of the platform, by its name or the only one, and the second stacks of its clusters. */
function read({ stacks }: SynthesizedApp, name: string | undefined, tags: Record<string, string>): Facts {
  const written = Object.values(stacks);
  const [main, ...more] = written.filter((stack) => !stack.name.endsWith('-workloads') && (name === undefined || stack.name === name));
  if (!main || more.length > 0) throw new Error(`not one stack of a platform in: ${Object.keys(stacks).join(', ')}`);
  return facts(main, written.filter((stack) => stack.name.endsWith('-workloads')), tags);
}

function build(props: MlPlatformProps, options: SubjectOptions): Built {
  const app = Testing.stubVersion(new App({ outdir: Testing.app().outdir, stackTraces: false }));
  const stack = stackIn(app, 'ml');
  const platform = new MlPlatform(stack, 'Ml', { ...LEAST, ...props, ...ownProps(props, options) });
  return { platform, stack, otherStack: stackIn(app, 'other'), synth: () => read(synthApp(app), 'ml', props.tags ?? {}) };
}

function ownProps(props: MlPlatformProps, options: SubjectOptions): Partial<GoogleProps> {
  const { region, existing = [], networkWithoutPrivateSubnets, keyOfOtherRegion } = options;
  const subnets = networkWithoutPrivateSubnets ? [] : [`projects/acme-net/regions/${REGION}/subnetworks/ml`];
  return {
    ...(region ? { location: region } : {}),
    ...(props.budget ? { billingAccount: '012345-6789AB-CDEF01' } : {}),
    ...(existing.includes('network') || networkWithoutPrivateSubnets ? { existingNetwork: { networkId: NETWORK, privateSubnetIds: subnets } } : {}),
    ...(existing.includes('key') || keyOfOtherRegion ? { existingEncryptionKey: { keyId: key(keyOfOtherRegion ? OTHER_REGION : REGION) } } : {}),
    ...(existing.includes('artifacts') ? { existingArtifacts: { bucketName: 'acme-models' } } : {}),
    ...(existing.includes('registry') ? { existingRegistry: { project: 'acme-ml', location: REGION, repositoryId: 'images' } } : {}),
  };
}

function stackIn(app: App, name: string): TerraformStack {
  const stack = new TerraformStack(app, name);
  new GcsBackend(stack, { bucket: 'acme-terraform-state', prefix: name });
  return stack;
}

function facts(stack: SynthesizedStack, workloads: readonly SynthesizedStack[], tags: Record<string, string>): Facts {
  const keys = ['platform', 'environment', 'managed-by', ...Object.keys(tags)];
  const installed = workloads.flatMap(software);
  const buckets = all(stack, 'google_storage_bucket').map((bucket) => store(stack, bucket));
  const served = endpoints(stack, installed);
  return {
    stores: buckets,
    registries: all(stack, 'google_artifact_registry_repository').map((repository) => registry(stack, repository)),
    network: network(stack),
    keys: all(stack, 'google_kms_crypto_key').map((found) => ({ rotated: found.rotation_period === '7776000s', protected: found.lifecycle.prevent_destroy })),
    logs: all(stack, 'google_logging_project_bucket_config').map((log) => ({
      name: log.bucket_id,
      retentionDays: log.retention_days,
      encrypted: isPlatformKey(stack, log.cmek_settings.kms_key_name),
    })),
    alarms: [...alarms(stack), ...spendAlarms(stack)],
    told: told(stack),
    budget: budget(stack),
    personas: Object.values(Persona).flatMap((persona) => personaOf(stack, persona)),
    graphs: graphs(stack),
    untagged: [...untagged(stack, keys), ...workloads.flatMap((inside) => unlabeled(inside, keys))],
    wildcards: wildcards(stack),
    publicEndpoints: publicEndpoints(stack),
    ids: [stack, ...workloads].flatMap(({ addresses }) => addresses).sort(),
    twins: [stack, ...workloads].flatMap(twinsIn),
    outputs: Object.keys(stack.outputs),
    secrets: [stack, ...workloads].flatMap(({ json }) => [...JSON.stringify(json).matchAll(SECRETS)].map(([text]) => text)),
    clusters: clusters(stack, workloads),
    software: installed,
    jobs: jobs(stack, installed),
    endpoints: served,
    modelRegistries: modelRegistries(stack),
    featureGroups: featureGroups(stack, installed, buckets),
    driftMonitors: [...bigQueryMonitors(stack, served), ...clusterMonitors(installed, monitoredPlace(stack, workloads, buckets))],
    runs: [...runsOf(installed), ...stack.addresses.filter((address) => /custom_?job|workflow_execution/.test(address))],
  };
}

/** What monitors in clusters have of the cloud. */
function monitoredPlace(stack: SynthesizedStack, workloads: readonly SynthesizedStack[], buckets: readonly StoreFacts[]): MonitoredPlace {
  const conditions = all(stack, 'google_monitoring_alert_policy').flatMap((policy) => policy.conditions as Attributes[]);
  const queries = conditions.flatMap(({ condition_prometheus_query_language: asked }) => (asked ? asked.query as string : []));
  return { account: accounts(stack), clusters: clusters(stack, workloads), ...filesOf(stack, buckets), ...prometheusAlarms(queries) };
}

/** Access keys of AWS, keys and tokens of Google, private keys, and what a notification channel calls its secrets. */
const SECRETS = /AKIA[0-9A-Z]{16}|AIza[\w-]{35}|ya29\.[\w-]+|-----BEGIN [A-Z ]*PRIVATE KEY|"(?:password|auth_token|service_key)":"[^"]+"/g;

const TIERS: Record<string, StorageTier> = { NEARLINE: StorageTier.INFREQUENT, COLDLINE: StorageTier.COLD, ARCHIVE: StorageTier.ARCHIVE };

function store(stack: SynthesizedStack, bucket: Attributes): StoreFacts {
  const rules = bucket.lifecycle_rule as Attributes[];
  const prefix = ({ condition }: Attributes) => condition.matches_prefix?.[0] ?? '';
  const grants = all(stack, 'google_storage_bucket_iam_member').filter((grant) => target(stack, grant.bucket) === bucket);
  const isPrivate = bucket.public_access_prevention === 'enforced' && bucket.uniform_bucket_level_access && !grants.some(({ member }) => isAnybody(member));
  return {
    name: bucket.name,
    encrypted: isPlatformKey(stack, bucket.encryption?.default_kms_key_name),
    public: !isPrivate,
    // Where nobody is let in without a token, nothing is read without TLS: Cloud Storage takes OAuth tokens over TLS only.
    tlsOnly: isPrivate,
    versioned: bucket.versioning.enabled,
    protected: bucket.lifecycle.prevent_destroy && !bucket.force_destroy,
    transitions: rules
      .filter(({ action }) => action.type === 'SetStorageClass')
      .map((rule) => ({ prefix: prefix(rule), tier: TIERS[rule.action.storage_class], days: rule.condition.age })),
    expiry: rules.filter(({ action, condition }) => action.type === 'Delete' && condition.age).map((rule) => ({ prefix: prefix(rule), days: rule.condition.age })),
    lockedDays: bucket.retention_policy?.is_locked ? bucket.retention_policy.retention_period / 86_400 : undefined,
    replicaRegion: placesOf(bucket).find((place) => place !== REGION),
  };
}

/** The regions of a bucket: listed, or those that its location is the name of. */
function placesOf(bucket: Attributes): string[] {
  const predefined = PREDEFINED_DUAL_REGIONS.find(({ location }) => location === bucket.location);
  if (predefined) return [...predefined.regions];
  return ((bucket.custom_placement_config?.data_locations ?? []) as string[]).map((place) => place.toLowerCase());
}

function registry(stack: SynthesizedStack, repository: Attributes): RegistryFacts {
  const members = all(stack, 'google_artifact_registry_repository_iam_member').filter((grant) => target(stack, grant.repository) === repository);
  const policies = repository.cleanup_policies as Attributes[];
  return {
    name: repository.repository_id,
    encrypted: isPlatformKey(stack, repository.kms_key_name),
    public: members.some(({ member }) => isAnybody(member)),
    immutableTags: repository.docker_config.immutable_tags,
    scanOnPush: repository.vulnerability_scanning_config.enablement_config === 'INHERITED',
    keepLast: policies.some(({ action }) => action === 'DELETE') ? policies.find(({ action }) => action === 'KEEP')?.most_recent_versions.keep_count : undefined,
  };
}

function network(stack: SynthesizedStack): NetworkFacts | undefined {
  const subnets = all(stack, 'google_compute_subnetwork');
  if (subnets.length === 0) return undefined;
  const sealed = all(stack, 'google_compute_firewall').some((rule) => rule.direction === 'EGRESS' && rule.deny && rule.destination_ranges.includes('0.0.0.0/0'));
  return {
    privateSubnets: subnets.filter((subnet) => subnet.private_ip_google_access).length,
    reachesInternet: stack.hasResource('google_compute_router_nat') || !sealed,
    ranges: subnets.flatMap((subnet) => [subnet, ...(subnet.secondary_ip_range as Attributes[])]).map((range) => range.ip_cidr_range as string),
    endpoints: all(stack, 'google_dns_managed_zone').filter(({ visibility }) => visibility === 'private').map(({ dns_name }) => dns_name),
    flowLogs: subnets.every(({ log_config }) => log_config?.metadata === 'INCLUDE_ALL_METADATA'),
    keepsNames: stack.hasResource('google_dns_managed_zone'),
  };
}

function alarms(stack: SynthesizedStack): AlarmFacts[] {
  return all(stack, 'google_monitoring_alert_policy').map((policy) => {
    const severity = policy.user_labels.severity as Severity;
    const channels = policy.notification_channels as string[];
    const routed = channels.length > 0 && channels.every((channel) => addressOf(stack, channel) !== undefined);
    return { kind: policy.user_labels.alarm, severity, routed };
  });
}

function spendAlarms(stack: SynthesizedStack): AlarmFacts[] {
  return all(stack, 'google_billing_budget').map(({ display_name, all_updates_rule }) => ({
    kind: 'spend',
    severity: display_name.split(': ').pop() as Severity,
    routed: (all_updates_rule?.monitoring_notification_channels ?? []).length > 0,
  }));
}

/** The address of a channel of this stack, or the name of one that exists. */
function addressOf(stack: SynthesizedStack, channel: string): string | undefined {
  const labels = target(stack, channel)?.labels;
  return labels ? labels.email_address ?? labels.url : channel.startsWith('projects/') ? channel : undefined;
}

/** Who takes a severity is read from the outputs, by which other stacks' alarms find the channels. */
function told(stack: SynthesizedStack): Record<Severity, string[]> {
  const addresses = (severity: Severity) => {
    const [, ids] = Object.entries(stack.outputs).find(([name]) => name.endsWith(`_${severity}_channel_ids`)) ?? [];
    return ((ids ?? []) as string[]).map((id) => addressOf(stack, id)!);
  };
  return { critical: addresses(Severity.CRITICAL), warning: addresses(Severity.WARNING), info: addresses(Severity.INFO) };
}

function graphs(stack: SynthesizedStack): string[] {
  const pages = all(stack, 'google_monitoring_dashboard').map((page) => JSON.parse(page.dashboard_json) as Attributes);
  const tiles = pages.flatMap(({ mosaicLayout }) => mosaicLayout.tiles as Attributes[]);
  return tiles.map(({ widget }) => widget.title as string);
}

function budget(stack: SynthesizedStack): Facts['budget'] {
  const budgets = all(stack, 'google_billing_budget');
  if (budgets.length === 0) return undefined;
  const shares = budgets.flatMap((found) => found.threshold_rules as Attributes[]).map(({ threshold_percent: share }) => share * 100);
  return { amount: Number(budgets[0].amount.specified_amount.units), alertAtPercent: shares.sort((a, b) => a - b) };
}

function personaOf(stack: SynthesizedStack, persona: Persona): PersonaFacts[] {
  return all(stack, 'google_project_iam_custom_role')
    .filter(({ role_id }) => role_id.endsWith(`_${persona.replace('-', '_')}`))
    .map((role) => ({
      persona,
      members: all(stack, 'google_project_iam_member').filter((binding) => target(stack, binding.role) === role).map(({ member }) => member),
      allowed: role.permissions,
    }));
}

/** What Vertex AI labels, of what is made by its API. */
const LABELED = /\/(?:featureGroups|featureOnlineStores|featureViews)$/;

function untagged(stack: SynthesizedStack, keys: string[]): string[] {
  const lacks = (labels: Attributes | undefined) => keys.some((name) => !labels?.[name]);
  return Object.entries(stack.json.resource ?? {}).flatMap(([type, named]) => Object.entries(named).filter(([, resource]) => {
    const argument = labelsOf(type);
    if (type === 'restful_resource') return LABELED.test(resource.path) && lacks(resource.body.labels);
    return argument !== undefined && lacks(resource[argument]);
  }).map(([name]) => `${type}.${name}`));
}

/** What Kubernetes lets carry labels. */
function unlabeled(stack: SynthesizedStack, labels: string[]): string[] {
  return Object.entries(stack.json.resource ?? {}).flatMap(([type, named]) => Object.entries(named)
    .filter(([, { metadata }]) => metadata && labels.some((label) => !metadata.labels?.[label])).map(([name]) => `${type}.${name}`));
}

const isAnybody = (member: string) => ['allUsers', 'allAuthenticatedUsers'].includes(member);

/** Basic and administrator roles, permissions with a wildcard, and bindings to everybody. */
function wildcards(stack: SynthesizedStack): string[] {
  const permissions = all(stack, 'google_project_iam_custom_role').flatMap((role) =>
    (role.permissions as string[]).filter((permission) => permission.includes('*')).map((permission) => `${role.role_id}: ${permission}`));
  const bindings = Object.entries(stack.json.resource ?? {})
    .filter(([type]) => /_iam_(?:member|binding)$/.test(type))
    .flatMap(([type, named]) => Object.values(named)
      .filter(({ role, member }) => /^roles\/(?:owner|editor|viewer)$|[aA]dmin$/.test(role) || isAnybody(member))
      .map(({ role, member }) => `${type}: ${role} for ${member}`));
  return [...permissions, ...bindings];
}

function publicEndpoints(stack: SynthesizedStack): string[] {
  const doors = all(stack, 'google_compute_firewall')
    .filter((rule) => rule.direction === 'INGRESS' && rule.allow && (rule.source_ranges as string[]).some((range) => range.endsWith('/0')))
    .map(({ name }) => name as string);
  const zones = all(stack, 'google_dns_managed_zone').filter(({ visibility }) => visibility !== 'private').map(({ name }) => name as string);
  const networks = all(stack, 'google_compute_network').filter((vpc) => vpc.auto_create_subnetworks !== false).map(({ name }) => name as string);
  const servers = all(stack, 'google_container_cluster').filter(isOpen).map(({ name }) => name as string);
  const stores = Object.entries(stack.resources('restful_resource')).filter(([, made]) => isOnlineStore(made) && !servesInside(made)).map(([name]) => name);
  return [...doors, ...zones, ...networks, ...servers, ...stores];
}
