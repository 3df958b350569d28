import { Stack } from 'aws-cdk-lib/core';
import { FeatureStore, Identity } from '../../../src/awscdk';
import { Duration, FeastDatabase, Feature, FeatureGroupProps, FeatureSource, FeatureStoreKind, OnlineLatency, Profile, SchemaLock } from '../../../src/core';
import { Feast } from '../../../src/kubernetes/features/feast';
import { Strimzi } from '../../../src/kubernetes/streaming/strimzi';
import { Json, SynthesizedApp, synthesize, text } from '../../support/cloudformation';
import { codesOf } from '../../support/refusals';
import { Trained, trained } from '../training/clusters';
import { before, MANIFEST, objects } from '../training/templates';
import { SHOPS, SPEND } from './stores';

const READER = 'arn:aws:iam::123456789012:role/reader';

const LIVE: FeatureGroupProps = { ...SPEND, timeToLive: undefined };
const LOYALTY: FeatureGroupProps = {
  groupName: 'loyalty',
  entityKeys: [Feature.int('shop_id'), Feature.string('customer_id')],
  eventTime: 'seen_at',
  features: [Feature.int('visits')],
  online: OnlineLatency.STANDARD,
  offline: false,
};

interface Fed extends Trained {
  readonly store: FeatureStore;
  readonly synth: () => SynthesizedApp;
}

/** A store of Feast in a cluster, with the software that it needs. */
function fed(groups: (made: Trained) => FeatureGroupProps[], database?: FeastDatabase, made = prepared()): Fed {
  const kind = FeatureStoreKind.feast(made.cluster, { namespace: 'features', database });
  const store = new FeatureStore(made.stack, 'Features', { platform: made.ml, groups: groups(made), kind, lock: SchemaLock.none() });
  return { ...made, store, synth: () => synthesize(made.app) };
}

function prepared(): Trained {
  const made = trained({}, { profile: Profile.staging() });
  [new Feast(), new Strimzi()].forEach((software) => made.cluster.install(software));
  return made;
}

/** Actions on their resources that the pods of the store have. */
function rightsOf(app: SynthesizedApp, role: RegExp): Record<string, string[]> {
  const { id } = app.of('AWS::IAM::Role').find(({ properties }) => role.test(JSON.stringify(properties.Description ?? '')))!;
  const policies = app.of('AWS::IAM::Policy').filter(({ properties }) => JSON.stringify(properties.Roles).includes(id));
  const statements = policies.flatMap(({ properties }) => properties.PolicyDocument.Statement as Json[]);
  const found: Record<string, string[]> = {};
  statements.forEach(({ Action, Resource }) => [Action].flat().forEach((action: string) => {
    found[action] = [...(found[action] ?? []), ...[Resource].flat().map(text)];
  }));
  return found;
}

const settings = (app: SynthesizedApp): Json => {
  const pod = objects(app, 'features-acme-ml-features').find(({ kind }) => kind === 'Deployment')!.spec.template.spec;
  return JSON.parse(pod.containers[0].env.find(({ name }: Json) => name === 'STORE_SETTINGS').value);
};

test('the latest values are in tables that are there already, encrypted, and kept when the program forgets them', () => {
  const { synth, store } = fed(() => [LIVE, LOYALTY, SHOPS]);
  const app = synth();
  const tables = app.of('AWS::DynamoDB::Table');
  expect(tables.map(({ properties }) => properties.TableName)).toEqual(['acme_ml_features.customer_spend', 'acme_ml_features.loyalty']);
  tables.forEach((table) => {
    expect(app.named(table, table.properties.SSESpecification.KMSMasterKeyId)!.type).toBe('AWS::KMS::Key');
    expect(table.properties.DeletionProtectionEnabled).toBe(true);
    expect(table.properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
    expect(table.deletionPolicy).toBe('Retain');
  });
  expect(settings(app).online_store).toEqual({ type: 'dynamodb', region: 'eu-north-1' });
  expect(settings(app).registry.path).toMatch(/^s3:\/\/.*\/features\/acme-ml-features\/registry\.db$/);
  expect(['customer_spend', 'loyalty', 'shops'].filter((name) => store.groupOf(name).tableResource)).toEqual(['customer_spend', 'loyalty']);
  expect(app.of('AWS::SageMaker::FeatureGroup', 'AWS::Kinesis::Stream')).toEqual([]);
});

test('no pod starts before its tables are there', () => {
  const app = fed(() => [LIVE]).synth();
  const [table] = app.of('AWS::DynamoDB::Table');
  const account = app.of(MANIFEST).find(({ properties }) => /"kind":"ServiceAccount".*"name":"acme-ml-features"/.test(text(properties.Manifest)))!;
  expect(before(app, account)).toContain(table!.id);
});

test('its pods use these tables and the files of the store, nothing else', () => {
  const rights = rightsOf(fed(() => [LIVE]).synth(), /pods of features\/acme-ml-features/);
  expect(rights['dynamodb:BatchWriteItem']).toEqual([expect.stringMatching(/:table\/acme_ml_features\.customer_spend$/)]);
  expect(Object.keys(rights).filter((action) => /CreateTable|DeleteTable/.test(action))).toEqual([]);
  expect(rights['s3:PutObject']).toEqual([expect.stringMatching(/\/features\/acme-ml-features\/\*$/)]);
});

test('files of a table are read where they are', () => {
  const table = ({ ml }: Trained): FeatureGroupProps[] => [{ ...LIVE, source: FeatureSource.table(ml.artifacts.path('exports/spend')) }];
  const { synth, store } = fed(table);
  store.group('customer_spend').grantRead(Identity.role(READER));
  const app = synth();
  const rights = rightsOf(app, /pods of features\/acme-ml-features/);
  expect(rights['s3:GetObject']).toEqual(expect.arrayContaining([expect.stringMatching(/\/exports\/spend\/\*$/)]));
  expect(rights['s3:PutObject']!.join()).not.toContain('exports');
  expect(text(store.group('customer_spend').offlineLocation)).toMatch(/\/exports\/spend$/);
});

test('a database of your own is used instead', () => {
  const app = fed(() => [LIVE], FeastDatabase.postgres('feast-postgres')).synth();
  expect(app.of('AWS::DynamoDB::Table')).toEqual([]);
  expect(settings(app)).toMatchObject({ online_store: { type: 'postgres' } });
  expect(settings(app).registry.path).toBeUndefined();
});

test('CloudWatch sees what comes, and how late, by the logs of what takes it in', () => {
  const { synth, store } = fed(() => [LIVE]);
  const app = synth();
  const filters = app.of('AWS::Logs::MetricFilter').filter(({ properties }) => JSON.stringify(properties.FilterPattern).includes('ml_features'));
  const values = filters.map(({ properties }) => properties.MetricTransformations[0].MetricValue as string);
  expect(values.sort()).toEqual(['dead_letters', 'events', 'lag_ms'].map((field) => `$.log_processed.${field}`));
  filters.forEach(({ properties }) => {
    expect(properties.FilterPattern).toContain('"acme-ml-features/customer_spend"');
    expect(properties.LogGroupName).toBe('/aws/containerinsights/acme-ml-train/application');
  });
  const alarms = app.of('AWS::CloudWatch::Alarm').map(({ properties }) => properties).filter(({ AlarmName: name }) => name.startsWith('acme-ml-features-'));
  expect(alarms.map(({ AlarmName }) => AlarmName).sort()).toEqual(['dead-letters', 'late', 'stale'].map((what) => `acme-ml-features-customer-spend-${what}`));
  expect(alarms.find(({ AlarmName }) => AlarmName.endsWith('stale'))).toMatchObject({ TreatMissingData: 'breaching', EvaluationPeriods: 24 });
  expect(store.group('customer_spend').streamName).toBeDefined();
});

test('a run that cannot bring files online calls people', () => {
  const table = ({ ml }: Trained): FeatureGroupProps[] => [{ ...LIVE, source: FeatureSource.table(ml.artifacts.path('exports/spend')) }];
  const app = fed(table).synth();
  const failed = app.of('AWS::Logs::MetricFilter').map(({ properties }) => properties).filter(({ LogGroupName: group }) => group === '/aws/eks/acme-ml-train/cluster');
  expect(failed.map(({ FilterPattern: pattern }) => pattern as string)).toEqual([expect.stringMatching(/customer-spend-refresh-\*.*"Failed"/)]);
  const names = app.of('AWS::CloudWatch::Alarm').map(({ properties }) => properties.AlarmName as string);
  expect(names).toEqual(expect.arrayContaining(['acme-ml-features-customer-spend-failing', 'acme-ml-features-customer-spend-stale']));
});

describe('who may use a group', () => {
  test('pods of a namespace online, and its role the files', () => {
    const made = prepared();
    const account = made.cluster.addServiceAccount('Shop', { namespace: 'shop' });
    const { store, synth } = fed(() => [LIVE], undefined, made);
    store.group('customer_spend').grantRead(account.identity);
    const app = synth();
    expect(rightsOf(app, /pods of shop\//)['s3:GetObject']).toEqual([expect.stringMatching(/\/features\/acme-ml-features\/customer_spend\/\*$/)]);
    expect(JSON.stringify(objects(app, 'features-acme-ml-features'))).toContain('shop');
  });

  test('pods of a namespace send events, and write nothing of what was', () => {
    const made = prepared();
    const { identity } = made.cluster.addServiceAccount('Shop', { namespace: 'shop' });
    const { store, synth } = fed(() => [LIVE], undefined, made);
    store.group('customer_spend').grantWrite(identity);
    expect(codesOf(() => store.group('customer_spend').grantWrite(Identity.role(READER)))).toEqual(['features/grant-in-cluster']);
    const app = synth();
    expect(rightsOf(app, /pods of shop\//)).toEqual({});
    expect(JSON.stringify(objects(app, 'features-acme-ml-features'))).toContain('shop');
  });

  test('whoever is in no cluster the files only, and nothing where there are none', () => {
    const { store, synth } = fed(() => [SHOPS, LOYALTY]);
    store.group('shops').grantRead(Identity.role(READER));
    expect(codesOf(() => store.group('loyalty').grantRead(Identity.role(READER)))).toEqual(['features/grant-in-cluster']);
    const policies = synth().of('AWS::IAM::Policy').filter(({ properties }) => properties.Roles.includes('reader'));
    expect(JSON.stringify(policies)).toContain('features/acme-ml-features/shops/');
  });
});

test('what CloudWatch would never see is refused', () => {
  expect(codesOf(() => fed(() => [{ ...LIVE, source: undefined, freshness: Duration.hours(1) }]))).toEqual(['features/feast-freshness']);
});

test('a store in another stack than its cluster is refused, since each would wait for the other', () => {
  const { app, ml, cluster } = prepared();
  const kind = FeatureStoreKind.feast(cluster, { namespace: 'features' });
  const elsewhere = new Stack(app, 'Elsewhere', { env: { region: ml.region, account: ml.accountId } });
  expect(codesOf(() => new FeatureStore(elsewhere, 'Features', { platform: ml, groups: [LIVE], kind, lock: SchemaLock.none() }))).toEqual(['features/cluster-stack']);
});
