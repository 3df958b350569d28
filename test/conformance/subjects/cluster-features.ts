import { Json, list } from '../../support/cloudformation';
import { FeatureGroupFacts, SoftwareFacts, StoreFacts } from '../facts';

/** What keeps the latest values of a group. */
export interface OnlineFacts {
  /** With the platform's key; absent where it is somebody else's. */
  readonly encrypted?: boolean;
  readonly private: boolean;
  readonly protected: boolean;
}

/** What the cloud of a cluster knows of the stores of Feast. */
export interface FeastPlace {
  /** What `feature_store.yaml`, and the Secret that its pods read beside it, name as the online store; undefined where there is no such thing. */
  online(settings: Json, group: string, secret: string | undefined): OnlineFacts | undefined;
  /** The store that the files at an address lie in. */
  storeOf(address: string): StoreFacts | undefined;
  /** Whether volumes of a class, or of the one that is taken where none is named, have the platform's key; absent where they are somebody else's. */
  encryptsVolumes?(className: string | undefined): boolean;
  /** Whoever in the cloud may read, and write, the files at an address. */
  readersOf(address: string): string[];
  writersOf(address: string): string[];
}

/** What Helm is told to do with one store. */
interface Release {
  readonly manifests: Json[];
  readonly settings: Json;
  /** The Secret with the settings of a database. */
  readonly secret?: string;
  readonly place: FeastPlace;
}

/** Feature views of Feast, read from what its definitions are made of, and from what stands around its server. */
export function feastGroups(software: readonly SoftwareFacts[], place: FeastPlace): FeatureGroupFacts[] {
  return software.flatMap(({ manifests }) => filesIn(manifests, 'groups.json').flatMap(({ config, text }) => {
    const release = { manifests, place, ...settingsOf(manifests, config) };
    return (JSON.parse(text) as Json[]).map((group) => featureView(group, release));
  }));
}

/** The ConfigMaps that have a file, and what is in it. */
const filesIn = (manifests: Json[], file: string): Array<{ readonly config: Json; readonly text: string }> =>
  manifests.filter(({ kind, data }) => kind === 'ConfigMap' && data?.[file] !== undefined).map((config) => ({ config, text: config.data[file] }));

/** The class of volumes of a name, or the one that is taken where none is named. */
export function storageClassIn(software: readonly SoftwareFacts[], className: string | undefined): Json | undefined {
  const classes = software.flatMap(({ manifests }) => manifests).filter(({ kind }) => kind === 'StorageClass');
  const isDefault = ({ metadata }: Json) => metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true';
  return classes.find((found) => (className === undefined ? isDefault(found) : found.metadata.name === className));
}

/** All pods that read these definitions have the same settings. */
function settingsOf(manifests: Json[], { metadata }: Json): Pick<Release, 'settings' | 'secret'> {
  const reads = ({ volumes }: Json) => list<Json>(volumes).some(({ configMap }) => configMap?.name === metadata.name);
  const pods = manifests.flatMap((manifest) => podsOf(manifest)).filter(reads);
  const texts = pods.map(({ containers, volumes }) => JSON.stringify({
    settings: JSON.parse(containers[0].env.find(({ name }: Json) => name === 'STORE_SETTINGS').value as string),
    secret: list<Json>(volumes).find(({ name }) => name === 'database')?.secret.secretName,
  }));
  const [found, ...others] = [...new Set(texts)];
  if (found === undefined || others.length > 0) throw new Error(`not one kind of settings for ${metadata.name}: ${texts.join('\n')}`);
  return JSON.parse(found);
}

const podsOf = ({ kind, spec }: Json): Json[] => {
  if (kind === 'Deployment' || kind === 'Job') return [spec.template.spec];
  return kind === 'CronJob' ? [spec.jobTemplate.spec.template.spec] : [];
};

function featureView(group: Json, release: Release): FeatureGroupFacts {
  const { name, keys, time, features, files, pushed, owner, tags } = group;
  const { place, settings, secret } = release;
  const columns: Json[] = [...keys, { name: time, type: 'timestamp' }, ...features];
  const online = group.online === true ? place.online(settings, name, secret) : undefined;
  const offline = pushed !== true || list<string>(group.write.actions).includes('write_offline');
  const store = place.storeOf(files);
  const stream = streamInto(name, release);
  const personalData = columns.filter((column) => column.tags?.personal_data === 'true').map((column) => column.name as string);
  if ((personalData.length > 0) !== (tags.personal_data === 'true')) throw new Error(`${name}: the view and its fields say two things of personal data`);
  return {
    name: `${settings.project}-${name}`,
    kind: 'feast',
    entityKeys: keys.map((key: Json) => key.name),
    eventTime: time,
    columns: Object.fromEntries(columns.map((column) => [column.name, column.type])),
    // Of what Feast has here, Redis alone answers from memory.
    online: group.online === true ? (settings.online_store.type === 'redis' ? 'low' : 'standard') : undefined,
    offline,
    encrypted: (group.online !== true || online?.encrypted !== false) && store?.encrypted === true,
    private: servesInside(release) && (group.online !== true || online?.private === true) && store?.public === false && (!stream || stream.inside),
    protected: (group.online !== true || online?.protected === true) && keeps(store, files) && keepsRegistry(release) && (!stream || stream.kept),
    personalData,
    owner: owner === '' ? undefined : owner,
    source: pushed === true ? undefined : files,
    stream: stream?.facts,
    readers: [...inNamespaces(group.read), ...place.readersOf(files)],
    writers: [...inNamespaces(group.write), ...(stream?.senders ?? []), ...place.writersOf(files)],
  };
}

/** Feast knows callers by the namespaces of their accounts. */
const inNamespaces = ({ namespaces }: Json) => list<string>(namespaces).map((namespace) => `namespace ${namespace}`);

/** Whether files outlive the program, and no rule of their store takes them away. */
function keeps(store: StoreFacts | undefined, address: string): boolean {
  return store?.protected === true && store.expiry.every(({ prefix }) => prefix !== '' && !address.includes(`/${prefix}`));
}

/** What Feast knows of its groups: a file in the platform's store, or tables of a database that an operator keeps. */
function keepsRegistry({ settings, place }: Release): boolean {
  const { path } = settings.registry;
  return path === undefined ? settings.online_store.type === 'postgres' : keeps(place.storeOf(path as string), path as string);
}

/** Named pods, or the pods of named namespaces: an empty selector is all of them. */
const isNarrow = ({ podSelector, namespaceSelector, ipBlock }: Json) =>
  ipBlock === undefined && [podSelector, namespaceSelector].some((selector) => Object.keys(selector?.matchLabels ?? {}).length > 0);

/** Tokens are verified, nothing leads in from outside, and only who was named comes to where values are. */
function servesInside({ manifests, settings }: Release): boolean {
  const server = manifests.find(({ kind, metadata }) => kind === 'Deployment' && metadata.labels['ml-platform/part'] === 'server')!;
  const { template } = server.spec;
  const [{ ports }] = template.spec.containers;
  const requests = ports.find(({ name }: Json) => name === 'requests').containerPort as number;
  const services = manifests.filter(({ kind }) => kind === 'Service');
  const guards = ({ kind, spec }: Json) => kind === 'NetworkPolicy' && selects(spec.podSelector, template.metadata.labels) && spec.policyTypes.includes('Ingress');
  const policies = manifests.filter(guards);
  const isOnRequests = ({ ports: on }: Json) => list<Json>(on).length === 0 || list<Json>(on).some(({ port }) => port === requests);
  const rules = policies.flatMap(({ spec }) => list<Json>(spec.ingress)).filter(isOnRequests);
  return settings.auth?.type === 'oidc'
    && services.every(({ spec }) => ['ClusterIP', undefined].includes(spec.type))
    && !manifests.some(({ kind }) => /Ingress$|Route$|^Gateway$/.test(kind as string))
    && policies.length > 0
    && rules.every(({ from }) => list<Json>(from).length > 0 && list<Json>(from).every(isNarrow));
}

function selects({ matchLabels = {}, matchExpressions = [] }: Json, labels: Json): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value)
    && list<Json>(matchExpressions).every(({ key, operator, values }) => operator === 'In' && values.includes(labels[key]));
}

interface Streamed {
  readonly facts: NonNullable<FeatureGroupFacts['stream']>;
  readonly inside: boolean;
  readonly kept: boolean;
  readonly senders: string[];
}

/** The topic from which a connector pushes into a group, the Kafka that has it, and who may send. */
function streamInto(group: string, { manifests, place }: Release): Streamed | undefined {
  const configs = filesIn(manifests, 'connector.json').map(({ text }) => JSON.parse(text) as Json);
  const config = configs.find((one) => JSON.stringify(one.output).includes(`root.push_source_name = \\"${group}\\"`));
  if (!config) return undefined;
  const { topics: [topic], tls } = config.input.kafka_franz;
  const [kafka] = manifests.filter(({ kind }) => kind === 'Kafka');
  const pools = manifests.filter(({ kind }) => kind === 'KafkaNodePool');
  const topicOf = (called: string) => manifests.find(({ kind, spec }) => kind === 'KafkaTopic' && spec.topicName === called);
  const events = topicOf(topic)!;
  const dead = topicOf(config.output_resources.find(({ label }: Json) => label === 'dead_letters').kafka_franz.topic);
  const { listeners, authorization } = kafka!.spec.kafka;
  const closed = ({ type, tls: encrypted, authentication, networkPolicyPeers: peers }: Json) => type === 'internal' && encrypted === true
    && authentication?.type === 'tls' && list<Json>(peers).length > 0 && list<Json>(peers).every(isNarrow);
  const disks = pools.flatMap(({ spec }) => list<Json>(spec.storage.volumes));
  const stays = ({ metadata }: Json) => metadata.annotations?.['helm.sh/resource-policy'] === 'keep';
  return {
    facts: {
      shards: events.spec.partitions,
      retentionHours: events.spec.config['retention.ms'] / 3_600_000,
      encrypted: place.encryptsVolumes && disks.length > 0 && disks.every((disk) => place.encryptsVolumes!(disk.class)),
      keepsDeadLetters: dead !== undefined && stays(dead) && dead.spec.config['retention.ms'] >= WEEK_MILLIS && dead.spec.replicas === 3,
    },
    inside: tls.enabled === true && authorization?.type === 'simple' && (listeners as Json[]).every(closed),
    kept: [kafka!, events, ...pools].every(stays) && disks.length > 0 && disks.every(({ deleteClaim }) => deleteClaim === false),
    senders: sendersOf(kafka!, manifests, topic as string),
  };
}

const WEEK_MILLIS = 7 * 24 * 3_600_000;

/** Whose pods reach the brokers, where there is a user that may write the topic. */
function sendersOf({ spec: { kafka } }: Json, manifests: Json[], topic: string): string[] {
  const writes = ({ resource: { type, name, patternType }, operations }: Json) => {
    return type === 'topic' && name === topic && patternType === 'literal' && operations.includes('Write');
  };
  const users = manifests.filter(({ kind, spec }) => kind === 'KafkaUser' && spec.authentication.type === 'tls');
  if (!users.some(({ spec }) => list<Json>(spec.authorization.acls).some(writes))) return [];
  const peers = (kafka.listeners as Json[]).flatMap(({ networkPolicyPeers }) => list<Json>(networkPolicyPeers));
  return peers.flatMap(({ namespaceSelector: selector }) => (selector ? `namespace ${selector.matchLabels['kubernetes.io/metadata.name']}` : []));
}
