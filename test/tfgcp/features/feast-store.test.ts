import { Duration, Feature, FeatureSource, FeastDatabase, FeatureStoreKind, Machine, Profile, Scaling, Schedule, SchemaLock } from '../../../src/core';
import { Feast, Strimzi } from '../../../src/kubernetes';
import { FeatureStore, FeatureStoreProps, Identity, MlPlatform, TrainingCluster } from '../../../src/tfgcp';
import { codesOf } from '../../support/refusals';
import { Attributes, expectPassed, SynthesizedApp, synthApp, terraformValidate } from '../../support/terraform';
import { stage } from '../platforms';
import { WORKLOADS } from '../training/clusters';
import { CLICKS, SPEND } from './stores';

type Json = any;

interface FeastStage {
  readonly store: FeatureStore;
  readonly cluster: TrainingCluster;
  synth(): SynthesizedApp;
}

function feastStage(wish: (platform: MlPlatform) => Partial<FeatureStoreProps> = () => ({}), database?: FeastDatabase): FeastStage {
  const { app, platform } = stage({ profile: Profile.development() });
  const cluster = new TrainingCluster(platform, 'Train', { platform, nodeGroups: [{ name: 'cpus', machine: Machine.general(16), scaling: Scaling.elastic(0, 8) }] });
  cluster.install(new Feast());
  cluster.install(new Strimzi());
  const kind = FeatureStoreKind.feast(cluster, { namespace: 'features', database });
  return { cluster, store: new FeatureStore(platform, 'Features', { platform, kind, groups: [CLICKS], lock: SchemaLock.none(), ...wish(platform) }), synth: () => synthApp(app) };
}

const NIGHTLY = (platform: MlPlatform): Partial<FeatureStoreProps> => ({
  groups: [{ ...SPEND, freshness: Duration.days(1), refresh: Schedule.every(Duration.hours(1)), source: FeatureSource.table(platform.artifacts.path('spend')) }],
});

test('its online store is a database of Datastore with the key of the platform, which only its own account may use; Vertex AI is left alone', () => {
  const stack = feastStage().synth().stack('ml');
  expect(stack.resource('google_firestore_database')).toMatchObject({
    type: 'DATASTORE_MODE',
    location_id: 'europe-west4',
    cmek_config: { kms_key_name: expect.stringContaining('FeatureGround_ForFirestore') as string },
    delete_protection_state: 'DELETE_PROTECTION_DISABLED',
  });
  const [user, ...others] = (Object.values(stack.resources('google_project_iam_member')) as Attributes[]).filter(({ role }) => role === 'roles/datastore.user');
  expect(user).toMatchObject({
    member: expect.stringMatching(/\/subject\/ns\/features\/sa\/acme-ml-features$/) as string,
    condition: { expression: expect.stringMatching(/^resource\.name == "projects\/acme-ml\/databases\/\$\{google_firestore_database\..*name\}"$/) as string },
  });
  expect(others).toEqual([]);
  ['google_bigquery_dataset', 'google_pubsub_topic', 'restful_resource'].forEach((type) => expect(stack.resources(type)).toEqual({}));
});

test('it reads and writes the files of its own folder, and reads those of a source', () => {
  const stack = feastStage(NIGHTLY).synth().stack('ml');
  const rights = (Object.values(stack.resources('google_storage_bucket_iam_member')) as Attributes[]).filter(({ member }) => (member as string).endsWith('/sa/acme-ml-features'));
  expect(rights.map(({ role, condition }) => [role, (condition as Json).title as string]).sort()).toEqual([
    ['roles/storage.objectUser', 'only features/acme-ml-features/'], ['roles/storage.objectViewer', 'only spend/'],
  ]);
});

test('a database of the user takes the place of ours', () => {
  const stack = feastStage(() => ({}), FeastDatabase.redis('feast-redis')).synth().stack('ml');
  expect(stack.resources('google_firestore_database')).toEqual({});
  expect(JSON.stringify(stack.json)).not.toContain('roles/datastore.user');
});

test('Managed Service for Prometheus reads it, and alarms and page ask for this cluster only', () => {
  const { store, synth } = feastStage();
  const app = synth();
  expect(JSON.stringify(app.stack(WORKLOADS).json)).toContain('PodMonitoring');
  const policies = (Object.values(app.stack('ml').resources('google_monitoring_alert_policy')) as Attributes[]).filter(({ display_name: name }) => (name as string).startsWith('acme-ml-features-clicks-'));
  const queries = policies.map(({ conditions }) => (conditions as Json)[0].condition_prometheus_query_language.query as string);
  expect(queries.length).toBe(store.alarms.length);
  expect(policies.map(({ display_name: name }) => name as string).sort()).toEqual(['dead-letters', 'failing', 'late', 'stale'].map((what) => `acme-ml-features-clicks-${what}`));
  queries.forEach((query) => query.match(/\{[^}]*\}/g)!.forEach((selector) => expect(selector).toMatch(/cluster="[^"]*train/)));
});

test('the real plugins take it, and what is in the cluster', () => {
  const { synth } = feastStage((platform) => ({ groups: [CLICKS, ...NIGHTLY(platform).groups!] }));
  const app = synth();
  ['ml', WORKLOADS].forEach((name) => expectPassed(terraformValidate(app.stack(name))));
}, 120_000);

test('runs that fail are counted by what GKE writes of them', () => {
  const stack = feastStage(NIGHTLY).synth().stack('ml');
  const [failed] = (Object.values(stack.resources('google_logging_metric')) as Attributes[]).filter(({ name }) => (name as string).endsWith('failed-runs'));
  expect(failed!.filter).toContain('jsonPayload.involvedObject.namespace="features"');
  expect(failed!.filter).toContain('BackoffLimitExceeded');
});

test('accounts of the cluster are let in; others read files', () => {
  const { store, cluster, synth } = feastStage();
  store.grantRead(cluster.addServiceAccount('Shop', { namespace: 'shop', serviceAccountName: 'shop' }).identity);
  [1, 2].forEach(() => store.grantRead(Identity.user('ada@acme.io')));
  const app = synth();
  expect(JSON.stringify(app.stack(WORKLOADS).json)).toContain('shop');
  const ada = (Object.values(app.stack('ml').resources('google_storage_bucket_iam_member')) as Attributes[]).filter(({ member }) => member === 'user:ada@acme.io');
  expect(ada.map(({ role, condition }) => [role, (condition as Json).title as string])).toEqual([['roles/storage.objectViewer', 'only features/acme-ml-features/clicks/']]);
});

test('who sends events writes nothing of what was', () => {
  const { store, cluster, synth } = feastStage();
  const shop = cluster.addServiceAccount('Shop', { namespace: 'shop', serviceAccountName: 'shop' }).identity;
  store.grantWrite(shop);
  expect(codesOf(() => store.grantWrite(Identity.user('ada@acme.io')))).toEqual(['features/grant-in-cluster']);
  const app = synth();
  expect(JSON.stringify(app.stack(WORKLOADS).json)).toContain('shop');
  const members = (Object.values(app.stack('ml').resources('google_storage_bucket_iam_member')) as Attributes[]).map(({ member }) => member as string);
  expect(members.filter((member) => member.endsWith('/sa/shop') || member.includes('ada'))).toEqual([]);
});

test('who is not of the cluster cannot be let into a group that is online only', () => {
  const { store } = feastStage(() => ({ groups: [{ ...CLICKS, offline: false, features: [Feature.int('clicks_1h')] }] }));
  expect(codesOf(() => store.grantRead(Identity.user('ada@acme.io')))).toEqual(['features/grant-in-cluster']);
});

test('what only Vertex AI has is refused', () => {
  expect(codesOf(() => feastStage(() => ({ existingDatasetId: 'features', onlineNodes: Scaling.fixed(1) })))).toEqual(['features/managed-only', 'features/managed-only']);
});
