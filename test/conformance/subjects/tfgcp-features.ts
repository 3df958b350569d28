import { Attributes, SynthesizedStack } from '../../support/terraform';
import { FeatureGroupFacts, SoftwareFacts, StoreFacts } from '../facts';
import { FeastPlace, feastGroups, storageClassIn } from './cluster-features';
import { all, isPlatformKey, target } from './tfgcp-references';

/** What services of the cloud are called, and which of its own roles let somebody read or write. */
export const READS = ['bigquery.tables.getData', 'roles/bigquery.dataViewer', 'roles/bigquery.dataEditor', 'roles/bigquery.dataOwner'];
const WRITES = ['bigquery.tables.updateData', 'roles/bigquery.dataEditor', 'roles/bigquery.dataOwner'];
const FETCHES = 'aiplatform.featureViews.fetchFeatureValues';
const SENDS = ['pubsub.topics.publish', 'roles/pubsub.publisher'];

export function featureGroups(stack: SynthesizedStack, software: readonly SoftwareFacts[], stores: readonly StoreFacts[]): FeatureGroupFacts[] {
  return [...inVertex(stack, 'featureGroups').map((group) => managed(stack, group, stores)), ...feastGroups(software, place(stack, stores, software))];
}

const inVertex = (stack: SynthesizedStack, collection: string) => all(stack, 'restful_resource').filter(({ path }) => (path as string).endsWith(`/${collection}`));

function managed(stack: SynthesizedStack, { create_query, body }: Attributes, stores: readonly StoreFacts[]): FeatureGroupFacts {
  const [name] = create_query.featureGroupId as string[];
  const { bigQuerySource: { inputUri }, entityIdColumns: entityKeys, timeSeries: { timestampColumn: eventTime } } = body.bigQuery;
  const table = tableIn(stack, inputUri)!;
  const dataset = target(stack, table.dataset_id);
  const registered = all(stack, 'google_vertex_ai_feature_group_feature').filter(({ feature_group }) => feature_group === name);
  const view = inVertex(stack, 'featureViews').find((found) => viewed(found, name)?.featureIds.length === registered.length);
  const online = view && inVertex(stack, 'featureOnlineStores').find(({ read_path }) => (view.path as string).startsWith(`${read_path as string}/`));
  const hasKey = (encryption: Attributes | undefined) => isPlatformKey(stack, encryption?.kms_key_name);
  const stream = streamInto(stack, table);
  const files = table.external_data_configuration?.source_uris[0] as string | undefined;
  const store = files === undefined ? undefined : storeIn(stack, stores, files);
  const personalData = registered.filter(({ labels }) => labels.personal_data === 'true').map((feature) => feature.name as string);
  if ((personalData.length > 0) !== (body.labels.personal_data === 'true') || body.labels.personal_data !== table.labels.personal_data) throw new Error(`${name}: two things are said of personal data`);
  const onTable = (rights: string[]) => membersOf(stack, 'google_bigquery_table_iam_member', 'table_id', table, rights);
  return {
    name,
    kind: 'managed',
    entityKeys,
    eventTime,
    columns: columnsOf(table, [...entityKeys, eventTime, ...registered.map(({ version_column_name }) => version_column_name as string)]),
    online: online && (online.body.bigtable ? 'standard' : 'low'),
    offline: dataset !== undefined,
    encrypted: (store?.encrypted ?? [table.encryption_configuration, dataset?.default_encryption_configuration].every(hasKey))
      && (!online || isPlatformKey(stack, online.body.encryptionSpec?.kmsKeyName)),
    private: !isOpen(stack, table, dataset) && store?.public !== true && (!online || servesInside(online)) && (!stream || stream.inside),
    protected: store ? store.protected : keeps(table, dataset),
    personalData,
    owner: /Owner: (.*)$/.exec(body.description)?.[1],
    source: files,
    stream: stream?.facts,
    readers: [...onTable(READS), ...(view ? [...onVertex(stack, view, FETCHES), ...onProject(stack, FETCHES)] : [])],
    writers: [...onTable(WRITES), ...(stream?.senders ?? []), ...(files === undefined ? [] : place(stack, stores, []).writersOf(files))],
  };
}

/** The table that an address in BigQuery has the id of. */
function tableIn(stack: SynthesizedStack, address: string): Attributes | undefined {
  const [, name] = /\$\{google_bigquery_table\.([\w-]+)\.table_id\}/.exec(address) ?? [];
  return name === undefined ? undefined : stack.resources('google_bigquery_table')[name];
}

const viewed = ({ body: { featureRegistrySource: source } }: Attributes, group: string) =>
  (source.featureGroups as Attributes[]).find(({ featureGroupId }) => featureGroupId === group);

/** Of the columns of a table, those that Vertex AI knows. */
function columnsOf({ schema }: Attributes, known: string[]): Record<string, string> {
  const columns = JSON.parse((schema as string).replaceAll('$${', '${').replaceAll('%%{', '%{')) as Attributes[];
  return Object.fromEntries(columns.filter(({ name }) => known.includes(name as string)).map(({ name, type, mode }) => [name, mode === 'REPEATED' ? `ARRAY<${type}>` : type]));
}

export const isAnybody = (member: string) => ['allUsers', 'allAuthenticatedUsers'].includes(member);

/** A table is reached by who has a role; a data set can let in groups that everybody is in. */
function isOpen(stack: SynthesizedStack, table: Attributes, dataset: Attributes | undefined): boolean {
  const access = (dataset?.access ?? []) as Attributes[];
  const members = all(stack, 'google_bigquery_table_iam_member').filter(({ table_id }) => target(stack, table_id) === table).map(({ member }) => member as string);
  return members.some(isAnybody) || access.some(({ special_group, iam_member }) => special_group === 'allAuthenticatedUsers' || isAnybody(iam_member));
}

export const isOnlineStore = ({ path }: Attributes) => (path as string).endsWith('/featureOnlineStores');

/** A store with an address of its own can be reached from the internet, unless it has one in the network only. */
export function servesInside({ body }: Attributes): boolean {
  const { dedicatedServingEndpoint: own } = body;
  return own === undefined || own.privateServiceConnectConfig?.enablePrivateServiceConnect === true;
}

/** Neither a destroy nor time takes values away. */
function keeps(table: Attributes, dataset: Attributes | undefined): boolean {
  const { expiration_time: ends, time_partitioning: parts } = table;
  const limits = [dataset?.default_table_expiration_ms, dataset?.default_partition_expiration_ms, ends, parts?.expiration_ms];
  return table.deletion_protection === true && dataset?.delete_contents_on_destroy === false && limits.every((limit) => limit === undefined);
}

interface Streamed {
  readonly facts: NonNullable<FeatureGroupFacts['stream']>;
  readonly inside: boolean;
  readonly senders: string[];
}

/** The topic whose events a subscription writes into a table. */
function streamInto(stack: SynthesizedStack, table: Attributes): Streamed | undefined {
  const subscription = all(stack, 'google_pubsub_subscription').find(({ bigquery_config }) => bigquery_config && tableIn(stack, bigquery_config.table) === table);
  if (!subscription) return undefined;
  const topic = target(stack, subscription.topic)!;
  const dead = target(stack, subscription.dead_letter_policy?.dead_letter_topic ?? '');
  const keeper = all(stack, 'google_pubsub_subscription').find((found) => dead !== undefined && target(stack, found.topic) === dead);
  const agent = membersOf(stack, 'google_bigquery_table_iam_member', 'table_id', table, WRITES).filter((member) => member.endsWith('@gcp-sa-pubsub.iam.gserviceaccount.com'));
  const sets = dead === undefined ? [] : membersOf(stack, 'google_pubsub_topic_iam_member', 'topic', dead, SENDS);
  const takes = membersOf(stack, 'google_pubsub_subscription_iam_member', 'subscription', subscription, ['pubsub.subscriptions.consume', 'roles/pubsub.subscriber']);
  const senders = membersOf(stack, 'google_pubsub_topic_iam_member', 'topic', topic, SENDS);
  return {
    facts: {
      retentionHours: seconds(topic.message_retention_duration) / 3_600,
      encrypted: isPlatformKey(stack, topic.kms_key_name) && (dead === undefined || isPlatformKey(stack, dead.kms_key_name)),
      // Pub/Sub moves them itself, and a subscription has to be there that keeps them, whether somebody reads it or not.
      keepsDeadLetters: agent.length === 1 && [sets, takes].every((members) => members.includes(agent[0]!))
        && keeper?.expiration_policy.ttl === '' && seconds(keeper.message_retention_duration) >= WEEK_SECONDS,
    },
    inside: ![...senders, ...sets].some(isAnybody),
    senders,
  };
}

const WEEK_SECONDS = 7 * 86_400;
const seconds = (duration: string) => Number(/^(\d+)s$/.exec(duration)![1]);

/** Who has one of these rights on a resource, by a role of ours or of the cloud. */
function membersOf(stack: SynthesizedStack, type: string, attribute: string, on: Attributes, rights: string[]): string[] {
  const bindings = all(stack, type).filter((binding) => target(stack, binding[attribute]) === on && gives(stack, binding, rights));
  return bindings.map(({ member }) => member as string);
}

const onProject = (stack: SynthesizedStack, right: string) => all(stack, 'google_project_iam_member').filter((binding) => gives(stack, binding, [right])).map(({ member }) => member as string);

/** Who has a right by the policy of one thing of Vertex AI. */
function onVertex(stack: SynthesizedStack, { read_path }: Attributes, right: string): string[] {
  const policies = all(stack, 'restful_operation').filter(({ path }) => path === `${read_path as string}:setIamPolicy`);
  const bindings = policies.flatMap(({ body }) => body.policy.bindings as Attributes[]);
  return bindings.filter((binding) => gives(stack, binding, [right])).flatMap(({ members }) => members as string[]);
}

export const gives = (stack: SynthesizedStack, { role }: Attributes, rights: string[]) => {
  return ((target(stack, role)?.permissions ?? [role]) as string[]).some((right) => rights.includes(right));
};

/** The buckets of files, and who reads what lies there. */
export function filesOf(stack: SynthesizedStack, stores: readonly StoreFacts[]): Pick<FeastPlace, 'storeOf' | 'readersOf'> {
  const { storeOf, readersOf } = place(stack, stores, []);
  return { storeOf, readersOf };
}

/** Datastore as the online store of Feast, and the bucket with its files. */
function place(stack: SynthesizedStack, stores: readonly StoreFacts[], software: readonly SoftwareFacts[]): FeastPlace {
  const may = (roles: string[], address: string) => {
    const { bucket, key } = placeIn(address);
    const grants = all(stack, 'google_storage_bucket_iam_member').filter((grant) => bucketOf(stack, grant.bucket) === bucketOf(stack, bucket) && roles.includes(grant.role as string) && reaches(grant, key));
    return grants.map(({ member }) => member as string);
  };
  return {
    online: (settings) => {
      const { type: kind, database: wanted } = settings.online_store;
      const database = all(stack, 'google_firestore_database').find(({ type, name }) => {
        return type === 'DATASTORE_MODE' && kind === 'datastore' && isName(wanted, stack, name);
      });
      return database && {
        encrypted: isPlatformKey(stack, database.cmek_config?.kms_key_name),
        // It asks whoever comes for a token, and has roles for its own project only.
        private: !all(stack, 'google_project_iam_member').some(({ member }) => isAnybody(member as string)),
        protected: database.delete_protection_state === 'DELETE_PROTECTION_ENABLED',
      };
    },
    storeOf: (address) => storeIn(stack, stores, address),
    encryptsVolumes: (className) => encryptsVolumes(stack, storageClassIn(software, className)?.parameters['disk-encryption-kms-key']),
    readersOf: (address) => may(['roles/storage.objectViewer', 'roles/storage.objectUser'], address),
    writersOf: (address) => may(['roles/storage.objectUser'], address),
  };
}

/** With a key, or with the one that encrypts the secrets of a cluster of this stack. */
function encryptsVolumes(stack: SynthesizedStack, key: string | undefined): boolean {
  const [, output = ''] = /outputs\.([\w-]+)\}$/.exec(key ?? '') ?? [];
  const reference = String(stack.outputs[output] ?? key);
  const [, cluster] = /^\$\{google_container_cluster\.([\w-]+)\.database_encryption\[0\]\.key_name\}$/.exec(reference) ?? [];
  const used = cluster === undefined ? reference : stack.resources('google_container_cluster')[cluster]?.database_encryption.key_name;
  return isPlatformKey(stack, used);
}

const isName = (given: string, stack: SynthesizedStack, name: string) => given === name || resolved(stack, given)?.name === name;

/** What a reference names, of this stack or across the border of a second one. */
function resolved(stack: SynthesizedStack, reference: string): Attributes | undefined {
  const [, output] = /^\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.([\w-]+)\}$/.exec(reference) ?? [];
  return target(stack, output === undefined ? reference : stack.outputs[output] as string);
}

/** The name of a bucket, and what stands behind it. */
function placeIn(address: string): { readonly bucket: string; readonly key: string } {
  const [, bucket = '', key = ''] = /^gs:\/\/(\$\{[^}]*\}|[^/]+)\/(.*)$/.exec(address) ?? [];
  return { bucket, key };
}

const bucketOf = (stack: SynthesizedStack, bucket: string) => (resolved(stack, bucket)?.name ?? bucket) as string;

const storeIn = (stack: SynthesizedStack, stores: readonly StoreFacts[], address: string) =>
  stores.find(({ name }) => name === bucketOf(stack, placeIn(address).bucket));

function reaches({ condition }: Attributes, key: string): boolean {
  const [, prefix] = /resource\.name\.startsWith\("[^"]*\/objects\/([^"]*)"\)/.exec(condition?.expression ?? '') ?? [];
  return condition === undefined || (prefix !== undefined && `${key}/`.startsWith(prefix));
}
