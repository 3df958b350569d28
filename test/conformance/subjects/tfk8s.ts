import { App, S3Backend, TerraformStack, Testing } from 'cdktf';
import { MlPlatformProps, Persona, Severity } from '../../../src/core';
import { Identity, MlPlatform, MlPlatformProps as ClusterProps } from '../../../src/tfk8s';
import { TARGET } from '../../../src/tfk8s/support';
import { Attributes, parseJsonText, synthApp, SynthesizedApp, SynthesizedStack } from '../../support/terraform';
import { AlarmFacts, Built, ClusterFacts, Facts, PersonaFacts, RegistryFacts, SoftwareFacts, StoreFacts, Subject, SubjectOptions } from '../facts';
import { runsOf } from './cluster-jobs';
import { boundAccess } from './role-bindings';
import { driftMonitors } from './tfk8s-drift';
import { endpoints } from './tfk8s-endpoints';
import { featureGroups } from './tfk8s-features';
import { jobs } from './tfk8s-jobs';
import { modelRegistries } from './tfk8s-models';
import { twinsIn } from './twins';

const LEAST: ClusterProps = {
  kubeContext: 'gpu-cluster',
  objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer', readOnlyCredentialsSecret: 's3-reader' },
  imageRegistry: { host: 'registry.acme.internal', tlsSecret: 'registry-tls', htpasswdSecret: 'registry-users', pullSecret: 'registry-pull' },
  smtp: { host: 'smtp.acme.io', sender: 'ml@acme.io', passwordSecret: 'smtp' },
};

export const subject: Subject = {
  target: TARGET,
  reservation: 'rack-7',
  otherKubernetesVersion: '1.34',
  oldKubernetesVersion: '1.24',
  deployedByRunner: false,
  identity: (name) => Identity.group(name),
  otherPlace: 'ml-elsewhere',
  platform: (props, extra) => build(props ?? {}, extra ?? {}),
  read: (directory, tags) => facts(new SynthesizedApp(directory).only, tags),
};

function build(props: MlPlatformProps, { existing = [] }: SubjectOptions): Built {
  const app = Testing.stubVersion(new App({ outdir: Testing.app().outdir, stackTraces: false }));
  const stack = stackIn(app, 'ml');
  const platform = new MlPlatform(stack, 'Ml', {
    ...LEAST,
    ...props,
    ...(existing.includes('network') ? { existingNetwork: { namespace: 'ml' } } : {}),
    ...(existing.includes('key') ? { existingEncryptionKey: { keyName: 'ml-key' } } : {}),
    ...(existing.includes('artifacts') ? { existingArtifacts: { bucketName: 'acme-models' } } : {}),
    ...(existing.includes('registry') ? { existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'harbor' } } : {}),
  });
  return { platform, stack, otherStack: stackIn(app, 'other'), synth: () => facts(synthApp(app).stack('ml'), props.tags ?? {}) };
}

function stackIn(app: App, name: string): TerraformStack {
  const stack = new TerraformStack(app, name);
  new S3Backend(stack, { bucket: 'state', key: `${name}.tfstate`, region: 'eu-central-1' });
  return stack;
}

function facts(stack: SynthesizedStack, tags: Record<string, string>): Facts {
  const installed = software(stack);
  const manifests = installed.flatMap((release) => release.manifests);
  return {
    stores: stores(stack),
    registries: registries(stack),
    network: network(stack),
    keys: [],
    logs: [],
    alarms: alarms(manifests),
    told: told(manifests),
    personas: personas(stack),
    graphs: dashboardPanels(stack),
    untagged: untagged(stack, tags),
    wildcards: roles(stack).flatMap(({ name, rules }) =>
      rules.filter((rule) => [...rule.verbs, ...rule.resources].includes('*')).map((rule) => `${name}: ${JSON.stringify(rule)}`)),
    publicEndpoints: Object.values(stack.resources('kubernetes_service_v1')).filter(({ spec }) => ['LoadBalancer', 'NodePort'].includes(spec.type)).map(nameOf),
    ids: stack.addresses,
    twins: twinsIn(stack),
    outputs: Object.keys(stack.outputs),
    clusters: clusters(stack),
    software: installed,
    jobs: jobs(installed),
    endpoints: endpoints(installed),
    modelRegistries: modelRegistries(stack),
    featureGroups: featureGroups(stack, installed, stores(stack)),
    driftMonitors: driftMonitors(stack, installed, stores(stack)),
    runs: runsOf(installed),
    secrets: [...JSON.stringify(stack.json).matchAll(/(?:AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|"password":"[^"]+")/g)].map(([text]) => text),
  };
}

/** Helm releases; what the manifest chart is given is read back from its values. */
function software(stack: SynthesizedStack): SoftwareFacts[] {
  return Object.values(stack.resources('helm_release')).map(({ name, chart, repository, version, namespace, values }) => {
    const given = values ? parseJsonText(values[0]) : {};
    const ours = repository === undefined;
    return {
      release: name,
      chart: ours ? 'manifests' : chart,
      repository,
      version,
      namespace,
      values: ours ? {} : given,
      manifests: ours ? (given.manifests as string[]).map(parseJsonText) : [],
    };
  });
}

/** What a program says of the cluster that is there. Everything else about it was decided by its owner, and shows nowhere. */
function clusters(stack: SynthesizedStack): ClusterFacts[] {
  return Object.entries(stack.outputs).filter(([name]) => name.endsWith('_node_groups')).map(([name, text]) => ({
    name: stack.outputs[name.replace(/node_groups$/, 'cluster_name')] as string,
    access: 'private',
    authorizedCidrs: [],
    privateNodes: false,
    secretsEncrypted: false,
    auditLogs: false,
    workloadIdentity: false,
    localAccounts: false,
    protected: false,
    groups: (JSON.parse(text as string) as Attributes[]).map(({ nodeGroup, nodes, gpusPerNode, labels }) => ({
      name: nodeGroup,
      gpus: gpusPerNode,
      min: nodes,
      max: nodes,
      capacity: 'on-demand',
      compact: false,
      diskEncrypted: false,
      tainted: false,
      labels,
      patched: false,
    })),
    letIn: boundAccess(stack),
  }));
}

function stores(stack: SynthesizedStack): StoreFacts[] {
  return Object.values(stack.resources('kubernetes_job_v1')).map((job) => {
    const [container] = job.spec.template.spec.container;
    const env = Object.fromEntries((container.env as Attributes[]).map(({ name, value }) => [name, value as string]));
    const settings = settingsOf(stack, job);
    const rules = (JSON.parse(settings['lifecycle.json']).Rules ?? []) as Attributes[];
    const encryption = JSON.parse(settings['encryption.json']).Rules[0].ApplyServerSideEncryptionByDefault.SSEAlgorithm as string;
    return {
      name: env.BUCKET,
      encrypted: ['AES256', 'aws:kms'].includes(encryption),
      public: settings['setup.sh'].includes('acl'),
      tlsOnly: env.ENDPOINT.startsWith('https://'),
      versioned: env.VERSIONING === 'Enabled',
      protected: !settings['setup.sh'].includes('delete-bucket'),
      transitions: [],
      expiry: rules.filter((rule) => rule.Expiration).map((rule) => ({ prefix: rule.Filter.Prefix, days: rule.Expiration.Days })),
      lockedDays: settings['lock.json'] ? JSON.parse(settings['lock.json']).Rule.DefaultRetention.Days : undefined,
    };
  });
}

/** The ConfigMap that a Job mounts, found by the reference in its volume. */
function settingsOf(stack: SynthesizedStack, job: Attributes): Record<string, string> {
  const reference = job.spec.template.spec.volume.find(({ config_map }: Attributes) => config_map).config_map.name as string;
  const [, id] = /kubernetes_config_map_v1\.(\w+)\./.exec(reference) ?? [];
  return stack.resources('kubernetes_config_map_v1')[id].data;
}

function registries(stack: SynthesizedStack): RegistryFacts[] {
  return Object.values(stack.resources('kubernetes_deployment_v1')).map((deployment) => {
    const config = JSON.parse(settingsOf(stack, deployment)['config.yml']);
    const ingress = Object.values(stack.resources('kubernetes_ingress_v1')).find((candidate) => nameOf(candidate) === nameOf(deployment))!;
    return {
      name: nameOf(deployment),
      encrypted: config.storage.s3.encrypt && config.storage.s3.secure,
      public: config.auth?.htpasswd === undefined || ingress.spec.tls.length === 0,
      immutableTags: false,
      scanOnPush: false,
    };
  });
}

function network(stack: SynthesizedStack) {
  const policies = Object.values(stack.resources('kubernetes_network_policy_v1'));
  const closed = policies.some(({ spec }) => spec.policy_types.length === 2 && !spec.ingress && !spec.egress);
  const blocks = policies.flatMap(({ spec }) => spec.egress ?? []).flatMap(({ to }: Attributes) => to ?? []);
  return {
    privateSubnets: closed ? 1 : 0,
    reachesInternet: blocks.some(({ ip_block }: Attributes) => ip_block?.cidr === '0.0.0.0/0'),
    ranges: [],
    endpoints: [],
    flowLogs: false,
    keepsNames: false,
  };
}

const KINDS: Record<string, string> = {
  MlPlatformDeploymentFailed: 'failed-deploys',
  MlPlatformStorageGrown: 'storage-growth',
  MlPlatformAccessDenied: 'denied-access',
};

function alarms(manifests: Attributes[]): AlarmFacts[] {
  const routed = new Set(routesOf(manifests).map(({ receiver }) => receiver));
  return manifests.filter(({ kind }) => kind === 'PrometheusRule').flatMap(({ metadata, spec }) => {
    const rules = (spec.groups as Attributes[]).flatMap((group) => group.rules as Attributes[]);
    return rules.map(({ alert, labels: { severity, namespace } }) => {
      return { kind: kindOf(metadata.name, alert), severity, routed: routed.has(severity) && namespace !== undefined };
    });
  });
}

const OF_OTHERS = [
  'nodes-not-ready', 'gpu-idle', 'gpus-pending', 'quota-near', 'run-failed', 'failing', 'slow', 'busy', 'absent', 'registry-stale', 'stale', 'late', 'dead-letters',
];

/** The alarms of a platform have a rule together; those of clusters and jobs are told apart by the end of their rule's name. */
function kindOf(rule: string, alert: string): string {
  const ofOthers = OF_OTHERS.find((kind) => rule.endsWith(`-${kind}`));
  return KINDS[alert] ?? ofOthers ?? (alert === 'StorageGrown' ? 'storage-growth' : 'custom');
}

const configOf = (manifests: Attributes[]) => manifests.find(({ kind }) => kind === 'AlertmanagerConfig')!;
const routesOf = (manifests: Attributes[]) => configOf(manifests).spec.route.routes as Attributes[];

function told(manifests: Attributes[]): Record<Severity, string[]> {
  const receivers = configOf(manifests).spec.receivers as Attributes[];
  const addresses = (severity: Severity) => {
    const route = routesOf(manifests).find(({ matchers }) => matchers[0].value === severity);
    const { emailConfigs = [], webhookConfigs = [] } = receivers.find(({ name }) => name === route?.receiver) ?? {};
    return [...emailConfigs.map(({ to }: Attributes) => to), ...webhookConfigs.map(({ url }: Attributes) => url)];
  };
  return Object.fromEntries(Object.values(Severity).map((severity) => [severity, addresses(severity)])) as Record<Severity, string[]>;
}

interface Rule {
  readonly verbs: string[];
  readonly resources: string[];
}

function roles(stack: SynthesizedStack): Array<{ readonly name: string; readonly rules: Rule[] }> {
  return Object.values(stack.resources('kubernetes_role_v1')).map((role) => ({ name: nameOf(role), rules: role.rule }));
}

function personas(stack: SynthesizedStack): PersonaFacts[] {
  const bindings = Object.values(stack.resources('kubernetes_role_binding_v1'));
  return roles(stack).flatMap(({ name, rules }) => {
    const persona = Object.values(Persona).find((candidate) => name.endsWith(`-${candidate}`));
    if (!persona) return [];
    const held = bindings.filter(({ role_ref }) => role_ref.name === name);
    const members = held.flatMap(({ subject: subjects }) => subjects.map((holder: Attributes) => holder.name as string));
    const allowed = rules.flatMap(({ verbs, resources }) => resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}`)));
    return [{ persona, members, allowed }];
  });
}

function dashboardPanels(stack: SynthesizedStack): string[] {
  return Object.values(stack.resources('kubernetes_config_map_v1'))
    .filter(({ metadata }) => metadata.labels.grafana_dashboard)
    .flatMap(({ data }) => Object.values(data as Record<string, string>))
    .flatMap((text) => (JSON.parse(text).panels as Attributes[]).map(({ title }) => title as string));
}

function untagged(stack: SynthesizedStack, tags: Record<string, string>): string[] {
  const wanted = ['platform', 'environment', 'managed-by', ...Object.keys(tags)];
  return Object.entries(stack.json.resource ?? {}).flatMap(([type, named]) =>
    Object.entries(named)
      .filter(([, { metadata }]) => metadata && wanted.some((key) => metadata.labels?.[key] === undefined))
      .map(([name]) => `${type}.${name}`));
}

function nameOf({ metadata }: Attributes): string {
  return metadata.name as string;
}
