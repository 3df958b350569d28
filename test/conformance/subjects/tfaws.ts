import { MlPlatformProps, Persona, Severity, StorageTier } from '../../../src/core';
import { Identity, MlPlatformProps as AwsProps, MlPlatform } from '../../../src/tfaws';
import { TARGET } from '../../../src/tfaws/support';
import { Attributes, parseJsonText, synthApp, SynthesizedApp, SynthesizedStack } from '../../support/terraform';
import { openDoors, taggable, wildcards } from '../../tfaws/audit';
import { EXISTING_NETWORK, newApp, stackIn } from '../../tfaws/platforms';
import { AlarmFacts, Built, Facts, NetworkFacts, PersonaFacts, RegistryFacts, StoreFacts, Subject, SubjectOptions } from '../facts';
import { runsOf } from './cluster-jobs';
import { clusters, isOpen, software } from './tfaws-clusters';
import { driftMonitors } from './tfaws-drift';
import { endpoints } from './tfaws-endpoints';
import { featureGroups } from './tfaws-features';
import { jobs } from './tfaws-jobs';
import { modelRegistries } from './tfaws-models';
import { all, isKey, partOf, target } from './tfaws-references';
import { twinsIn } from './twins';

/** One that has H100. */
const REGION = 'eu-north-1';
const OTHER_REGION = 'eu-central-1';
const ACCOUNT = '123456789012';
const key = (region: string) => `arn:aws:kms:${region}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

export const subject: Subject = {
  target: TARGET,
  region: REGION,
  otherRegion: OTHER_REGION,
  reservation: 'cr-0123456789abcdef0',
  jobReservation: `arn:aws:sagemaker:${REGION}:${ACCOUNT}:training-plan/gpus`,
  secret: () => `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:hugging-face-AbCdEf`,
  otherKubernetesVersion: '1.34',
  oldKubernetesVersion: '1.32',
  deployedByRunner: true,
  identity: (name) => Identity.role(`arn:aws:iam::${ACCOUNT}:role/${name}`),
  otherPlace: '444455556666',
  platform: (props, extra) => build(props ?? {}, extra ?? {}),
  read: (directory, tags) => read(new SynthesizedApp(directory), undefined, Object.keys(tags)),
};

/** The stack of the platform, by its name or the only one, and the second stacks of its clusters. */
function read({ stacks }: SynthesizedApp, name: string | undefined, tags: readonly string[]): Facts {
  const written = Object.values(stacks);
  const [main, ...more] = written.filter((stack) => !stack.name.endsWith('-workloads') && (name === undefined || stack.name === name));
  if (!main || more.length > 0) throw new Error(`not one stack of a platform in: ${Object.keys(stacks).join(', ')}`);
  return facts(main, written.filter((stack) => stack.name.endsWith('-workloads')), tags);
}

function build(props: MlPlatformProps, options: SubjectOptions): Built {
  const app = newApp();
  const stack = stackIn(app, 'ml');
  const platform = new MlPlatform(stack, 'Ml', { region: REGION, accountId: ACCOUNT, ...props, ...ownProps(options) });
  return { platform, stack, otherStack: stackIn(app, 'other'), synth: () => read(synthApp(app), 'ml', Object.keys(props.tags ?? {})) };
}

function ownProps({ region, existing = [], networkWithoutPrivateSubnets, keyOfOtherRegion }: SubjectOptions): Partial<AwsProps> {
  return {
    ...(region ? { region } : {}),
    ...(existing.includes('network') ? { existingNetwork: EXISTING_NETWORK } : {}),
    ...(networkWithoutPrivateSubnets ? { existingNetwork: { ...EXISTING_NETWORK, privateSubnetIds: [] } } : {}),
    ...(existing.includes('key') || keyOfOtherRegion ? { existingEncryptionKey: { keyArn: key(keyOfOtherRegion ? OTHER_REGION : REGION) } } : {}),
    ...(existing.includes('artifacts') ? { existingArtifacts: { bucketName: 'acme-models' } } : {}),
    ...(existing.includes('registry') ? { existingRegistry: { namespace: 'images' } } : {}),
  };
}

function facts(stack: SynthesizedStack, workloads: readonly SynthesizedStack[], tags: readonly string[]): Facts {
  const keys = ['platform', 'environment', 'managed-by', ...tags];
  const installed = workloads.flatMap(software);
  const known = { software: installed, stores: stores(stack), endpoints: endpoints(stack, installed), clusters: clusters(stack, installed) };
  return {
    ...known,
    registries: all(stack, 'aws_ecr_repository').map((repository) => registry(stack, repository)),
    network: network(stack),
    keys: all(stack, 'aws_kms_key').map((found) => ({ rotated: found.enable_key_rotation, protected: found.lifecycle.prevent_destroy })),
    logs: all(stack, 'aws_cloudwatch_log_group').map((log) => ({
      name: log.name,
      retentionDays: log.retention_in_days,
      encrypted: isKey(stack, log.kms_key_id),
    })),
    alarms: [...metricAlarms(stack), ...failedDeploys(stack), ...spendAlarms(stack)],
    told: Object.fromEntries(Object.values(Severity).map((severity) => [severity, told(stack, severity)])) as Facts['told'],
    budget: budget(stack),
    personas: Object.values(Persona).flatMap((persona) => personaOf(stack, persona)),
    graphs: all(stack, 'aws_cloudwatch_dashboard').flatMap(graphs),
    untagged: [...untagged(stack, keys), ...workloads.flatMap((inside) => unlabeled(inside, keys))],
    wildcards: wildcards(stack),
    publicEndpoints: [...openDoors(stack), ...all(stack, 'aws_eks_cluster').filter(isOpen).map(({ name }) => name as string)],
    ids: [stack, ...workloads].flatMap(({ addresses }) => addresses).sort(),
    twins: [stack, ...workloads].flatMap(twinsIn),
    outputs: Object.keys(stack.outputs),
    secrets: [stack, ...workloads].flatMap(({ json }) => [...JSON.stringify(json).matchAll(SECRET)].map(([text]) => text)),
    jobs: jobs(stack, installed),
    modelRegistries: modelRegistries(stack),
    featureGroups: featureGroups(stack, installed, known.stores),
    driftMonitors: driftMonitors(stack, known),
    runs: [...runsOf(installed), ...stack.addresses.filter((address) => /^aws_(?:sagemaker_training_job|batch_job|sfn_execution)\./.test(address))],
  };
}

const SECRET = /(?:AKIA|ASIA)[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|"(?:password|secret_key|token)":"[^"]+"/g;

/** Titles of graphs, and the first lines of texts. */
const graphs = (page: Attributes) => (JSON.parse(page.dashboard_body).widgets as Attributes[])
  .map(({ properties }) => (properties.title ?? /^#+ (.*)/.exec(properties.markdown)?.[1]) as string);

const TIERS: Record<string, StorageTier> = { STANDARD_IA: StorageTier.INFREQUENT, GLACIER_IR: StorageTier.COLD, DEEP_ARCHIVE: StorageTier.ARCHIVE };

/** Every bucket but the one that the trail writes to, and the copies. */
function stores(stack: SynthesizedStack): StoreFacts[] {
  const audited = all(stack, 'aws_cloudtrail').map((trail) => target(stack, trail.s3_bucket_name));
  const replications = all(stack, 'aws_s3_bucket_replication_configuration').flatMap(({ rule }) => rule as Attributes[]);
  const copies = replications.map(({ destination }) => target(stack, destination.bucket));
  return all(stack, 'aws_s3_bucket').filter((bucket) => !audited.includes(bucket) && !copies.includes(bucket)).map((bucket) => store(stack, bucket));
}

function store(stack: SynthesizedStack, bucket: Attributes): StoreFacts {
  const part = (type: string) => partOf(stack, type, 'bucket', bucket);
  const [encrypting] = part('aws_s3_bucket_server_side_encryption_configuration')?.rule ?? [];
  const encryption = encrypting?.apply_server_side_encryption_by_default;
  const closed = part('aws_s3_bucket_public_access_block') ?? {};
  const rules = (part('aws_s3_bucket_lifecycle_configuration')?.rule ?? []) as Attributes[];
  const prefix = ({ filter }: Attributes) => filter[0].prefix as string;
  const lock = part('aws_s3_bucket_object_lock_configuration')?.rule.default_retention;
  return {
    name: bucket.bucket,
    encrypted: encryption?.sse_algorithm === 'aws:kms' && isKey(stack, encryption.kms_master_key_id),
    public: !['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].every((door) => closed[door] === true),
    tlsOnly: refusesPlainText(part('aws_s3_bucket_policy')?.policy),
    versioned: part('aws_s3_bucket_versioning')?.versioning_configuration.status === 'Enabled',
    protected: bucket.lifecycle.prevent_destroy && !bucket.force_destroy,
    transitions: rules.flatMap((rule) => ((rule.transition ?? []) as Attributes[]).map((move) => {
      return { prefix: prefix(rule), tier: TIERS[move.storage_class], days: move.days as number };
    })),
    expiry: rules.filter((rule) => rule.expiration?.[0]?.days).map((rule) => ({ prefix: prefix(rule), days: rule.expiration[0].days as number })),
    lockedDays: bucket.object_lock_enabled && lock?.mode === 'COMPLIANCE' ? lock.days : undefined,
    replicaRegion: replicaRegion(stack, part('aws_s3_bucket_replication_configuration')),
  };
}

function refusesPlainText(policy: string | undefined): boolean {
  const statements = (policy ? JSON.parse(policy).Statement : []) as Attributes[];
  return statements.filter(({ Effect, Action }) => Effect === 'Deny' && Action === 's3:*').some(({ Condition }) => Condition?.Bool?.['aws:SecureTransport'] === 'false');
}

/** Where the provider of the copy works. */
function replicaRegion(stack: SynthesizedStack, replication: Attributes | undefined): string | undefined {
  if (!replication) return undefined;
  const [{ status, destination }] = replication.rule;
  const alias = (target(stack, destination.bucket)!.provider as string).split('.')[1];
  const providers = stack.json.provider!.aws as Attributes[];
  return status === 'Enabled' ? providers.find((provider) => provider.alias === alias)?.region : undefined;
}

function registry(stack: SynthesizedStack, repository: Attributes): RegistryFacts {
  const ageing = partOf(stack, 'aws_ecr_lifecycle_policy', 'repository', repository);
  const [rule] = ageing ? (JSON.parse(ageing.policy).rules as Attributes[]) : [];
  const [encryption] = repository.encryption_configuration as Attributes[];
  return {
    name: repository.name,
    encrypted: encryption?.encryption_type === 'KMS' && isKey(stack, encryption.kms_key),
    public: isAnybodys(partOf(stack, 'aws_ecr_repository_policy', 'repository', repository)?.policy),
    immutableTags: repository.image_tag_mutability === 'IMMUTABLE',
    scanOnPush: repository.image_scanning_configuration.scan_on_push,
    keepLast: rule?.selection.countType === 'imageCountMoreThan' ? rule.selection.countNumber : undefined,
  };
}

function isAnybodys(policy: string | undefined): boolean {
  const statements = (policy ? parseJsonText(policy).Statement : []) as Attributes[];
  return statements.some(({ Effect, Principal }) => Effect === 'Allow' && [Principal, Principal?.AWS].flat().includes('*'));
}

function network(stack: SynthesizedStack): NetworkFacts | undefined {
  const [vpc] = all(stack, 'aws_vpc');
  if (!vpc) return undefined;
  const routed = (through: string) => all(stack, 'aws_route').filter((route) => route[through]).map((route) => target(stack, route.route_table_id));
  const publicTables = routed('gateway_id');
  const subnets = all(stack, 'aws_subnet');
  const tableOf = (subnet: Attributes) => target(stack, partOf(stack, 'aws_route_table_association', 'subnet_id', subnet)!.route_table_id);
  return {
    privateSubnets: subnets.filter((subnet) => !publicTables.includes(tableOf(subnet))).length,
    reachesInternet: routed('nat_gateway_id').length > 0,
    ranges: [vpc.cidr_block, ...subnets.map((subnet) => subnet.cidr_block)],
    endpoints: all(stack, 'aws_vpc_endpoint').map(({ service_name }) => service_name),
    flowLogs: all(stack, 'aws_flow_log').some((log) => target(stack, log.vpc_id) === vpc && log.traffic_type === 'ALL'),
    keepsNames: all(stack, 'aws_vpc_endpoint').some(({ private_dns_enabled }) => private_dns_enabled === true),
  };
}

/** The severity of a topic stands in its name; an ARN that is no reference existed already. */
function topicSeverity(stack: SynthesizedStack, arn: string): Severity | undefined {
  return target(stack, arn)?.name.split('-').pop() as Severity | undefined;
}

function severityOf(stack: SynthesizedStack, arns: readonly string[]): Severity {
  return arns.map((arn) => topicSeverity(stack, arn)).find((severity) => severity)!;
}

/** Who is told through a topic. */
function listeners(stack: SynthesizedStack, arn: string): string[] {
  const topic = target(stack, arn);
  if (!topic) return [arn];
  return all(stack, 'aws_sns_topic_subscription').filter(({ topic_arn }) => target(stack, topic_arn) === topic).map(({ endpoint }) => endpoint);
}

function told(stack: SynthesizedStack, severity: Severity): string[] {
  const topic = Object.keys(stack.resources('aws_sns_topic')).find((name) => stack.resources('aws_sns_topic')[name].name.endsWith(severity))!;
  return listeners(stack, `\${aws_sns_topic.${topic}.arn}`);
}

const routed = (stack: SynthesizedStack, arns: readonly string[]) => arns.some((arn) => listeners(stack, arn).length > 0);

const KINDS = [
  'denied-access', 'storage-growth', 'nodes-not-ready', 'gpu-idle', 'gpus-pending', 'quota-near', 'run-failed', 'failing', 'slow', 'busy', 'absent', 'stale', 'late', 'dead-letters', 'dropped',
];

function metricAlarms(stack: SynthesizedStack): AlarmFacts[] {
  return all(stack, 'aws_cloudwatch_metric_alarm').map(({ alarm_name, alarm_actions }) => ({
    kind: KINDS.find((kind) => alarm_name.endsWith(kind)) ?? 'custom',
    severity: severityOf(stack, alarm_actions),
    routed: routed(stack, alarm_actions),
  }));
}

/** The rules that tell people; those of a cluster tell its Karpenter, those of jobs start a run, or count. */
function failedDeploys(stack: SynthesizedStack): AlarmFacts[] {
  return all(stack, 'aws_cloudwatch_event_rule').flatMap((rule) => {
    const arns = all(stack, 'aws_cloudwatch_event_target').filter((one) => target(stack, one.rule) === rule).map(({ arn }) => arn as string);
    return arns.every((arn) => /aws_(?:sqs_queue|sfn_state_machine|batch_job_queue)\./.test(arn)) ? [] : { kind: ofModels(rule) ? 'model-changed' : 'failed-deploys', severity: severityOf(stack, arns), routed: routed(stack, arns) };
  });
}

const ofModels = ({ event_pattern }: Attributes) => (event_pattern as string | undefined)?.includes('Model Package State Change') === true;

function spendAlarms(stack: SynthesizedStack): AlarmFacts[] {
  return all(stack, 'aws_budgets_budget').flatMap(({ notification }) => (notification as Attributes[]).map(({ subscriber_sns_topic_arns: arns }) => ({
    kind: 'spend', severity: severityOf(stack, arns), routed: routed(stack, arns),
  })));
}

function budget(stack: SynthesizedStack): Facts['budget'] {
  const [found] = all(stack, 'aws_budgets_budget');
  return found && { amount: Number(found.limit_amount), alertAtPercent: (found.notification as Attributes[]).map(({ threshold }) => threshold) };
}

function personaOf(stack: SynthesizedStack, persona: Persona): PersonaFacts[] {
  return all(stack, 'aws_iam_role').filter(({ name }) => new RegExp(`-[a-z]+-[a-z]+-\\d-${persona}$`).test(name)).map((role) => {
    const attachments = all(stack, 'aws_iam_role_policy_attachment').filter((one) => target(stack, one.role) === role);
    const allowed = attachments.flatMap(({ policy_arn }) => JSON.parse(target(stack, policy_arn)!.policy).Statement as Attributes[]);
    const trusted = (JSON.parse(role.assume_role_policy).Statement as Attributes[]).filter(({ Effect }) => Effect === 'Allow');
    return {
      persona,
      members: trusted.flatMap(({ Principal }) => Object.values(Principal).flat() as string[]),
      allowed: [...new Set(allowed.flatMap(({ Action }) => Action as string[]))].sort(),
      boundary: role.permissions_boundary,
    };
  });
}

function untagged(stack: SynthesizedStack, keys: readonly string[]): string[] {
  return Object.entries(stack.json.resource ?? {}).filter(([type]) => taggable(type)).flatMap(([type, named]) =>
    Object.entries(named).filter(([, resource]) => keys.some((tag) => !resource.tags?.[tag])).map(([name]) => `${type}.${name}`));
}

function unlabeled(stack: SynthesizedStack, keys: readonly string[]): string[] {
  return Object.entries(stack.json.resource ?? {}).filter(([type]) => type.startsWith('kubernetes_')).flatMap(([type, named]) =>
    Object.entries(named).filter(([, { metadata }]) => keys.some((tag) => !metadata.labels?.[tag])).map(([name]) => `${type}.${name}`));
}
