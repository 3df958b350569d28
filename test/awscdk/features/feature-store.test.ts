import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack, Tags } from 'aws-cdk-lib/core';
import { FeatureStore, Identity, TrainingJob } from '../../../src/awscdk';
import { Duration, Feature, FeatureGroupProps, FeatureSource, Machine, OnlineLatency, Profile, Runtime, SchemaLock } from '../../../src/core';
import { TemplateGroup, templateSizes } from '../../../src/facts/aws/features-template';
import { Json, SynthesizedApp, TemplateResource, text } from '../../support/cloudformation';
import { codesOf } from '../../support/refusals';
import { platform } from '../platforms';
import { SESSIONS, SHOPS, SPEND, Stored, stored } from './stores';

const READER = 'arn:aws:iam::123456789012:role/reader';
const WRITER = 'arn:aws:iam::123456789012:role/writer';

/** The feature groups of an app by the names of the groups in the store. */
function groups(app: SynthesizedApp): Record<string, TemplateResource> {
  return Object.fromEntries(app.of('AWS::SageMaker::FeatureGroup').map((group) => [group.properties.FeatureGroupName.replace('acme-ml-features-', ''), group]));
}

function only(app: SynthesizedApp, type: string): TemplateResource {
  const found = app.of(type);
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** What a role is allowed by policies that name it. */
function rightsOf(app: SynthesizedApp, role: string): Json[] {
  return app.of('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy')
    .filter(({ properties }) => (properties.Roles ?? []).some((named: Json) => text(named).includes(role)))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement);
}

const actionsOf = (statements: Json[]): string[] => [...new Set(statements.flatMap(({ Action }) => Action as string | string[]))].sort();

/** An alarm, with what it measures beside its own properties. */
function alarm(app: SynthesizedApp, suffix: string): Json {
  const { properties } = app.of('AWS::CloudWatch::Alarm').find(({ properties: { AlarmName } }) => AlarmName === `acme-ml-features-${suffix}`)!;
  const { Metric, Period, Stat } = properties.Metrics[0].MetricStat;
  return { ...properties, ...Metric, Period, Statistic: Stat };
}

const tagsOf = ({ properties: { Tags: tags } }: TemplateResource): Record<string, string> => {
  return Array.isArray(tags) ? Object.fromEntries(tags.map(({ Key, Value }: Json) => [Key, Value])) : tags;
};

describe('a group on SageMaker', () => {
  test('has a column of each type as SageMaker knows it, keys and event time first', () => {
    const { properties } = groups(stored().synth())['customer-spend']!;
    expect(properties.RecordIdentifierFeatureName).toBe('customer_id');
    expect(properties.EventTimeFeatureName).toBe('updated_at');
    expect(properties.FeatureDefinitions.map(({ FeatureName, FeatureType }: Json) => `${FeatureName}: ${FeatureType}`)).toEqual([
      'customer_id: String', 'updated_at: String', 'spend_7d: Fractional', 'orders: Integral', 'vip: Integral', 'email: String', 'last_order: String', 'taste: String',
    ]);
  });

  test('encrypts both stores with the key of the platform', () => {
    const app = stored().synth();
    const { properties } = groups(app)['customer-spend']!;
    const keys = [properties.OnlineStoreConfig.SecurityConfig.KmsKeyId, properties.OfflineStoreConfig.S3StorageConfig.KmsKeyId];
    expect(keys.map((key) => app.named(groups(app)['customer-spend']!, key)?.type)).toEqual(['AWS::KMS::Key', 'AWS::KMS::Key']);
  });

  test('is online as fast as asked, for as long as asked', () => {
    const { 'customer-spend': spend, shops, sessions } = groups(stored().synth());
    expect(spend!.properties.OnlineStoreConfig).toMatchObject({ EnableOnlineStore: true, StorageType: 'Standard', TtlDuration: { Unit: 'Seconds', Value: 2_592_000 } });
    // SageMaker takes no key for what is in memory.
    expect(sessions!.properties.OnlineStoreConfig).toEqual({ EnableOnlineStore: true, StorageType: 'InMemory' });
    expect(sessions!.properties.OfflineStoreConfig).toBeUndefined();
    expect(shops!.properties.OnlineStoreConfig).toBeUndefined();
  });

  test('keeps its records as a table of Iceberg in the bucket of the platform, which the handle names', () => {
    const { store, ml, stack, synth } = stored();
    const app = synth();
    const { OfflineStoreConfig: offline } = groups(app)['customer-spend']!.properties;
    expect(text(offline.S3StorageConfig.S3Uri)).toMatch(/^s3:\/\/\$\{.*\}\/features\/acme-ml-features\/customer_spend\/records$/);
    expect(offline).toMatchObject({ TableFormat: 'Iceberg', DisableGlueTableCreation: false });
    expect(stack.resolve(ml.artifacts.uri)).toBeDefined();
    expect(store.group('customer_spend').offlineLocation).toBe('acme_ml_features.customer_spend');
    expect(`${offline.DataCatalogConfig.Database}.${offline.DataCatalogConfig.TableName}`).toBe('acme_ml_features.customer_spend');
    expect(store.group('sessions').offlineLocation).toBeUndefined();
  });

  test('says nothing in its own description and tags that may change, since it would be made anew', () => {
    const plain = groups(stored([SHOPS]).synth()).shops!.properties;
    const described = stored([{ ...SHOPS, description: 'Where we sell', owner: 'shops@acme.io', features: [Feature.string('city', { personalData: true })] }], {}, { tags: { team: 'new' } });
    Tags.of(described.app).add('cost-center', '7');
    expect(groups(described.synth()).shops!.properties).toEqual(plain);
  });

  test('takes a new feature in place: nothing else of it changes', () => {
    const { FeatureDefinitions: before, ...rest } = groups(stored([SHOPS]).synth()).shops!.properties;
    const added = { ...SHOPS, features: [Feature.int('employees'), ...SHOPS.features] };
    const { FeatureDefinitions: after, ...restAfter } = groups(stored([added]).synth()).shops!.properties;
    expect(restAfter).toEqual(rest);
    expect(after).toHaveLength(before.length + 1);
  });

  test.each([[Profile.production(), 'Retain'], [Profile.development(), 'Delete']])('stays in %p as the profile says when it is taken out', (profile, policy) => {
    const file = join(mkdtempSync(join(tmpdir(), 'lock-')), 'lock.json');
    const app = stored([SPEND], { lock: SchemaLock.at(file) }, { profile }).synth();
    expect(app.of('AWS::SageMaker::FeatureGroup', 'AWS::Glue::Database', 'AWS::Kinesis::Stream').map(({ deletionPolicy }) => deletionPolicy)).toEqual([policy, policy, policy]);
  });
});

describe('what people look up', () => {
  test('is in the database of Glue: meaning, owner, and which features tell of persons', () => {
    const { DatabaseInput: input } = only(stored().synth(), 'AWS::Glue::Database').properties;
    expect(input.Name).toBe('acme_ml_features');
    expect(input.Parameters).toEqual({
      'customer_spend': 'What customers spend',
      'customer_spend:owner': 'payments-ml@acme.io',
      'customer_spend:personal-data': 'customer_id, email',
      'customer_spend.spend_7d': 'Sum of the last 7 days, in euros',
    });
  });

  test('is a tag on all that is made for a group', () => {
    const app = stored([SPEND]).synth();
    const made = app.resources.filter(({ properties }) => properties.Tags && tagsOf({ properties } as TemplateResource)['feature-group']);
    expect([...new Set(made.map(({ type }) => type))].sort()).toEqual([
      'AWS::Athena::WorkGroup', 'AWS::CloudWatch::Alarm', 'AWS::IAM::Role', 'AWS::Kinesis::Stream', 'AWS::Lambda::EventSourceMapping', 'AWS::Lambda::Function', 'AWS::Logs::LogGroup',
    ]);
    made.forEach((resource) => expect(tagsOf(resource)).toMatchObject({ 'owner': 'payments-ml@acme.io', 'personal-data': 'customer_id email', 'platform': 'acme-ml' }));
  });

  test('is in the outputs: names, ids, where to query and where to send', () => {
    expect(stored().synth().outputs.filter((name) => name.startsWith('AcmeMlFeatures')).sort()).toEqual([
      'AcmeMlFeaturesCustomerSpendGroupId', 'AcmeMlFeaturesCustomerSpendOfflineLocation', 'AcmeMlFeaturesCustomerSpendStreamName', 'AcmeMlFeaturesFeatureStoreName',
      'AcmeMlFeaturesSessionsGroupId', 'AcmeMlFeaturesShopsGroupId', 'AcmeMlFeaturesShopsOfflineLocation',
    ]);
  });

  test('no database is made where nothing is offline', () => {
    const { store, synth } = stored([SESSIONS]);
    expect(synth().of('AWS::Glue::Database', 'AWS::Athena::WorkGroup')).toEqual([]);
    expect(store.databaseResource).toBeUndefined();
  });
});

describe('who may what', () => {
  test('SageMaker writes the records of one group, and updates its table, nothing else', () => {
    const app = stored([SHOPS]).synth();
    const rights = app.of('AWS::IAM::ManagedPolicy').find(({ properties }) => /keeping its records/.test(properties.Description))!.properties.PolicyDocument.Statement;
    expect(actionsOf(rights)).toEqual([
      'glue:GetTable', 'glue:UpdateTable', 'kms:Decrypt', 'kms:GenerateDataKey', 's3:GetBucketAcl', 's3:GetBucketLocation', 's3:GetObject', 's3:PutObject', 's3:PutObjectAcl',
    ]);
    const objects = rights.find(({ Sid }: Json) => Sid === 'WriteRecords');
    expect(text(objects.Resource)).toMatch(/\/features\/acme-ml-features\/shops\/records\/\*$/);
    const role = app.of('AWS::IAM::Role').find(({ properties }) => /keeps its records/.test(properties.Description))!.properties.AssumeRolePolicyDocument.Statement[0];
    expect(role).toMatchObject({ Principal: { Service: 'sagemaker.amazonaws.com' }, Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } } });
  });

  test('a reader reads one group, online and offline, and writes nothing but results of queries', () => {
    const { store, synth } = stored();
    store.group('customer_spend').grantRead(Identity.role(READER));
    const rights = rightsOf(synth(), 'reader');
    expect(actionsOf(rights)).toEqual([
      'athena:GetQueryExecution', 'athena:GetQueryResults', 'athena:GetWorkGroup', 'athena:StartQueryExecution', 'athena:StopQueryExecution', 'glue:GetDatabase', 'glue:GetTable',
      'kms:Decrypt', 'kms:GenerateDataKey', 's3:AbortMultipartUpload', 's3:GetBucketLocation', 's3:GetObject', 's3:ListBucket', 's3:ListMultipartUploadParts', 's3:PutObject',
      'sagemaker:BatchGetRecord', 'sagemaker:DescribeFeatureGroup', 'sagemaker:DescribeFeatureMetadata', 'sagemaker:GetRecord',
    ]);
    const writes = rights.filter(({ Action }) => actionsOf([{ Action }]).includes('s3:PutObject'));
    expect(writes.map(({ Resource }) => text(Resource))).toEqual([expect.stringMatching(/\/features\/acme-ml-features\/customer_spend\/queries\/\*$/)]);
    expect(JSON.stringify(rights)).not.toContain('shops');
    expect(rights.filter(({ Resource }) => Resource === '*')).toEqual([]);
  });

  test('of a group without an offline store nothing of it is granted', () => {
    const { store, synth } = stored([SESSIONS]);
    store.grantRead(Identity.role(READER));
    expect(actionsOf(rightsOf(synth(), 'reader')).filter((action) => /^(?:athena|glue|s3)/.test(action))).toEqual([]);
  });

  test('a writer writes records, or sends events where a stream brings them', () => {
    const { store, synth } = stored();
    store.grantWrite(Identity.role(WRITER));
    const rights = rightsOf(synth(), 'writer');
    const on = (prefix: string) => rights.filter(({ Action }) => actionsOf([{ Action }]).some((action) => action.startsWith(prefix)));
    expect(actionsOf(on('kinesis:'))).toEqual(['kinesis:DescribeStreamSummary', 'kinesis:PutRecord', 'kinesis:PutRecords']);
    expect(on('kinesis:').map(({ Resource }) => text(Resource))).toEqual([expect.stringMatching(/CustomerSpend|customer/i)]);
    const put = rights.filter(({ Action }) => actionsOf([{ Action }]).includes('sagemaker:PutRecord')).flatMap(({ Resource }) => Resource as Json[]).map(text);
    expect(put).toEqual([expect.stringMatching(/feature-group\/acme-ml-features-shops$/), expect.stringMatching(/feature-group\/acme-ml-features-sessions$/)]);
  });

  test('a grant that is given twice is one', () => {
    const { store, synth } = stored([SHOPS]);
    store.grantRead(Identity.role(READER));
    const once = rightsOf(synth(), 'reader').length;
    const again = stored([SHOPS]);
    again.store.grantRead(Identity.role(READER));
    again.store.group('shops').grantRead(Identity.role(READER));
    expect(rightsOf(again.synth(), 'reader')).toHaveLength(once);
  });

  test('a job that is the source writes the records', () => {
    const made = stored([SHOPS]);
    const job = new TrainingJob(made.stack, 'Nightly', { platform: made.ml, runtime: Runtime.image('123456789012.dkr.ecr.eu-west-1.amazonaws.com/etl:1'), machine: Machine.general(4), command: ['run'] });
    made.ml.addFeatureStore('Batch', { groups: [{ ...SHOPS, source: FeatureSource.job(job) }], lock: SchemaLock.none() });
    const granted = made.synth().of('AWS::IAM::ManagedPolicy').filter(({ properties }) => JSON.stringify(properties).includes('sagemaker:PutRecord'));
    expect(granted.map(({ properties }) => text(properties.Roles[0]))).toEqual([expect.stringContaining('Nightly')]);
  });
});

describe('the file that remembers schemas', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lock-')); });
  afterEach(() => rmSync(folder, { recursive: true }));

  const locked = (group: FeatureGroupProps): Stored => stored([group], { lock: SchemaLock.at(join(folder, 'schemas/lock.json')) });

  test('is written with the templates, and holds the next program to it', () => {
    const file = join(folder, 'schemas/lock.json');
    const { synth } = locked(SHOPS);
    expect(existsSync(file)).toBe(false);
    synth();
    expect(JSON.parse(readFileSync(file, 'utf8')).groups.shops.features).toEqual({ city: 'string' });
    locked({ ...SHOPS, features: [...SHOPS.features, Feature.int('employees')] }).synth();
    expect(JSON.parse(readFileSync(file, 'utf8')).groups.shops.features).toEqual({ city: 'string', employees: 'int' });
    expect(codesOf(() => locked(SHOPS))).toEqual(['features/removed']);
  });
});

describe('what AWS refuses', () => {
  const refused = (group: Partial<FeatureGroupProps>, ml = {}) => codesOf(() => stored([{ ...SHOPS, ...group }], {}, ml));

  test.each([
    ['several keys', { entityKeys: [Feature.int('shop_id'), Feature.int('till_id')] }, 'features/managed-composite-key'],
    ['a column that SageMaker writes itself', { features: [Feature.bool('is_deleted')] }, 'features/reserved'],
    ['a name of a column that is too long', { features: [Feature.bool('a'.repeat(65))] }, 'features/name'],
    ['more columns than a group takes', { features: Array.from({ length: 2_499 }, (_, i) => Feature.int(`f${i}`)) }, 'features/too-many'],
    ['a vector that is no value of SageMaker any more', { features: [Feature.vector('taste', 20_000)] }, 'features/dimension'],
    ['a stream that forgets at once', { source: FeatureSource.stream({ retention: Duration.hours(1) }) }, 'features/stream-retention'],
    ['a freshness that no alarm sees', { freshness: Duration.days(8) }, 'features/freshness'],
    ['a column that is called like the days of its table', { features: [Feature.string('opened_at_trunc')] }, 'features/reserved'],
    ['an offline store of a group in memory', { online: OnlineLatency.LOW }, 'features/low-latency-offline'],
    ['an owner that is no tag', { owner: 'Ada, Bob & Co' }, 'features/owner'],
    ['a group whose name is too long with its prefix', { groupName: `a${'b'.repeat(60)}` }, 'core/name-length'],
  ] as Array<[string, Partial<FeatureGroupProps>, string]>)('%s', (_, group, code) => {
    expect(refused(group)).toEqual([code]);
  });

  test('a folder of files as the source', () => {
    const { stack, ml } = stored();
    expect(codesOf(() => ml.addFeatureStore('Batch', { groups: [{ ...SHOPS, source: FeatureSource.table(ml.artifacts.path('shops')) }], lock: SchemaLock.none() })))
      .toEqual(['features/managed-table']);
    expect(stack.node.tryFindChild('Batch')).toBeUndefined();
    expect(ml.node.tryFindChild('Batch')).toBeUndefined();
  });

  test('groups whose outputs would have one name', () => {
    expect(codesOf(() => stored([{ ...SHOPS, groupName: 'a_b1' }, { ...SHOPS, groupName: 'a_b_1' }]))).toEqual(['features/name-twice']);
  });

  test('a stack of another region than the platform, whose key serves its own only', () => {
    const { app, ml } = platform({ platformName: 'acme-ml', profile: Profile.staging() });
    const other = new Stack(app, 'Other', { env: { region: 'us-east-1', account: ml.accountId } });
    expect(codesOf(() => new FeatureStore(other, 'Features', { platform: ml, groups: [SHOPS], lock: SchemaLock.none() }))).toEqual(['encryption/key-region']);
  });

  test.each([
    ['resources', 36, { source: FeatureSource.stream() }],
    ['outputs', 100, {}],
    ['bytes', 20, { source: FeatureSource.stream(), features: Array.from({ length: 500 }, (_, i) => Feature.int(`feature_${i}`, { description: 'd'.repeat(60) })) }],
  ] as Array<[string, number, Partial<FeatureGroupProps>]>)('more %s than a template takes', (what, count, group) => {
    const make = () => stored(Array.from({ length: count }, (_, i) => ({ ...SHOPS, ...group, groupName: `g${i}` })));
    expect(codesOf(make)).toEqual(['features/too-many']);
    expect(make).toThrow(new RegExp(`[0-9]+ ${what} \\(`));
  });

  test('all of it at once', () => {
    expect(refused({ owner: '', entityKeys: [Feature.int('shop_id'), Feature.int('till_id')], features: [Feature.bool('write_time')] }).sort()).toEqual([
      'features/managed-composite-key', 'features/owner', 'features/reserved',
    ]);
  });
});

test('alarms watch what each group has, and say what to do', () => {
  const { store, synth } = stored();
  const app = synth();
  const names = app.of('AWS::CloudWatch::Alarm').map(({ properties }) => properties.AlarmName as string).filter((name) => name.startsWith('acme-ml-features-'));
  expect(names.sort()).toEqual(['dead-letters', 'dropped', 'failing', 'late', 'stale'].map((suffix) => `acme-ml-features-customer-spend-${suffix}`));
  expect(store.alarms).toHaveLength(5);
  expect(alarm(app, 'customer-spend-stale')).toMatchObject({
    Namespace: 'AWS/SageMaker',
    MetricName: 'ConsumedWriteRequestsUnits',
    Statistic: 'Sum',
    Period: 300,
    EvaluationPeriods: 24,
    Threshold: 1,
    ComparisonOperator: 'LessThanThreshold',
    TreatMissingData: 'breaching',
  });
  expect(alarm(app, 'customer-spend-late')).toMatchObject({ MetricName: 'IteratorAge', Statistic: 'Maximum', Threshold: 3_600_000, TreatMissingData: 'notBreaching' });
  expect(alarm(app, 'customer-spend-dead-letters')).toMatchObject({ Namespace: 'MlPlatform/acme-ml', MetricName: 'FeatureDeadLetters', Threshold: 0 });
  expect(text(alarm(app, 'customer-spend-dead-letters').AlarmDescription)).toMatch(/aws s3 ls --recursive s3:\/\/.*\/features\/acme-ml-features\/customer_spend\/dead-letters\//);
  const failing = app.of('AWS::CloudWatch::Alarm').find(({ properties }) => properties.AlarmName === 'acme-ml-features-customer-spend-failing')!;
  expect(JSON.stringify(failing.properties.Metrics)).toMatch(/FeatureRetries/);
  expect(text(alarm(app, 'customer-spend-dropped').AlarmDescription)).toMatch(/aws s3 ls --recursive s3:\/\/.*\/aws\/lambda\/\$\{.*\}\//);
});

test.each([
  ['plain', {}],
  ['watched', { freshness: Duration.hours(1) }],
  ['streamed', { source: FeatureSource.stream() }],
  ['online only', { online: OnlineLatency.STANDARD, offline: false }],
  ['wide', { source: FeatureSource.stream(), features: Array.from({ length: 200 }, (_, i) => Feature.int(`f${i}`, { description: 'what it is' })) }],
] as Array<[string, Partial<FeatureGroupProps>]>)('what is counted of %s groups is in the template, and nearly all of it', (_, group) => {
  const made = (count: number) => {
    const { app } = stored(Array.from({ length: count }, (__, i) => ({ ...SHOPS, ...group, groupName: `g${i}` })));
    const { Resources, Outputs } = app.synth().stacks[0]!.template as Json;
    return { resources: Object.keys(Resources).length, outputs: Object.keys(Outputs).length, bytes: JSON.stringify([Resources, Outputs]).length };
  };
  const facts: TemplateGroup = {
    groupName: 'g1',
    name: 'acme-ml-features-g1',
    entityKeys: [{ name: 'shop_id', type: 'int', personalData: false }],
    eventTime: 'opened_at',
    offline: group.offline ?? true,
    features: (group.features ?? SHOPS.features).map(({ name, description }) => ({ name, type: 'int', description, personalData: false })),
    streamed: group.source !== undefined,
    watched: group.freshness !== undefined,
  };
  const [one, two] = [made(1), made(2)];
  const [first, both] = [templateSizes('s', [facts]), templateSizes('s', [facts, facts])];
  expect(both.resources - first.resources).toBe(two.resources - one.resources);
  expect(both.outputs - first.outputs).toBe(two.outputs - one.outputs);
  const [counted, real] = [both.bytes - first.bytes, two.bytes - one.bytes];
  expect(counted).toBeLessThanOrEqual(real);
  expect(counted).toBeGreaterThan(real * 0.6);
});
