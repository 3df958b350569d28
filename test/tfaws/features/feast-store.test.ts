import { S3Backend, TerraformStack } from 'cdktf';
import { Duration, FeastDatabase, Feature, FeatureGroupProps, FeatureSource, FeatureStoreKind, OnlineLatency, Profile } from '../../../src/core';
import { Feast } from '../../../src/kubernetes/features/feast';
import { Strimzi } from '../../../src/kubernetes/streaming/strimzi';
import { FeatureStore, Identity, MlPlatform } from '../../../src/tfaws';
import { codesOf } from '../../support/refusals';
import { Attributes, danglingReferences, expectPassed, synthApp, SynthesizedStack, terraformValidate } from '../../support/terraform';
import { ClusterStage, clusterStage } from '../training/clusters';
import { newLock, SPEND } from './stores';

const READER = Identity.role('arn:aws:iam::123456789012:role/reader');
const LIVE: FeatureGroupProps = { ...SPEND, timeToLive: undefined };
const SHOPS: FeatureGroupProps = { groupName: 'shops', entityKeys: [Feature.int('shop_id')], eventTime: 'seen_at', features: [Feature.float('turnover')] };
const LOYALTY: FeatureGroupProps = {
  groupName: 'loyalty',
  entityKeys: [Feature.int('shop_id'), Feature.string('customer_id')],
  eventTime: 'seen_at',
  features: [Feature.int('visits')],
  online: OnlineLatency.STANDARD,
  offline: false,
};
const tabled = ({ artifacts }: MlPlatform): FeatureGroupProps[] => [{ ...LIVE, source: FeatureSource.table(artifacts.path('exports/spend')) }];

interface Fed extends ClusterStage {
  readonly store: FeatureStore;
}

/** A store of Feast in a cluster, with the software that it needs. */
function fed(groups: (platform: MlPlatform) => FeatureGroupProps[], database?: FeastDatabase, made = prepared()): Fed {
  const { platform, cluster } = made;
  const kind = FeatureStoreKind.feast(cluster, { namespace: 'features', database });
  return { ...made, store: new FeatureStore(platform, 'Features', { platform, groups: groups(platform), kind, lock: newLock() }) };
}

function prepared(): ClusterStage {
  const made = clusterStage({}, { profile: Profile.staging() });
  [new Feast(), new Strimzi()].forEach((software) => made.cluster.install(software));
  return made;
}

/** Actions on their resources, of the policies that are written for a role. */
function rightsOf(stack: SynthesizedStack, role: RegExp): Record<string, string[]> {
  const policies = Object.values(stack.resources('aws_iam_role_policy')).filter((policy) => role.test(JSON.stringify(policy.role)));
  const statements = policies.flatMap(({ policy }) => JSON.parse(policy as string).Statement as Attributes[]);
  const found: Record<string, string[]> = {};
  statements.forEach(({ Action, Resource }) => [Action].flat().forEach((action: string) => {
    found[action] = [...(found[action] ?? []), ...[Resource].flat() as string[]];
  }));
  return found;
}

const PODS = /acme-ml-features_Role|Features_Role|acme_ml_features/;

test('the latest values are in tables that are there already, encrypted, and resist a destroy', () => {
  const { store, synthBoth } = fed(() => [LIVE, LOYALTY, SHOPS]);
  const { main, workloads } = synthBoth();
  const tables = Object.values(main.resources('aws_dynamodb_table'));
  expect(tables.map(({ name }) => name as string)).toEqual(['acme_ml_features.customer_spend', 'acme_ml_features.loyalty']);
  tables.forEach((table) => expect(table).toMatchObject({
    hash_key: 'entity_id',
    attribute: [{ name: 'entity_id', type: 'S' }],
    server_side_encryption: { enabled: true, kms_key_arn: expect.stringContaining('aws_kms_key.') as string },
    point_in_time_recovery: { enabled: true },
    deletion_protection_enabled: true,
    lifecycle: { prevent_destroy: true },
  }));
  expect(JSON.stringify(workloads.json)).toContain('dynamodb');
  expect(JSON.stringify(workloads.json)).toContain('/features/acme-ml-features/registry.db');
  expect(['customer_spend', 'loyalty', 'shops'].filter((name) => store.groupOf(name).tableResource)).toEqual(['customer_spend', 'loyalty']);
  expect(['aws_cloudcontrolapi_resource', 'aws_kinesis_stream'].filter((type) => main.hasResource(type))).toEqual([]);
});

test('its pods use these tables and the files of the store, nothing else', () => {
  const rights = rightsOf(fed(() => [LIVE]).synthBoth().main, PODS);
  expect(rights['dynamodb:BatchWriteItem']).toEqual([expect.stringMatching(/:table\/acme_ml_features\.customer_spend$/)]);
  expect(Object.keys(rights).filter((action) => /CreateTable|DeleteTable/.test(action))).toEqual([]);
  expect(rights['s3:PutObject']).toEqual([expect.stringMatching(/\/features\/acme-ml-features\/\*$/)]);
});

test('its tables are there before its pods, also where the store is of another stack than the cluster', () => {
  const { app, platform, cluster } = prepared();
  const elsewhere = new TerraformStack(app, 'elsewhere');
  new S3Backend(elsewhere, { bucket: 'acme-state', key: 'elsewhere', region: 'us-east-2' });
  const kind = FeatureStoreKind.feast(cluster, { namespace: 'features' });
  new FeatureStore(elsewhere, 'Features', { platform, groups: [LIVE], kind, lock: newLock() });
  expect(cluster.workloadsStack.dependsOn(elsewhere)).toBe(true);
  expect(synthApp(app).stack('elsewhere').hasResource('aws_dynamodb_table')).toBe(true);
});

test('files of a table are read where they are', () => {
  const { store, synthBoth } = fed(tabled);
  store.group('customer_spend').grantRead(READER);
  const { main } = synthBoth();
  const rights = rightsOf(main, PODS);
  expect(rights['s3:GetObject']).toEqual(expect.arrayContaining([expect.stringMatching(/\/exports\/spend\/\*$/)]));
  expect(rights['s3:PutObject']!.join()).not.toContain('exports');
  expect(rightsOf(main, /"reader"/)['s3:GetObject']).toEqual([expect.stringMatching(/\/exports\/spend\/\*$/)]);
});

test('a database of your own is used instead', () => {
  const { main, workloads } = fed(() => [LIVE], FeastDatabase.postgres('feast-postgres')).synthBoth();
  expect(main.hasResource('aws_dynamodb_table')).toBe(false);
  expect(JSON.stringify(workloads.json)).toContain('feast-postgres');
});

test('CloudWatch sees what comes, and how late, by the logs of what takes it in', () => {
  const { store, synthBoth } = fed(() => [LIVE]);
  const { main } = synthBoth();
  const filters = Object.values(main.resources('aws_cloudwatch_log_metric_filter')).filter(({ pattern }) => (pattern as string).includes('ml_features'));
  expect(filters.map(({ metric_transformation }) => metric_transformation.value as string).sort()).toEqual([
    '$.log_processed.dead_letters', '$.log_processed.events', '$.log_processed.lag_ms',
  ]);
  const alarms = Object.values(main.resources('aws_cloudwatch_metric_alarm')).filter(({ alarm_name }) => (alarm_name as string).startsWith('acme-ml-features-'));
  expect(alarms.map(({ alarm_name }) => alarm_name as string).sort()).toEqual(['dead-letters', 'late', 'stale'].map((what) => `acme-ml-features-customer-spend-${what}`));
  expect(alarms.find(({ alarm_name }) => (alarm_name as string).endsWith('stale'))!.treat_missing_data).toBe('breaching');
  expect(store.group('customer_spend').streamName).toBeDefined();
});

test('a run that cannot bring files online calls people', () => {
  const { main } = fed(tabled).synthBoth();
  const failed = Object.values(main.resources('aws_cloudwatch_log_metric_filter')).find(({ pattern }) => (pattern as string).includes('customer-spend-refresh') && (pattern as string).includes('"Failed"'))!;
  expect(failed.log_group_name).toBe('/aws/eks/acme-ml-train/cluster');
  const names = Object.values(main.resources('aws_cloudwatch_metric_alarm')).map(({ alarm_name }) => alarm_name as string);
  expect(names).toEqual(expect.arrayContaining(['acme-ml-features-customer-spend-failing', 'acme-ml-features-customer-spend-stale']));
});

describe('who may use a group', () => {
  test('pods of a namespace online, and its role the files', () => {
    const made = prepared();
    const { identity } = made.cluster.addServiceAccount('Shop', { namespace: 'shop', serviceAccountName: 'shop' });
    const { store, synthBoth } = fed(() => [LIVE], undefined, made);
    store.group('customer_spend').grantRead(identity);
    const { main, workloads } = synthBoth();
    expect(rightsOf(main, /Shop_Role/)['s3:GetObject']).toEqual([expect.stringMatching(/\/features\/acme-ml-features\/customer_spend\/\*$/)]);
    const release = Object.values(workloads.resources('helm_release')).find(({ name }) => name === 'features-acme-ml-features')!;
    expect(JSON.stringify(release)).toContain('shop');
  });

  test('pods of a namespace send events, and write nothing of what was', () => {
    const made = prepared();
    const { identity } = made.cluster.addServiceAccount('Shop', { namespace: 'shop', serviceAccountName: 'shop' });
    const { store, synthBoth } = fed(() => [LIVE], undefined, made);
    store.group('customer_spend').grantWrite(identity);
    expect(codesOf(() => store.group('customer_spend').grantWrite(READER))).toEqual(['features/grant-in-cluster']);
    const { main, workloads } = synthBoth();
    expect(rightsOf(main, /Shop_Role|"reader"/)).toEqual({});
    const release = Object.values(workloads.resources('helm_release')).find(({ name }) => name === 'features-acme-ml-features')!;
    expect(JSON.stringify(release)).toContain('shop');
  });

  test('whoever is in no cluster the files only, and nothing where there are none', () => {
    const { store, synthBoth } = fed(() => [SHOPS, LOYALTY]);
    store.group('shops').grantRead(READER);
    expect(codesOf(() => store.group('loyalty').grantRead(READER))).toEqual(['features/grant-in-cluster']);
    expect(rightsOf(synthBoth().main, /"reader"/)['s3:GetObject']).toEqual([expect.stringMatching(/features\/acme-ml-features\/shops\/\*$/)]);
  });
});

test('what CloudWatch would never see is refused', () => {
  expect(codesOf(() => fed(() => [{ ...LIVE, source: undefined, freshness: Duration.hours(1) }]))).toEqual(['features/feast-freshness']);
});

test('the real plugins take it', () => {
  Object.values(fed((platform) => [LIVE, LOYALTY, { ...SHOPS, online: OnlineLatency.STANDARD, source: FeatureSource.table(platform.artifacts.path('exports/shops')) }]).synthBoth()).forEach((stack) => {
    expect(danglingReferences(stack)).toEqual([]);
    expectPassed(terraformValidate(stack));
  });
}, 240_000);
