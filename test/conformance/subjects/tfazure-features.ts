import { Attributes, SynthesizedStack } from '../../support/terraform';
import { FeatureGroupFacts, SoftwareFacts, StoreFacts } from '../facts';
import { FeastPlace, feastGroups, OnlineFacts } from './cluster-features';
import { accountIsPublic, blobMembers, encryptedAccount, Folder, folderAt } from './tfazure-accounts';
import { all, isKey, target } from './tfazure-references';

export function featureGroups(stack: SynthesizedStack, software: readonly SoftwareFacts[], stores: readonly StoreFacts[]): FeatureGroupFacts[] {
  return [
    ...arm(stack, 'Microsoft.MachineLearningServices/workspaces/featuresets').map((set) => managed(stack, set)),
    ...feastGroups(software, {
      online: (settings, _group, secret) => (settings.online_store.type === 'postgres' ? postgres(stack, software, secret) : undefined),
      // What encrypts the disks of nodes encrypts volumes, too.
      encryptsVolumes: () => all(stack, 'azurerm_kubernetes_cluster').every((cluster) => hasKey(stack, target(stack, cluster.disk_encryption_set_id))),
      ...filesOf(stack, stores),
      writersOf: (address) => blobMembers(stack, 'write', within(stack, address)),
    }),
  ];
}

/** The stores of files, and who reads what lies there. */
export function filesOf(stack: SynthesizedStack, stores: readonly StoreFacts[]): Pick<FeastPlace, 'storeOf' | 'readersOf'> {
  return {
    storeOf: (address) => stores.find(({ name }) => name === accountOf(stack, address)),
    readersOf: (address) => blobMembers(stack, 'read', within(stack, address)),
  };
}

const hasKey = (stack: SynthesizedStack, disks: Attributes | undefined) => isKey(stack, disks?.body?.properties.activeKey?.keyUrl);

/** What is made by ARM, of one type. */
const arm = (stack: SynthesizedStack, type: string) => all(stack, 'azapi_resource').filter((found) => (found.type as string).startsWith(`${type}@`));

/** A text as Terraform writes it: what is doubled begins none of its expressions. */
const written = (text: string) => text.replaceAll('$${', '${').replaceAll('%%{', '%{');

/** A reference of a second stack stands for what the first one gives out. */
const across = (stack: SynthesizedStack, text: string) => text.replace(/\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.([\w-]+)\}/g, (_, output: string) => String(stack.outputs[output]));

function within(stack: SynthesizedStack, address: string): Folder {
  const folder = folderAt(across(stack, address));
  return { ...folder, account: nameOf(stack, folder.account), container: nameOf(stack, folder.container) };
}

const nameOf = (stack: SynthesizedStack, text: string) => (target(stack, text)?.name ?? text) as string;
const accountOf = (stack: SynthesizedStack, address: string) => within(stack, address).account;

function managed(stack: SynthesizedStack, set: Attributes): FeatureGroupFacts {
  const name = set.name as string;
  const workspace = target(stack, set.parent_id)!;
  const { properties } = all(stack, 'azapi_resource_action').find(({ method, resource_id }) => method === 'PUT' && target(stack, resource_id) === set)!.body as Attributes;
  const spec = JSON.parse(written(properties.properties.featuresetProperties)) as Attributes;
  checkFile(stack, properties.specification.path, spec);
  const [, entityName, entityVersion] = /^azureml:(\w+):(\d+)$/.exec(properties.entities[0])!;
  const entity = arm(stack, 'Microsoft.MachineLearningServices/workspaces/featurestoreEntities/versions')
    .find(({ name: version, parent_id }) => version === entityVersion && (parent_id as string).endsWith(`/featurestoreEntities/${entityName}`) && target(stack, parent_id) === workspace)!;
  const files = within(stack, spec.source.path);
  const account = all(stack, 'azurerm_storage_account').find((found) => found.name === files.account)!;
  const isOwn = target(stack, workspace.storage_account_id) === account;
  const redis = properties.materializationSettings?.storeType?.includes('Online') ? onlineStore(stack, workspace) : undefined;
  const stream = streamInto(stack, files);
  const features = spec.features as Attributes[];
  const { tags } = properties;
  if (['owner', 'personal-data'].some((tag) => tags[tag] !== set.body.properties.tags[tag])) throw new Error(`${name}: the set and its version say two things`);
  const lookback = spec.temporalJoinLookback;
  return {
    name,
    kind: 'managed',
    entityKeys: (entity.body.properties.indexColumns as Attributes[]).map(({ columnName }) => columnName as string),
    eventTime: spec.source.timestampColumn.name,
    columns: Object.fromEntries([
      ...(spec.indexColumns as Attributes[]).map(({ ColumnName, DataType }) => [ColumnName, DataType]),
      [spec.source.timestampColumn.name, 'datetime'],
      ...features.map(({ FeatureName, DataType }) => [FeatureName, DataType]),
    ]),
    online: redis && (/^ComputeOptimized/.test(redis.sku) ? 'low' : 'standard'),
    offline: true,
    ttlSeconds: redis && lookback && ((lookback.Days * 24 + lookback.Hours) * 60 + lookback.Minutes) * 60,
    encrypted: isKey(stack, workspace.encryption?.key_id) && encryptedAccount(stack, account) && redis?.encrypted !== false,
    private: workspace.public_network_access_enabled === false && hasDoor(stack, workspace) && !accountIsPublic(account)
      && redis?.private !== false && stream?.inside !== false,
    protected: [workspace, set, account].every(stays) && keeps(stack, account, files) && redis?.protected !== false && stream?.kept !== false,
    personalData: (tags['personal-data'] as string | undefined)?.split(', ') ?? [],
    owner: tags.owner,
    source: isOwn ? undefined : spec.source.path,
    stream: stream?.facts,
    readers: [...blobMembers(stack, 'read', files), ...(redis ? redis.readers : [])],
    writers: [...blobMembers(stack, 'write', files), ...(stream?.senders ?? [])],
  };
}

const stays = ({ lifecycle }: Attributes) => lifecycle?.prevent_destroy === true;

/** Azure ML reads the file, and what is listed is beside it: both have to be about the same columns. */
function checkFile(stack: SynthesizedStack, path: string, spec: Attributes): void {
  const [, folder] = /\/paths\/(.*)\/$/.exec(path)!;
  const text = arm(stack, 'Microsoft.Logic/workflows').map(({ body }) => JSON.stringify(body)).find((body) => body.includes(`/${folder}/FeatureSetSpec.yaml`));
  [...spec.features, ...spec.indexColumns].forEach(({ FeatureName, ColumnName = FeatureName, DataType }: Attributes) => {
    if (!text?.includes(`"name":"${ColumnName as string}","type":"${DataType as string}"`)) throw new Error(`the file in ${folder} lacks ${ColumnName as string}`);
  });
}

/** Whether there is a way in from the platform's network. */
const hasDoor = (stack: SynthesizedStack, to: Attributes) =>
  all(stack, 'azurerm_private_endpoint').some(({ private_service_connection }) => target(stack, private_service_connection.private_connection_resource_id) === to);

/** Neither a destroy nor a rule takes the files away. */
function keeps(stack: SynthesizedStack, account: Attributes, { container, path }: Folder): boolean {
  const made = all(stack, 'azurerm_storage_container').find((found) => found.name === container && target(stack, found.storage_account_id) === account);
  return made !== undefined && stays(made) && daysIn(stack, account, `${container}/${path}`) === Infinity;
}

/** After how many days a rule takes away what lies there. */
function daysIn(stack: SynthesizedStack, account: Attributes, path: string): number {
  const rules = all(stack, 'azurerm_storage_management_policy').filter((policy) => target(stack, policy.storage_account_id) === account).flatMap(({ rule }) => rule as Attributes[]);
  const days = rules.filter(({ filters }) => (filters.prefix_match as string[] | undefined ?? ['']).some((prefix) => path.startsWith(prefix)))
    .flatMap(({ actions }) => actions.base_blob?.delete_after_days_since_modification_greater_than ?? []) as number[];
  return Math.min(Infinity, ...days);
}

type Redis = OnlineFacts & { readonly sku: string; readonly readers: string[] };

/** What the workspace knows as its online store, and an instance of Azure Managed Redis. */
function onlineStore(stack: SynthesizedStack, workspace: Attributes): Redis | undefined {
  const connection = arm(stack, 'Microsoft.MachineLearningServices/workspaces/connections')
    .find(({ parent_id, body }) => target(stack, parent_id) === workspace && body.properties.category === 'Redis');
  const used = all(stack, 'azapi_update_resource').some(({ resource_id, body }) => target(stack, resource_id) === workspace && body.properties.featureStoreSettings?.onlineStoreConnectionName === connection?.name);
  if (!connection || !used) return undefined;
  const database = target(stack, connection.body.properties.target)!;
  const instance = target(stack, database.parent_id)!;
  const { publicNetworkAccess, encryption } = instance.body.properties;
  const lists = ({ role_definition_id }: Attributes) => ((target(stack, role_definition_id)?.permissions ?? []) as Attributes[]).some(({ actions }) => (actions as string[] | undefined)?.includes('Microsoft.Cache/redisEnterprise/databases/listKeys/action'));
  return {
    sku: instance.body.sku.name,
    encrypted: isKey(stack, encryption?.customerManagedKeyEncryption?.keyEncryptionKeyUrl),
    private: publicNetworkAccess === 'Disabled' && hasDoor(stack, instance) && database.body.properties.clientProtocol === 'Encrypted',
    protected: stays(instance) && stays(database),
    readers: all(stack, 'azurerm_role_assignment').filter((grant) => target(stack, grant.scope) === instance && lists(grant)).map(({ principal_id }) => principal_id as string),
  };
}

interface Streamed {
  readonly facts: NonNullable<FeatureGroupFacts['stream']>;
  readonly inside: boolean;
  readonly kept: boolean;
  readonly senders: string[];
}

/** The event hub whose events a job of Stream Analytics writes as files there. */
function streamInto(stack: SynthesizedStack, files: Folder): Streamed | undefined {
  const outputs = ({ body }: Attributes) => {
    return (body.properties.outputs as Attributes[]).map(({ name, properties }): Attributes => ({ ...properties.datasource.properties, name }));
  };
  const into = (output: Attributes) => output.container === files.container && `${output.pathPattern as string}/`.startsWith(files.path) && output.storageAccounts[0].accountName === files.account;
  const job = arm(stack, 'Microsoft.StreamAnalytics/streamingjobs').find((found) => outputs(found).some(into));
  if (!job) return undefined;
  const { properties } = job.body;
  const { serviceBusNamespace, eventHubName } = properties.inputs[0].properties.datasource.properties;
  const namespace = arm(stack, 'Microsoft.EventHub/namespaces').find(({ name }) => name === serviceBusNamespace)!;
  const hub = arm(stack, 'Microsoft.EventHub/namespaces/eventhubs').find(({ name, parent_id }) => name === eventHubName && target(stack, parent_id) === namespace)!;
  const account = all(stack, 'azurerm_storage_account').find(({ name }) => name === files.account)!;
  const { partitionCount: shards, retentionDescription } = hub.body.properties;
  const dead = outputs(job).find((output) => !into(output));
  const letters = dead && { account: files.account, container: dead.container as string, path: `${(dead.pathPattern as string).replace(/\{.*$/, '')}` };
  const me = all(stack, 'azapi_resource').indexOf(job);
  const isJob = (principal: string) => all(stack, 'azapi_resource').indexOf(target(stack, principal)!) === me;
  return {
    facts: {
      shards,
      retentionHours: retentionDescription.retentionTimeInHours,
      encrypted: namespace.body.properties.encryption?.keySource === 'Microsoft.KeyVault' && encryptedAccount(stack, account),
      // What cannot be written stops the job, rather than being dropped.
      keepsDeadLetters: letters !== undefined && properties.outputErrorPolicy === 'Stop' && (properties.transformation.properties.query as string).includes(`INTO [${dead!.name as string}]`)
        && daysIn(stack, account, `${letters.container}/${letters.path}`) >= 7 && blobMembers(stack, 'write', letters).some(isJob),
    },
    inside: !isOpenNamespace(stack, namespace) && hasDoor(stack, namespace) && namespace.body.properties.disableLocalAuth === true,
    kept: stays(namespace) && stays(hub),
    senders: sendersOf(stack, hub),
  };
}

function sendersOf(stack: SynthesizedStack, hub: Attributes): string[] {
  const sends = ({ role_definition_id, role_definition_name }: Attributes) => role_definition_name === 'Azure Event Hubs Data Sender'
    || ((target(stack, role_definition_id)?.permissions ?? []) as Attributes[]).some(({ data_actions }) => (data_actions as string[] | undefined)?.includes('Microsoft.EventHub/namespaces/messages/send/action'));
  return all(stack, 'azurerm_role_assignment').filter((grant) => target(stack, grant.scope) === hub && sends(grant)).map(({ principal_id }) => principal_id as string);
}

/** Addresses of RFC 5737, which nobody has: a firewall of Event Hubs without any address is none. */
export const isNobodys = (address: string) => /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+(?:\/32)?$/.test(address);

/** Event hubs that can be reached from the internet. */
export function isOpenNamespace(stack: SynthesizedStack, namespace: Attributes): boolean {
  if (namespace.body.properties.publicNetworkAccess === 'Disabled') return false;
  const rules = arm(stack, 'Microsoft.EventHub/namespaces/networkRuleSets').find(({ parent_id }) => target(stack, parent_id) === namespace)?.body.properties as Attributes | undefined;
  const addresses = ((rules?.ipRules ?? []) as Attributes[]).map(({ ipMask }) => ipMask as string);
  return rules?.defaultAction !== 'Deny' || addresses.length === 0 || !addresses.every(isNobodys);
}

/** The server that the settings in a Secret lead to. */
function postgres(stack: SynthesizedStack, software: readonly SoftwareFacts[], secret: string | undefined): OnlineFacts | undefined {
  const brought = software.flatMap(({ manifests }) => manifests).find(({ kind, spec }) => kind === 'ExternalSecret' && spec.target.name === secret);
  const key = brought?.spec.data[0].remoteRef.key as string | undefined;
  const kept = arm(stack, 'Microsoft.KeyVault/vaults/secrets').find(({ name }) => name === key);
  const settings = (kept?.sensitive_body?.properties.value ?? '') as string;
  const server = arm(stack, 'Microsoft.DBforPostgreSQL/flexibleServers').find(({ name }) => settings.includes(`host: ${name as string}.postgres.database.azure.com\n`));
  const databases = arm(stack, 'Microsoft.DBforPostgreSQL/flexibleServers/databases').filter(({ parent_id }) => target(stack, parent_id) === server);
  if (!server) return undefined;
  const { dataEncryption, network, backup } = server.body.properties;
  return {
    encrypted: dataEncryption?.type === 'AzureKeyVault' && isKey(stack, dataEncryption.primaryKeyURI),
    private: network.publicNetworkAccess === 'Disabled' && hasDoor(stack, server) && settings.includes('\nsslmode: require\n'),
    protected: stays(server) && databases.every(stays) && backup.backupRetentionDays >= 7,
  };
}
