import { Duration, Feature, FeatureSource, Profile, Scaling, Schedule, SchemaLock, Severity } from '../../../src/core';
import { FeatureStore, Identity, MlPlatform, TrainingJob } from '../../../src/tfgcp';
import { Attributes, synthApp, SynthesizedStack } from '../../support/terraform';
import { CPUS } from '../jobs/jobs';
import { ATTRIBUTES, stackIn, stage } from '../platforms';
import { CLICKS, madeByRest, newLock, SPEND, storeStage, Wish } from './stores';

type Json = any;

const synth = (wish?: Wish): SynthesizedStack => storeStage(wish).synth();
const KEY = expect.stringContaining('google_kms_crypto_key') as string;

function permissions(stack: SynthesizedStack): Record<string, string[]> {
  const roles = Object.values(stack.resources('google_project_iam_custom_role')) as Attributes[];
  return Object.fromEntries(roles.filter(({ title }) => (title as string).startsWith('acme_ml_features:')).map(({ title, permissions: each }) => [(title as string).slice(18), each as string[]]));
}

describe('the tables', () => {
  test('a group is a table with the key of the platform, divided by days of the event time and ordered by its keys', () => {
    const stack = synth();
    const table = stack.resource('google_bigquery_table');
    expect(stack.resource('google_bigquery_dataset')).toMatchObject({ dataset_id: 'acme_ml_features', location: 'europe-west4', default_encryption_configuration: { kms_key_name: KEY } });
    expect(table).toMatchObject({
      table_id: 'customer_spend',
      time_partitioning: { type: 'DAY', field: 'updated_at' },
      clustering: ['customer_id'],
      encryption_configuration: { kms_key_name: KEY },
      labels: { platform: 'acme-ml', feature_group: 'customer_spend', owner: 'shop-team-shop-acme-io', personal_data: 'true' },
      description: 'What customers spend. Owner: Shop Team <shop@acme.io>',
    });
    expect(JSON.parse(table.schema as string)).toEqual([
      { name: 'customer_id', type: 'STRING', mode: 'REQUIRED', description: 'Personal data' },
      { name: 'updated_at', type: 'TIMESTAMP', mode: 'REQUIRED', description: 'When the values were true' },
      { name: 'spend_7d', type: 'FLOAT', mode: 'NULLABLE', description: 'Sum of the last 7 days in $${EUR}' },
      { name: 'orders', type: 'INTEGER', mode: 'NULLABLE' },
      { name: 'vip', type: 'BOOLEAN', mode: 'NULLABLE' },
      { name: 'postcode', type: 'STRING', mode: 'NULLABLE', description: 'Personal data' },
      { name: 'last_order', type: 'TIMESTAMP', mode: 'NULLABLE' },
      { name: 'taste', type: 'FLOAT', mode: 'REPEATED', description: '384 numbers' },
    ]);
  });

  test('production protects what holds data; development lets it go', () => {
    const kept = storeStage(() => ({ lock: newLock(), groups: [CLICKS] }), { profile: Profile.production() }).synth();
    expect(kept.resource('google_bigquery_table')).toMatchObject({ deletion_protection: true });
    expect(kept.resource('google_bigquery_dataset')).toMatchObject({ delete_contents_on_destroy: false });
    const topics = (stack: SynthesizedStack) => (Object.values(stack.resources('google_pubsub_topic')) as Attributes[]).map(({ lifecycle }) => (lifecycle as Json)?.prevent_destroy as boolean);
    expect(topics(kept)).toEqual([true, true]);
    const loose = synth(() => ({ groups: [CLICKS] }));
    expect(topics(loose)).toEqual([false, false]);
    expect(loose.resource('google_bigquery_table')).toMatchObject({ deletion_protection: false });
    expect(loose.resource('google_bigquery_dataset')).toMatchObject({ delete_contents_on_destroy: true });
  });

  test('files are a table that reads them by an account that may read that folder only', () => {
    const stack = synth((platform) => ({ groups: [{ ...SPEND, source: FeatureSource.table(platform.artifacts.path('features/spend')) }] }));
    const table = stack.resource('google_bigquery_table');
    expect(table).toMatchObject({
      external_data_configuration: {
        source_format: 'PARQUET',
        source_uris: [expect.stringMatching(/^gs:\/\/\$\{google_storage_bucket\..*\}\/features\/spend\/\*\.parquet$/)],
        connection_id: expect.stringContaining('google_bigquery_connection') as string,
        parquet_options: { enable_list_inference: true },
      },
      deletion_protection: false,
    });
    expect(table.time_partitioning).toBeUndefined();
    expect((JSON.parse(table.schema as string) as Json[]).map(({ mode }) => mode as string)).not.toContain('REQUIRED');
    const [rights] = (Object.values(stack.resources('google_storage_bucket_iam_member')) as Attributes[]).filter(({ member }) => (member as string).includes('google_bigquery_connection'));
    expect(rights).toMatchObject({ role: 'roles/storage.objectViewer', condition: { title: 'only features/spend/' } });
  });

  test('a table and a data set that exist are used as they are', () => {
    const stack = synth(() => ({ groups: [SPEND, CLICKS], existingTables: { customer_spend: 'acme-data.shop.spend' }, existingDatasetId: 'given' }));
    expect(stack.resources('google_bigquery_dataset')).toEqual({});
    expect(stack.resource('google_bigquery_table')).toMatchObject({ dataset_id: 'given', table_id: 'clicks' });
    const group = madeByRest(stack, 'featureGroups').find(({ read_path: path }) => (path as string).endsWith('customer_spend'))!;
    expect((group.body as Json).bigQuery.bigQuerySource.inputUri).toBe('bq://acme-data.shop.spend');
    const readers = (Object.values(stack.resources('google_bigquery_table_iam_member')) as Attributes[]).filter(({ project }) => project === 'acme-data');
    expect(readers).toEqual([expect.objectContaining({ dataset_id: 'shop', table_id: 'spend', role: 'roles/bigquery.dataViewer' })]);
  });
});

describe('what Vertex AI knows', () => {
  test('a group with several keys and an event time of any name, whose latest row is what is true', () => {
    const stack = synth(() => ({ groups: [CLICKS] }));
    const [group] = madeByRest(stack, 'featureGroups');
    expect(group).toMatchObject({
      create_query: { featureGroupId: ['acme_ml_features_clicks'] },
      body: { bigQuery: { entityIdColumns: ['customer_id', 'shop_id'], timeSeries: { timestampColumn: 'seen_at' }, dense: true } },
      update_method: 'PATCH',
      merge_patch_disabled: true,
    });
    expect(stack.resource('google_vertex_ai_feature_group_feature')).toMatchObject({ name: 'clicks_1h', feature_group: 'acme_ml_features_clicks', region: 'europe-west4' });
  });

  test('features say what they mean, and which of them are personal', () => {
    const features = Object.values(synth().resources('google_vertex_ai_feature_group_feature')) as Attributes[];
    expect(features.map(({ name }) => name as string).sort()).toEqual(['last_order', 'orders', 'postcode', 'spend_7d', 'taste', 'vip']);
    const postcode = features.find(({ name }) => name === 'postcode')!;
    expect(postcode).toMatchObject({ description: 'Personal data', labels: { personal_data: 'true' } });
    expect(features.filter(({ labels }) => (labels as Json).personal_data === 'true')).toHaveLength(1);
  });

  test('the online store has the key of the platform, scales, and has no address of its own', () => {
    const [store] = madeByRest(synth(() => ({ onlineNodes: Scaling.elastic(2, 20) })), 'featureOnlineStores');
    expect(store!.body).toEqual({
      labels: expect.objectContaining({ platform: 'acme-ml' }) as object,
      encryptionSpec: { kmsKeyName: KEY },
      bigtable: { autoScaling: { minNodeCount: 2, maxNodeCount: 20 } },
    });
  });

  test('a view copies as often as it is told, by an account of its own that may read that table only', () => {
    const stack = synth(() => ({ groups: [{ ...SPEND, refresh: Schedule.every(Duration.minutes(10)) }] }));
    const [view] = madeByRest(stack, 'featureViews');
    expect(view!.body).toMatchObject({
      serviceAgentType: 'SERVICE_AGENT_TYPE_FEATURE_VIEW',
      syncConfig: { cron: '*/10 * * * *' },
      featureRegistrySource: { featureGroups: [{ featureGroupId: 'acme_ml_features_customer_spend', featureIds: ['spend_7d', 'orders', 'vip', 'postcode', 'last_order', 'taste'] }] },
    });
    expect(view!.depends_on).toEqual(expect.arrayContaining([expect.stringContaining('_Online_'), expect.stringContaining('_Registry_Feature-taste_')]));
    expect(stack.resource('google_bigquery_table_iam_member')).toMatchObject({
      table_id: expect.stringContaining('google_bigquery_table') as string,
      role: 'roles/bigquery.dataViewer',
      member: expect.stringMatching(/^serviceAccount:\$\{restful_resource\..*View.*\.output\.serviceAccountEmail\}$/) as string,
    });
  });

  test('a group that is offline only has neither store nor view', () => {
    const { store, synth: write } = storeStage(() => ({ groups: [{ ...SPEND, online: undefined }] }));
    const stack = write();
    expect([...madeByRest(stack, 'featureOnlineStores'), ...madeByRest(stack, 'featureViews')]).toEqual([]);
    expect(store.onlineStoreId).toBeUndefined();
    expect(store.group('customer_spend').metrics.reads).toBeUndefined();
  });

  test('no token is written', () => {
    expect(synth().json.variable).toEqual({ vertex_token: expect.objectContaining({ ephemeral: true, sensitive: true }) as object });
  });
});

describe('a stream', () => {
  const stack = (): SynthesizedStack => synth(() => ({ groups: [{ ...CLICKS, source: FeatureSource.stream({ retention: Duration.days(10) }) }] }));

  test('Pub/Sub writes its events into the table; what it cannot write is kept, encrypted and in the region', () => {
    const made = stack();
    const topics = Object.values(made.resources('google_pubsub_topic')) as Attributes[];
    topics.forEach((topic) => expect(topic).toMatchObject({ kms_key_name: KEY, message_storage_policy: { allowed_persistence_regions: ['europe-west4'] } }));
    expect(topics.map(({ name, message_retention_duration: kept }) => [name, kept]).sort()).toEqual([['acme_ml_features_clicks', '864000s'], ['acme_ml_features_clicks-dead', undefined]]);
    const [write, dead] = ['acme_ml_features_clicks', 'acme_ml_features_clicks-dead'].map((name) => (Object.values(made.resources('google_pubsub_subscription')) as Attributes[]).find((each) => each.name === name)!);
    expect(write).toMatchObject({
      bigquery_config: { use_table_schema: true, drop_unknown_fields: true },
      dead_letter_policy: { dead_letter_topic: expect.stringContaining('DeadTopic') as string, max_delivery_attempts: 5 },
      message_retention_duration: '864000s',
      expiration_policy: { ttl: '' },
    });
    expect((write!.bigquery_config as Json).table).toMatch(/^acme-ml\.\$\{google_bigquery_dataset\..*\}\.\$\{google_bigquery_table\..*table_id\}$/);
    expect(dead).toMatchObject({ message_retention_duration: '2678400s', expiration_policy: { ttl: '' } });
    expect(dead!.bigquery_config).toBeUndefined();
  });

  test('the agent of Pub/Sub may write that table, set events aside and take them out, and nothing else; the subscription waits for that', () => {
    const made = stack();
    const agent = 'serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com';
    const bound = ['google_bigquery_table_iam_member', 'google_pubsub_topic_iam_member', 'google_pubsub_subscription_iam_member', 'google_project_iam_member', 'google_kms_crypto_key_iam_member']
      .map((type) => (Object.values(made.resources(type)) as Attributes[]).filter(({ member }) => member === agent).length);
    expect(bound).toEqual([1, 1, 1, 0, 1]);
    const write = (Object.values(made.resources('google_pubsub_subscription')) as Attributes[]).find(({ bigquery_config: config }) => config)!;
    expect(write.depends_on).toEqual(expect.arrayContaining([expect.stringContaining('For-PubSub'), expect.stringContaining('SetsAside')]));
  });

  test('a group may be called as the dead letters of another', () => {
    const topics = Object.values(synth(() => ({ groups: [CLICKS, { ...CLICKS, groupName: 'clicks_dead' }] })).resources('google_pubsub_topic')) as Attributes[];
    expect(new Set(topics.map(({ name }) => name as string)).size).toBe(4);
  });

  test('it is a topic to senders, and events are counted, late ones and dead ones too', () => {
    const { store } = storeStage(() => ({ groups: [CLICKS] }));
    const { streamName, metrics: { writes, lag, deadLetters } } = store.group('clicks');
    expect(streamName).toBeDefined();
    expect([writes, lag, deadLetters].map((metric) => metric!.label)).toEqual(['clicks: events sent', 'clicks: age of the oldest event that waits', 'clicks: dead letters']);
  });
});

describe('rights', () => {
  const reader = Identity.serviceAccount('shop@acme-shop.iam.gserviceaccount.com');

  function bindings(stack: SynthesizedStack, type: string, member: string): Attributes[] {
    return (Object.values(stack.resources(type)) as Attributes[]).filter((each) => each.member === member);
  }

  /** Whom the policies of Vertex AI let in, by the last part of what they are of. */
  function admitted(stack: SynthesizedStack): Record<string, Json> {
    const policies = Object.values(stack.resources('restful_operation')) as Attributes[];
    return Object.fromEntries(policies.map(({ path, body }) => [/([^/]+\/[^/]+):setIamPolicy$/.exec(path as string)![1]!, (body as Json).policy.bindings as Json]));
  }

  test('readers query the table, by single permissions, once', () => {
    const { store, synth: write } = storeStage();
    [1, 2].forEach(() => store.grantRead(reader));
    const stack = write();
    expect(bindings(stack, 'google_bigquery_table_iam_member', reader.identityName)).toHaveLength(1);
    expect(bindings(stack, 'google_project_iam_member', reader.identityName)).toHaveLength(1);
    const given = permissions(stack);
    expect(given['read a table']).toEqual(['bigquery.tables.get', 'bigquery.tables.getData']);
    expect(Object.values(given).flat().filter((permission) => /\*|setIamPolicy|delete|updateData|create$/.test(permission)).sort()).toEqual(['bigquery.jobs.create', 'bigquery.readsessions.create']);
  });

  test('readers of a group fetch online values of its view and of no other; of the store and the registry they see what there is', () => {
    const { store, synth: write } = storeStage(() => ({ groups: [SPEND, CLICKS] }));
    [1, 2].forEach(() => store.group('clicks').grantRead(reader));
    const stack = write();
    const only = (right: string) => [{ role: expect.stringContaining(`_Roles_${right}_`) as string, members: [reader.identityName] }];
    expect(admitted(stack)).toEqual({
      'featureViews/acme_ml_features_clicks': only('serve'),
      'featureViews/acme_ml_features_customer_spend': [],
      'featureGroups/acme_ml_features_clicks': only('find'),
      'featureGroups/acme_ml_features_customer_spend': [],
      'featureOnlineStores/acme_ml_features': only('find'),
    });
    const given = permissions(stack);
    expect(given['fetch values online']).toEqual(['aiplatform.featureViews.fetchFeatureValues', 'aiplatform.featureViews.get']);
    // It is bound above the views, which inherit what it gives.
    expect(given['see what there is']!.filter((permission) => !/\.(?:get|list)$/.test(permission) || permission.includes('featureViews'))).toEqual([]);
  });

  test('who is let in first changes nothing', () => {
    const programs = [['a', 'b'], ['b', 'a']].map((names) => {
      const { store, synth: write } = storeStage();
      names.forEach((name) => store.grantRead(Identity.group(`${name}@acme.io`)));
      return admitted(write());
    });
    expect(programs[0]).toEqual(programs[1]);
  });

  test.each<[string, Wish, Record<string, number>]>([
    ['the table', () => ({}), { google_bigquery_table_iam_member: 1, google_project_iam_member: 1 }],
    ['the topic, and not the table', () => ({ groups: [CLICKS] }), { google_pubsub_topic_iam_member: 1 }],
    ['the folder of the files', (platform) => ({ groups: [{ ...SPEND, source: FeatureSource.table(platform.artifacts.path('features/spend')) }] }), { google_storage_bucket_iam_member: 1 }],
  ])('writers get %s', (_, wish, expected) => {
    const { store, synth: write } = storeStage(wish);
    [1, 2].forEach(() => store.grantWrite(reader));
    const stack = write();
    const types = ['google_bigquery_table_iam_member', 'google_project_iam_member', 'google_pubsub_topic_iam_member', 'google_storage_bucket_iam_member'];
    const found = Object.fromEntries(types.map((type) => [type, bindings(stack, type, reader.identityName).length]).filter(([, count]) => count));
    expect(found).toEqual(expected);
  });

  test('who writes a table does not read it, and Pub/Sub neither', () => {
    const { store, synth: write } = storeStage(() => ({ groups: [SPEND, CLICKS] }));
    store.grantWrite(reader);
    expect(permissions(write())['write a table']).toEqual(['bigquery.tables.get', 'bigquery.tables.updateData']);
  });

  test('a table of another project is read and written by roles of BigQuery, since custom roles end at the border of their project', () => {
    const existingTables = { customer_spend: 'acme.com:acme-data.shop.spend', clicks: 'acme-ml.shop.clicks' };
    const groups = [{ ...SPEND, freshness: Duration.hours(2) }, { ...CLICKS, source: undefined }];
    const { store, synth: write } = storeStage(() => ({ groups, existingTables }));
    store.grantRead(reader);
    store.grantWrite(reader);
    const bound = Object.values(write().resources('google_bigquery_table_iam_member')) as Attributes[];
    const ofTable = (table: string) => bound.filter(({ table_id }) => table_id === table);
    expect(ofTable('spend').map(({ project, dataset_id, role }) => [project, dataset_id, role]).sort()).toEqual([
      ...Array.from({ length: 3 }, () => ['acme.com:acme-data', 'shop', 'roles/bigquery.dataViewer']),
      ['acme.com:acme-data', 'shop', 'roles/bigquery.dataEditor'],
    ].sort());
    expect(ofTable('clicks').filter(({ role }) => (role as string).startsWith('${google_project_iam_custom_role.'))).toHaveLength(3);
    expect(store.group('customer_spend').offlineLocation).toBe('acme.com:acme-data.shop.spend');
  });

  test('a job that is the source may write', () => {
    const { platform, synth: write } = stage({ profile: Profile.development() });
    const job = new TrainingJob(platform, 'Nightly', { platform, ...CPUS });
    new FeatureStore(platform, 'Features', { platform, lock: SchemaLock.none(), groups: [{ ...SPEND, source: FeatureSource.job(job) }] });
    const members = (Object.values(write().resources('google_bigquery_table_iam_member')) as Attributes[]).map(({ member }) => member as string);
    expect(members).toEqual(expect.arrayContaining([expect.stringContaining('Nightly')]));
  });

  test('somebody of another cloud is refused', () => {
    const { store } = storeStage();
    expect(() => store.grantRead({ identitySystem: 'aws', identityName: 'arn:aws:iam::1:role/x' })).toThrow('[identity/wrong-target]');
  });
});

describe('watching', () => {
  test('new values are asked for of the table itself, by an account that may read it and nothing else', () => {
    const stack = synth(() => ({ groups: [CLICKS] }));
    const job = stack.resource('google_cloud_scheduler_job');
    expect(job).toMatchObject({ schedule: '*/5 * * * *', http_target: { uri: 'https://bigquery.googleapis.com/bigquery/v2/projects/acme-ml/queries', oauth_token: { scope: 'https://www.googleapis.com/auth/bigquery' } } });
    const [, request] = Object.entries((stack.json as Json).locals as Record<string, string>).find(([name]) => name.includes('Freshness'))!;
    const { query, useLegacySql, location } = JSON.parse(request.replace(/\$\{[^}]*\}/g, 'X')) as Json;
    expect(query).toBe("SELECT IF(COUNT(*) > 0, 'fresh', ERROR('no new values of clicks')) FROM `acme-ml.X.X` WHERE `seen_at` > TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 1800 SECOND)");
    expect([useLegacySql, location]).toEqual([false, 'europe-west4']);
    expect(permissions(stack)['ask whether values are fresh']).toEqual(['bigquery.jobs.create']);
  });

  test('a table that exists is asked where it is, which may be a multi-region', () => {
    const { locals } = synth(() => ({ groups: [{ ...SPEND, freshness: Duration.hours(2) }], existingTables: { customer_spend: 'acme-data.shop.spend' } })).json as Json;
    const [, request] = Object.entries(locals as Record<string, string>).find(([name]) => name.includes('Freshness'))!;
    expect(request).toContain('FROM `acme-data.shop.spend`');
    expect(request).not.toContain('location');
  });

  test('alarms for old values, late events, dead letters and syncs that fail, each with what to do', () => {
    const { store, synth: write } = storeStage(() => ({ groups: [CLICKS], lock: newLock() }), { profile: Profile.production() });
    const policies = Object.values(write().resources('google_monitoring_alert_policy')) as Attributes[];
    const ours = policies.filter(({ display_name: name }) => (name as string).startsWith('acme_ml_features_clicks')).map(({ display_name: name, severity, documentation }) => [name, severity, (documentation as Json).content]);
    expect(ours.map(([name, severity]) => [name, severity]).sort()).toEqual([
      ['acme_ml_features_clicks-dead-letters', 'CRITICAL'], ['acme_ml_features_clicks-failing', 'WARNING'], ['acme_ml_features_clicks-late', 'WARNING'], ['acme_ml_features_clicks-stale', 'CRITICAL'],
    ]);
    expect(ours.find(([name]) => (name as string).endsWith('dead-letters'))![2]).toContain('gcloud pubsub subscriptions pull acme_ml_features_clicks-dead');
    expect(ours.find(([name]) => (name as string).endsWith('-late'))![2]).toMatch(/gcloud pubsub subscriptions describe acme_ml_features_clicks --project=acme-ml$/m);
    expect(store.alarms.map(({ severity }) => severity)).toContain(Severity.CRITICAL);
  });

  test('failed syncs are what BigQuery refuses the account of the view', () => {
    const metric = synth().resources('google_logging_metric');
    const failed = (Object.values(metric) as Attributes[]).find(({ name }) => name === 'acme_ml_features_customer_spend-failed-syncs')!;
    expect(failed.filter).toMatch(/protoPayload\.authenticationInfo\.principalEmail="\$\{restful_resource\..*serviceAccountEmail\}" AND severity>=ERROR$/);
  });

  test('a page shows what is measured', () => {
    const { synth: write } = storeStage(() => ({ groups: [SPEND, CLICKS] }));
    const page = (Object.values(write().resources('google_monitoring_dashboard')) as Attributes[]).map(({ dashboard_json: text }) => text as string).find((text) => text.includes('acme_ml_features: features'))!;
    ['customer_spend: reads', 'customer_spend: writes', 'clicks: lag of the stream', 'clicks: dead letters', 'clicks: failures'].forEach((title) => expect(page).toContain(title));
  });
});

test('what is said of a group is what there is to say', () => {
  const { labels, description } = synth(() => ({ groups: [{ ...SPEND, description: '', owner: '§§' }] })).resource('google_bigquery_table');
  expect(labels).not.toHaveProperty('owner');
  expect(description).toBe('Features of customer_spend. Owner: §§');
});

test('the page of many groups has as many graphs as Cloud Monitoring takes: groups share them', () => {
  const groups = Array.from({ length: 21 }, (_, i) => ({ ...CLICKS, groupName: `clicks_${i}` }));
  const page = (Object.values(synth(() => ({ groups })).resources('google_monitoring_dashboard')) as Attributes[]).map(({ dashboard_json: text }) => text as string).find((text) => text.includes('acme_ml_features: features'))!;
  const { mosaicLayout: { tiles } } = JSON.parse(page.replaceAll('%%{', '%{')) as Json;
  expect((tiles as Json[]).map(({ widget: { title, xyChart } }) => [title, (xyChart as Json).dataSets.length])).toEqual([['reads', 21], ['writes', 21], ['lag of the stream', 21], ['dead letters', 21], ['failures', 21]]);
});

test('what others have to know is an output', () => {
  const outputs = synth(() => ({ groups: [SPEND, CLICKS] })).json.output!;
  expect(outputs.features_feature_store_name!.value).toBe('acme_ml_features');
  expect(outputs.features_online_store_id!.value).toBe('projects/acme-ml/locations/europe-west4/featureOnlineStores/acme_ml_features');
  expect(outputs.features_group_ids!.value).toMatchObject({ clicks: 'projects/acme-ml/locations/europe-west4/featureGroups/acme_ml_features_clicks' });
  expect(Object.keys(outputs.features_stream_names!.value as object)).toEqual(['clicks']);
});

test('two stores of a platform share its bindings of the key, with captured requests too', () => {
  const { platform, synth: write } = stage({ profile: Profile.development() });
  ['One', 'Two'].forEach((id) => new FeatureStore(platform, id, { platform, lock: SchemaLock.none(), groups: [CLICKS] }));
  const members = (Object.values(write().resources('google_kms_crypto_key_iam_member')) as Attributes[]).map(({ member }) => member as string);
  expect(members.filter((member) => /bigquery-encryption|pubsub/.test(member))).toHaveLength(2);
});

test('a store stands in another stack, and on a platform of another program', () => {
  const { app, platform } = stage({ profile: Profile.development() });
  new FeatureStore(stackIn(app, 'team'), 'Features', { platform, groups: [CLICKS], lock: SchemaLock.none() });
  const far = MlPlatform.fromAttributes(stackIn(app, 'far'), 'Ml', { ...ATTRIBUTES, platformName: 'far', tags: { platform: 'far', environment: 'development' } });
  new FeatureStore(stackIn(app, 'further'), 'Features', { platform: far, groups: [{ ...CLICKS, features: [Feature.int('clicks_1h')] }], lock: newLock() });
  const stacks = synthApp(app);
  expect(stacks.stack('team').resource('google_bigquery_table')).toMatchObject({ table_id: 'clicks' });
  expect(madeByRest(stacks.stack('further'), 'featureGroups')).toHaveLength(1);
});
