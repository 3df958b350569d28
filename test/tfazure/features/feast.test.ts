import { readFileSync } from 'fs';
import { join } from 'path';
import { ClusterAccess, IClusterSoftware, Duration, FeastDatabase, FeatureGroupProps, FeatureSource, FeatureStoreKind, Machine, OnlineLatency, Profile, Scaling, Schedule, SchemaLock } from '../../../src/core';
import { ExternalSecrets, Feast, Strimzi } from '../../../src/kubernetes';
import { FeatureStore, FeatureStoreProps, Identity, MlPlatform, MlPlatformProps } from '../../../src/tfazure';
import { codesOf } from '../../support/refusals';
import { Attributes, danglingReferences, expectPassed, SynthesizedStack, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { Bench, SOMEBODY } from '../support/stacks';
import { CLICKS as IN_MEMORY, lockFile, SPEND } from './feature-stacks';

type Json = any;

interface Options {
  readonly software?: IClusterSoftware[];
  readonly database?: FeastDatabase;
  readonly props?: Partial<FeatureStoreProps>;
  readonly groups?: (platform: MlPlatform) => FeatureGroupProps[];
  readonly platformProps?: Partial<MlPlatformProps>;
}

/** PostgreSQL has no store in memory. */
const CLICKS = { ...IN_MEMORY, online: OnlineLatency.STANDARD };
const SPENT = { ...SPEND, features: SPEND.features.slice(0, 3) };

function inCluster({ software, database, props = {}, groups = () => [SPENT, CLICKS], platformProps = {} }: Options = {}) {
  const bench = new Bench();
  const platform = bench.platform({ platformName: 'acme-ml', profile: Profile.production(), ...platformProps });
  const cluster = platform.addTrainingCluster('Serve', { nodeGroups: [{ machine: Machine.general(8), scaling: Scaling.elastic(1, 8) }], access: ClusterAccess.authorizedNetworks('203.0.113.0/24') });
  (software ?? [new Feast(), new Strimzi(), new ExternalSecrets()]).forEach((each) => cluster.install(each));
  const kind = FeatureStoreKind.feast(cluster, { namespace: 'features', ...(database ? { database } : {}) });
  const store = new FeatureStore(platform, 'Features', { platform, kind, groups: groups(platform), lock: SchemaLock.at(lockFile()), ...props });
  const synth = () => {
    const { stacks } = bench.synth();
    return { ml: stacks.ml!, workloads: Object.values(stacks).find(({ name }) => name.endsWith('-workloads'))! };
  };
  return { cluster, store, synth };
}

const ofType = (stack: { resources(type: string): Record<string, Attributes> }, type: string): Json[] => Object.values(stack.resources('azapi_resource')).filter((each) => (each.type as string).startsWith(`${type}@`));

describe('its database', () => {
  const { ml } = inCluster().synth();
  const [server] = ofType(ml, 'Microsoft.DBforPostgreSQL/flexibleServers');

  test('is private, has the platform\'s key, and stays', () => {
    expect(server.body.properties).toMatchObject({
      network: { publicNetworkAccess: 'Disabled' },
      dataEncryption: { type: 'AzureKeyVault', primaryKeyURI: expect.stringContaining('keyUriWithVersion') as string },
      highAvailability: { mode: 'ZoneRedundant' },
      backup: { backupRetentionDays: 35 },
    });
    expect(server.lifecycle.prevent_destroy).toBe(true);
    expect(Object.values(ml.resources('azurerm_private_endpoint')).map(({ private_service_connection: { subresource_names: names } }) => names as string[])).toContainEqual(['postgresqlServer']);
  });

  test('has a password that is in no state', () => {
    const [secret] = ofType(ml, 'Microsoft.KeyVault/vaults/secrets');
    const [[key]] = Object.entries((ml.json as Json).ephemeral.azapi_resource_action as Json);
    const password = new RegExp(`\\$\\{sha256\\(join\\(":", \\[ephemeral\\.azapi_resource_action\\.${key}\\.output\\.keys\\[0\\]\\.value, "acme-ml-features"\\]\\)\\)\\}`);
    expect(server.sensitive_body.properties.administratorLoginPassword).toMatch(password);
    expect(secret.sensitive_body.properties.value).toMatch(password);
    [server, secret].forEach(({ sensitive_body: _written, ...rest }) => expect(JSON.stringify(rest)).not.toContain('ephemeral'));
    expect(Object.keys((ml.json as Json).ephemeral as object)).toEqual(['azapi_resource_action']);
    const inText = readFileSync(join(ml.directory, 'cdk.tf.json'), 'utf8').split('ephemeral.').length - 1;
    expect(inText).toBe(2);
  });

  test('is read of by the pods of the store, and by nobody else', () => {
    const grants = Object.values(ml.resources('azurerm_role_assignment')).filter(({ scope }) => (scope as string).includes('Features_Feast_Database_Secret'));
    expect(grants.map(({ role_definition_name: role, principal_id: who }) => [role as string, /acme-ml-features|Features/i.test(who as string)])).toEqual([['Key Vault Secrets User', true]]);
  });

  test('of a trial is small and goes', () => {
    const [trial] = ofType(inCluster({ platformProps: { profile: Profile.development() } }).synth().ml, 'Microsoft.DBforPostgreSQL/flexibleServers');
    expect(trial.body.properties.highAvailability).toEqual({ mode: 'Disabled' });
    expect(trial.lifecycle?.prevent_destroy ?? false).toBe(false);
  });

  test('may be one of the user', () => {
    const { synth, store } = inCluster({ database: FeastDatabase.postgres('feast-database'), software: [new Feast(), new Strimzi()] });
    const stack = synth().ml;
    expect(ofType(stack, 'Microsoft.DBforPostgreSQL/flexibleServers')).toEqual([]);
    expect((stack.json as Json).ephemeral).toBeUndefined();
    expect(store.onlineStoreResource).toBeUndefined();
  });
});

test('in the cluster it gets its settings from the vault, and is measured by managed Prometheus', () => {
  const releases = JSON.stringify(inCluster().synth().workloads.resources('helm_release'));
  ['ExternalSecret', 'SecretStore', 'WorkloadIdentity', 'acme-ml-features-database', 'azmonitoring.coreos.com/v1', 'acme-ml-features-kafka-exporter'].forEach((part) => expect(releases).toContain(part));
});

test('people are told of old values, of events that wait or are set aside, and of a store that fails; of this cluster only', () => {
  const { store, synth } = inCluster({ groups: ({ artifacts }) => [{ ...SPENT, source: FeatureSource.table(artifacts.path('spend')), freshness: Duration.days(2) }, CLICKS] });
  const rules = Object.values(synth().ml.resources('azurerm_monitor_alert_prometheus_rule_group')).filter(({ name }) => (name as string).startsWith('acme-ml-features')) as Json[];
  const names = ['clicks-dead-letters', 'clicks-failing', 'clicks-late', 'clicks-stale', 'customer-spend-failing', 'customer-spend-stale', 'errors', 'full', 'undefined'];
  expect(rules.map(({ name }) => name as string).sort()).toEqual(names.map((name) => `acme-ml-features-${name}`));
  expect(store.alarms).toHaveLength(names.length);
  const queryOf = (name: string) => rules.find((rule) => rule.name === `acme-ml-features-${name}`)!.rule[0].expression as string;
  names.map(queryOf).forEach((query) => query.match(/\{[^}]*\}/g)!.forEach((selector) => expect(selector).toMatch(/cluster="/)));
  expect(queryOf('clicks-stale')).toMatch(/kafka_consumergroup_current_offset\{[^}]*\}\[21600s\].*< 1$/);
  expect(queryOf('customer-spend-stale')).toMatch(/feast_feature_freshness_seconds.*> 172800$/);
  // Managed Prometheus leaves out what kube-state-metrics tells beside it.
  ['undefined', 'customer-spend-failing'].map(queryOf).forEach((query) => expect(query).toMatch(/kube_job_failed\{condition="true",cluster="/));
});

test('nothing of the managed feature store is made', () => {
  const { ml } = inCluster().synth();
  ['Microsoft.MachineLearningServices/workspaces/featuresets', 'Microsoft.EventHub/namespaces', 'Microsoft.Cache/redisEnterprise'].forEach((type) => expect(ofType(ml, type)).toEqual([]));
  expect(Object.values(ml.resources('azurerm_machine_learning_workspace')).map(({ kind }) => kind as string)).not.toContain('FeatureStore');
});

test('who is in the cluster is let in; who is not may use files; of what is online only, nothing', () => {
  const { cluster, store, synth } = inCluster({ groups: () => [SPENT, { ...SPENT, groupName: 'now', offline: false }] });
  store.grantRead(cluster.addServiceAccount('Reader', { namespace: 'shop' }).identity);
  store.group('customer_spend').grantRead(Identity.group(SOMEBODY));
  store.grantWrite(cluster.addServiceAccount('Writer', { namespace: 'till' }).identity);
  expect(codesOf(() => store.group('now').grantRead(Identity.group(SOMEBODY)))).toEqual(['features/grant-in-cluster']);
  expect(codesOf(() => inCluster().store.group('clicks').grantWrite(Identity.group(SOMEBODY)))).toEqual(['features/grant-in-cluster']);
  const { ml, workloads } = synth();
  const files = Object.values(ml.resources('azurerm_role_assignment')).filter(({ principal_id: who }) => who === SOMEBODY);
  expect(files.map(({ condition }) => /StringStartsWith '([^']*)'/.exec(condition as string)![1])).toEqual(['features/acme-ml-features/customer_spend/']);
  ['shop', 'till'].forEach((namespace) => expect(JSON.stringify(workloads.resources('helm_release'))).toContain(namespace));
  const written = Object.values(ml.resources('azurerm_role_assignment')).filter(({ principal_id: who }) => (who as string).includes('Writer'));
  expect(written.map(({ role_definition_name: role, condition }) => [role as string, /StringStartsWith '([^']*)'/.exec(condition as string)![1]]))
    .toEqual([['Storage Blob Data Contributor', 'features/acme-ml-features/customer_spend/']]);
});

test('a table of the platform is read where it lies', () => {
  const { store, synth } = inCluster({ groups: ({ artifacts }) => [{ ...SPENT, source: FeatureSource.table(artifacts.path('spend')) }], software: [new Feast(), new ExternalSecrets()] });
  expect(store.group('customer_spend').offlineLocation).toMatch(/artifacts\/spend\/?$/);
  const conditions = Object.values(synth().ml.resources('azurerm_role_assignment')).map(({ condition }) => /StringStartsWith '([^']*)'/.exec(condition as string ?? '')?.[1]);
  expect(conditions).toEqual(expect.arrayContaining(['features/acme-ml-features/', 'spend/']));
});

const REFUSED: Array<[string, Options]> = [
  ['features/managed-only', { props: { onlineSize: 'Balanced_B10' } }],
  ['features/managed-only', { props: { sourceDelays: { clicks: Duration.hours(1) } } }],
  ['features/feast-registry', { database: FeastDatabase.redis('feast-redis') }],
  ['software/need-missing', { software: [new Feast(), new Strimzi()] }],
  ['job/schedule', { groups: ({ artifacts }) => [{ ...SPENT, source: FeatureSource.table(artifacts.path('spend')), refresh: Schedule.every(Duration.minutes(7)) }] }],
];

test.each(REFUSED)('%s', (code, options) => {
  expect(codesOf(() => inCluster(options))).toEqual([code]);
});

test('the real plugins take it, and what is in the cluster', () => {
  const { ml, workloads } = inCluster().synth();
  expect(danglingReferences(ml)).toEqual([]);
  [ml, workloads].forEach((stack) => expectPassed(terraformValidate(stack)));
  // Terraform mocks no ephemeral values: a text takes the place of this one.
  const { ephemeral: _key, ...json } = JSON.parse(JSON.stringify(ml.json).replace(/ephemeral\.[\w.]+\.keys\[0\]\.value/g, '\\"key\\"')) as Json;
  expectPassed(terraformMockedApply(Object.create(ml, { json: { value: json as object } }) as SynthesizedStack));
}, 300_000);
