import { Duration, FeatureSource, Machine, OnlineLatency, Profile, Runtime, Severity } from '../../../src/core';
import { Identity, TrainingJob } from '../../../src/tfazure';
import { SynthesizedStack } from '../../support/terraform';
import { EXISTING, SHARED, SOMEBODY } from '../support/stacks';
import { CLICKS, HISTORY, made, SPEND } from './feature-stacks';

type Attributes = Record<string, any>;

const ofType = (stack: SynthesizedStack, type: string): Attributes[] => Object.values(stack.resources('azapi_resource')).filter((resource) => (resource.type as string).startsWith(`${type}@`));
const version = (stack: SynthesizedStack, group: string) => stack.resource('azapi_resource_action', `Features/${group}/Managed/Set/Version`);
const account = (stack: SynthesizedStack) => stack.resource('azurerm_storage_account', 'Features/Managed/Account/Resource');
const workspace = (stack: SynthesizedStack) => stack.resource('azurerm_machine_learning_workspace', 'Features/Managed/Workspace/Resource');

/** What somebody was given, in the order in which they were. */
function given(stack: SynthesizedStack, who: string): Array<{ readonly on: string; readonly what: string[]; readonly condition?: string }> {
  const roles = stack.resources('azurerm_role_definition');
  return Object.values(stack.resources('azurerm_role_assignment')).filter(({ principal_id: principal }) => (principal as string).includes(who)).map((grant) => {
    const [address] = /azurerm_role_definition\.[\w-]+/.exec(grant.role_definition_id as string ?? '') ?? [];
    const [, role] = Object.entries(roles).find(([name]) => address?.endsWith(name)) ?? [];
    const [permissions] = (role?.permissions ?? [{}]) as Array<{ actions?: string[]; data_actions?: string[] }>;
    const what = role ? [...permissions!.actions ?? [], ...permissions!.data_actions ?? []] : [grant.role_definition_name as string];
    return { on: grant.scope as string, what, ...(grant.condition ? { condition: grant.condition as string } : {}) };
  });
}

describe('all that holds values', () => {
  const stack = made([SPEND, CLICKS, HISTORY]).synth();

  test('has the platform\'s key', () => {
    expect(account(stack).customer_managed_key.key_vault_key_id).toContain('keyUri');
    expect(workspace(stack).encryption.key_id).toContain('keyUriWithVersion');
    const [redis] = ofType(stack, 'Microsoft.Cache/redisEnterprise');
    expect(redis!.body.properties.encryption.customerManagedKeyEncryption.keyEncryptionKeyUrl).toContain('keyUriWithVersion');
    const [events] = ofType(stack, 'Microsoft.EventHub/namespaces');
    expect(events!.body).toMatchObject({ sku: { name: 'Premium' }, properties: { encryption: { requireInfrastructureEncryption: true, keyVaultProperties: [{ keyName: 'platform' }] } } });
  });

  test('lets no address in, and is reached privately', () => {
    expect(workspace(stack)).toMatchObject({ kind: 'FeatureStore', public_network_access_enabled: false, managed_network: { isolation_mode: 'AllowInternetOutbound' } });
    expect(account(stack)).toMatchObject({ is_hns_enabled: true, shared_access_key_enabled: false, network_rules: { default_action: 'Deny', ip_rules: [], bypass: ['AzureServices'] } });
    expect(ofType(stack, 'Microsoft.Cache/redisEnterprise')[0]!.body.properties.publicNetworkAccess).toBe('Disabled');
    expect(ofType(stack, 'Microsoft.EventHub/namespaces/networkRuleSets')[0]!.body.properties).toMatchObject({ defaultAction: 'Deny', ipRules: [{ ipMask: '192.0.2.1' }] });
    const endpoints = Object.entries(stack.resources('azurerm_private_endpoint')).filter(([name]) => name.includes('Features'));
    const subresources = endpoints.flatMap(([, { private_service_connection: { subresource_names: names } }]) => names as string[]);
    expect(subresources.sort()).toEqual(['amlworkspace', 'blob', 'dfs', 'file', 'namespace', 'redisEnterprise']);
    endpoints.forEach(([, { private_dns_zone_group: group }]) => expect(group.private_dns_zone_ids.length).toBeGreaterThan(0));
  });

  test('stays in production, and its files are kept when they are deleted', () => {
    const kept = [account(stack), workspace(stack), ...Object.values(stack.resources('azurerm_storage_container')).filter(({ name }) => name !== 'artifacts')];
    kept.forEach((resource) => expect(resource.lifecycle.prevent_destroy).toBe(true));
    const types = ['Microsoft.Cache/redisEnterprise', 'Microsoft.EventHub/namespaces', 'Microsoft.EventHub/namespaces/eventhubs', 'Microsoft.MachineLearningServices/workspaces/featuresets'];
    types.flatMap((type) => ofType(stack, type)).forEach((resource) => expect(resource.lifecycle.prevent_destroy).toBe(true));
    expect(account(stack).blob_properties.delete_retention_policy.days).toBeGreaterThan(0);
  });

  test('stays in production when the store is taken out of the program, since nothing of the account goes before the hold is cleared by hand', () => {
    const hold = stack.resource('azapi_resource_action', 'Features/Managed/Account/Hold');
    expect(hold).toMatchObject({ action: 'setLegalHold', body: { tags: ['features'] }, resource_id: expect.stringContaining('Container-specifications') as string });
    expect(hold.when).toBeUndefined();
    const containers = Object.entries(stack.resources('azurerm_storage_container'));
    const [, held] = containers.find(([, { name }]) => name === 'specifications')!;
    const others = containers.filter(([address, { name }]) => address.includes('Features') && name !== 'specifications').map(([address]) => `azurerm_storage_container.${address}`);
    expect(others).toHaveLength(4);
    expect(held.depends_on).toEqual(expect.arrayContaining(others));
  });

  test('goes with a trial', () => {
    const trial = made([SPEND], {}, { profile: Profile.development() }).synth();
    expect([account(trial), workspace(trial)].map(({ lifecycle }) => lifecycle?.prevent_destroy as boolean)).toEqual([false, false]);
    expect(JSON.stringify(trial.json)).not.toContain('setLegalHold');
    expect(ofType(trial, 'Microsoft.Cache/redisEnterprise')[0]!.body).toMatchObject({ sku: { name: 'Balanced_B0' }, properties: { highAvailability: 'Disabled' } });
  });

  test('has no key of a service in the state', () => {
    expect(Object.keys(stack.json.resource!).filter((type) => /redis|eventhub|stream_analytics/.test(type))).toEqual([]);
    [...ofType(stack, 'Microsoft.Cache/redisEnterprise/databases'), ...ofType(stack, 'Microsoft.EventHub/namespaces')].forEach(({ response_export_values: told }) => expect(told).toEqual([]));
    expect(ofType(stack, 'Microsoft.EventHub/namespaces')[0]!.body.properties.disableLocalAuth).toBe(true);
  });
});

describe('a group', () => {
  test('is an entity and a version of a feature set with its types', () => {
    const stack = made([SPEND, CLICKS]).synth();
    const { body, method } = version(stack, 'customer_spend');
    expect(method).toBe('PUT');
    expect(body.properties).toMatchObject({ entities: ['azureml:customer_spend:1'], stage: 'Production' });
    const spec = JSON.parse(body.properties.properties.featuresetProperties as string) as Attributes;
    expect(spec.features).toEqual([
      { FeatureName: 'email', DataType: 'string' }, { FeatureName: 'last_order', DataType: 'datetime' }, { FeatureName: 'orders', DataType: 'long' },
      { FeatureName: 'spend_7d', DataType: 'double' }, { FeatureName: 'vip', DataType: 'boolean' },
    ]);
    const entity = stack.resource('azapi_resource', 'clicks/Managed/Set/Entity');
    expect(entity.body.properties.indexColumns).toEqual([{ columnName: 'customer_id', dataType: 'String' }, { columnName: 'shop', dataType: 'Long' }]);
  });

  test('tells whose it is, what it means, and what is of persons', () => {
    const { tags } = version(made([SPEND]).synth(), 'customer_spend').body.properties;
    expect(tags).toMatchObject({ 'owner': 'growth@acme.io', 'personal-data': 'email', 'column.spend_7d': 'Euros of 7 days' });
  });

  test('that is online comes there by a schedule; one that is not has none, and is read where it lies', () => {
    const { store, synth } = made([SPEND, CLICKS, HISTORY]);
    const stack = synth();
    const settings = (group: string) => version(stack, group).body.properties.materializationSettings as Attributes | undefined;
    expect(settings('clicks')).toMatchObject({ storeType: 'Online', schedule: { frequency: 'Hour', interval: 2 }, sparkConfiguration: { 'spark.sql.parquet.mergeSchema': 'true' } });
    expect(settings('history')).toBeUndefined();
    expect(store.group('history').offlineLocation).toMatch(/^abfss:\/\/sources@acmemlfs\w{6}\.dfs\.core\.windows\.net\/history\/$/);
    expect(store.groupOf('clicks').refillCommand).toContain(`--version ${store.groupOf('clicks').versionName!}`);
    expect(store.groupOf('history').refillCommand).toBeUndefined();
  });

  test('of a time to live goes from Redis after it, and queries look back as far', () => {
    const stack = made([{ ...SPEND, timeToLive: Duration.hours(90) }]).synth();
    const spec = JSON.parse(version(stack, 'customer_spend').body.properties.properties.featuresetProperties as string) as Attributes;
    expect(spec.temporalJoinLookback).toEqual({ Days: 3, Hours: 18, Minutes: 0 });
  });

  test('of a table is read in the platform\'s store, by who brings it online', () => {
    const { store, synth } = made(({ artifacts }) => [{ ...SPEND, source: FeatureSource.table(artifacts.path('features/spend')) }]);
    store.group('customer_spend').grantRead(Identity.group(SOMEBODY));
    const stack = synth();
    const spec = JSON.parse(version(stack, 'customer_spend').body.properties.properties.featuresetProperties as string) as Attributes;
    expect(spec.source.path).toMatch(/^abfss:\/\/artifacts@acmemlst\w{6}\.dfs\.core\.windows\.net\/features\/spend\/$/);
    const conditions = [...given(stack, 'Features_Managed_Identity'), ...given(stack, SOMEBODY)].flatMap(({ condition = '' }) => (condition.includes("'features/spend/'") ? [condition] : []));
    expect(conditions).toHaveLength(2);
    expect(ofType(stack, 'Microsoft.MachineLearningServices/workspaces/outboundRules').map(({ name }) => name as string)).toEqual(expect.arrayContaining(['table-customer-spend-blob', 'table-customer-spend-dfs']));
  });

  test('of a job lets the job write, and nothing else', () => {
    const { synth } = made((ml) => {
      const job = new TrainingJob(ml, 'Nightly', { platform: ml, runtime: Runtime.sklearn('1.5'), command: ['python', 'spend.py'], machine: Machine.general(4) });
      return [{ ...SPEND, source: FeatureSource.job(job) }];
    });
    const writes = given(synth(), 'Nightly_Managed_Identity').filter(({ condition }) => condition?.includes("'customer_spend/'"));
    expect(writes.map(({ what }) => what)).toEqual([['Storage Blob Data Contributor']]);
  });
});

describe('who may what', () => {
  test('readers find feature sets, and read files and Redis; they change nothing of Azure ML', () => {
    const { store, synth } = made([SPEND, HISTORY]);
    store.group('customer_spend').grantRead(Identity.group(SOMEBODY));
    store.group('customer_spend').grantRead(Identity.group(SOMEBODY));
    const rights = given(synth(), SOMEBODY);
    const actions = rights.flatMap(({ what }) => what).filter((what) => what.includes('/'));
    expect(actions.filter((action) => /\*|\/(?:write|delete)$/.test(action))).toEqual([]);
    expect(actions).toContain('Microsoft.Cache/redisEnterprise/databases/listKeys/action');
    expect(rights.filter(({ condition }) => condition).map(({ condition }) => /StringStartsWith '([^']*)'/.exec(condition!)![1])).toEqual(['customer_spend/']);
  });

  test('readers of a group read its copies, and no other group\'s', () => {
    const { store, synth } = made([SPEND, CLICKS], { materializesOffline: true });
    store.group('clicks').grantRead(Identity.group(SOMEBODY));
    store.group('clicks').grantRead(Identity.group(SOMEBODY));
    const copies = given(synth(), SOMEBODY).filter(({ on }) => on.includes('Container-offline'));
    expect(copies).toHaveLength(1);
    const folders = [...copies[0]!.condition!.matchAll(/:path\] StringStartsWith '\$\{lower\("acme-ml-features_[^']*"\)\}\/([^']*)'/g)].map(([, folder]) => folder!);
    expect([...new Set(folders)]).toEqual(['clicks/', 'materialize_store/clicks/']);
  });

  test('readers get nothing of copies where there are none', () => {
    const { store, synth } = made([SPEND, CLICKS]);
    store.grantRead(Identity.group(SOMEBODY));
    expect(given(synth(), SOMEBODY).filter(({ on }) => on.includes('Container-offline'))).toEqual([]);
  });

  test('readers of what is not online get no key', () => {
    const { store, synth } = made([SPEND, HISTORY]);
    store.group('history').grantRead(Identity.group(SOMEBODY));
    expect(given(synth(), SOMEBODY).flatMap(({ what }) => what).filter((what) => what.includes('listKeys'))).toEqual([]);
  });

  test('writers write their folder', () => {
    const { store, synth } = made([SPEND]);
    store.grantWrite(Identity.group(SOMEBODY));
    expect(given(synth(), SOMEBODY)).toEqual([{ on: expect.stringContaining('Container-sources') as string, what: ['Storage Blob Data Contributor'], condition: expect.stringContaining("'customer_spend/'") as string }]);
  });

  test('no role of a store has a star', () => {
    const { store, synth } = made([SPEND, CLICKS]);
    store.grantRead(Identity.group(SOMEBODY));
    store.grantWrite(Identity.group(SOMEBODY));
    const roles = Object.entries(synth().resources('azurerm_role_definition')).filter(([name]) => name.includes('Features'));
    expect(roles.length).toBeGreaterThan(6);
    expect(JSON.stringify(roles.map(([, { permissions }]) => permissions as object))).not.toContain('*');
  });
});

describe('an online store', () => {
  test('that exists already is used, and nothing is made of it', () => {
    const redis = `${SHARED}/providers/Microsoft.Cache/redisEnterprise/acme/databases/default`;
    const { store, synth } = made([SPEND], { existingOnlineStoreId: redis });
    const stack = synth();
    expect(ofType(stack, 'Microsoft.Cache/redisEnterprise')).toEqual([]);
    expect(stack.resource('azapi_resource', 'Features/Managed/Workspace/Online').body.properties).toMatchObject({ category: 'Redis', target: redis });
    expect(store.onlineStoreResource).toBeUndefined();
  });

  test('is made where a group is online, and answers faster where one has to', () => {
    expect(ofType(made([HISTORY]).synth(), 'Microsoft.Cache/redisEnterprise')).toEqual([]);
    const size = (online: OnlineLatency) => ofType(made([{ ...SPEND, online }]).synth(), 'Microsoft.Cache/redisEnterprise')[0]!.body.sku.name as string;
    expect([OnlineLatency.STANDARD, OnlineLatency.LOW].map(size)).toEqual(['Balanced_B5', 'ComputeOptimized_X5']);
  });

  test('is one that the client of Azure ML can speak to', () => {
    const [database] = ofType(made([SPEND]).synth(), 'Microsoft.Cache/redisEnterprise/databases');
    expect(database!.body.properties).toMatchObject({ clusteringPolicy: 'OSSCluster', accessKeysAuthentication: 'Enabled', evictionPolicy: 'NoEviction', clientProtocol: 'Encrypted' });
  });
});

test('the right on the platform\'s key waits for the key', () => {
  const { depends_on: after } = made([HISTORY]).synth().resource('azurerm_role_assignment', 'Features/Managed/Identity/UseKey');
  expect(after).toEqual(expect.arrayContaining([expect.stringMatching(/^azapi_resource_action\.Ml_Key/) as string]));
});

test('a key from elsewhere is used with the vault that it is in', () => {
  const stack = made([HISTORY], { encryptionKeyVaultId: EXISTING.key.keyVaultId }, { existingEncryptionKey: EXISTING.key }).synth();
  expect(workspace(stack).encryption).toMatchObject({ key_vault_id: EXISTING.key.keyVaultId, key_id: EXISTING.key.versionedKeyId });
  expect(stack.resource('azurerm_role_assignment', 'Features/Managed/Identity/UseKey').scope).toBe(`${EXISTING.key.keyVaultId}/keys/ml`);
});

test('people are told of old values, of values that do not come online, and of a store that fills', () => {
  const { store, synth } = made([CLICKS]);
  const stack = synth();
  const stale = stack.resource('azurerm_monitor_scheduled_query_rules_alert_v2', 'clicks/Stale/Resource');
  expect(stale).toMatchObject({ window_duration: 'PT6H', criteria: [{ operator: 'LessThan', threshold: 1 }] });
  expect(stale.criteria[0].query).toMatch(/AccountName == 'acmemlfs\w{6}' and Uri has '\/sources\/clicks\/'.*ago\(21600s\) \| summarize files = count\(\)/);
  const names = Object.values(stack.resources('azurerm_monitor_metric_alert')).map(({ name }) => name as string);
  expect(names).toEqual(expect.arrayContaining(['acme-ml-features-not-materialized', 'acme-ml-features-online-full', 'acme-ml-features-clicks-specification-lost', 'acme-ml-features-clicks-late']));
  expect(store.alarms).toHaveLength(7);
  expect(store.group('clicks').alarms.map(({ severity }) => severity)).toContain(Severity.WARNING);
});

test('what readers need is in outputs', () => {
  const { outputs } = made([SPEND, CLICKS]).synth();
  expect(outputs.features_feature_store_name).toBe('acme-ml-features');
  expect(outputs.features_group_versions).toEqual({ clicks: expect.stringMatching(/^2-[0-9a-f]{8}$/) as string, customer_spend: expect.stringMatching(/^5-[0-9a-f]{8}$/) as string });
  expect(outputs.features_stream_names).toEqual({ clicks: 'acme-ml-features-clicks' });
});
