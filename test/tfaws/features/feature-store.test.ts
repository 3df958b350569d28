import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Feature, FeatureGroupProps, FeatureSource, Machine, OnlineLatency, Profile, Runtime, SchemaLock } from '../../../src/core';
import { FeatureStore, Identity } from '../../../src/tfaws';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { openDoors, wildcards } from '../audit';
import { stage } from '../platforms';
import { newLock, PLAIN, SPEND, stored } from './stores';

const SERVING = Identity.role('arn:aws:iam::123456789012:role/serving');
const GROUP = 'acme-ml-features-customer-spend';
const GROUP_ARN = `arn:aws:sagemaker:eu-west-1:123456789012:feature-group/${GROUP}`;

/** What is asked of Cloud Control, where each value that is known only at deployment is the expression that gives it. */
function group(stack: SynthesizedStack, name = GROUP): Attributes {
  const [found] = Object.values(stack.resources('aws_cloudcontrolapi_resource')).filter(({ desired_state }) => (desired_state as string).includes(`"${name}"`));
  const text = (found!.desired_state as string).replace(/\$\{jsonencode\((?:[^()]|\([^()]*\))*\)\}/g, (expression) => JSON.stringify(expression));
  return { ...found, desired: JSON.parse(text) as Attributes };
}

const document = (policy: unknown): Attributes[] => JSON.parse(policy as string).Statement as Attributes[];
const policies = (stack: SynthesizedStack, role: string) => Object.values(stack.resources('aws_iam_role_policy')).filter((policy) => (policy.role as string).includes(role));
const actions = (statements: Attributes[]): string[] => statements.flatMap(({ Action }) => Action as string[]).sort();
const granted = (stack: SynthesizedStack) => document(stack.resource('aws_iam_policy', 'Policy').policy);
const alarm = (stack: SynthesizedStack, suffix: string) => Object.values(stack.resources('aws_cloudwatch_metric_alarm')).find(({ alarm_name }) => alarm_name === `${GROUP}-${suffix}`)!;
const only = (groups: FeatureGroupProps[]) => stored({ groups }).synth();

describe('a group', () => {
  test('has its columns in order, the key and the time first, and its types are those of SageMaker', () => {
    const { desired } = group(stored().synth());
    expect(desired).toMatchObject({ FeatureGroupName: GROUP, RecordIdentifierFeatureName: 'customer_id', EventTimeFeatureName: 'updated_at' });
    expect(desired.FeatureDefinitions.map(({ FeatureName, FeatureType }: Attributes) => `${FeatureName}: ${FeatureType}`)).toEqual([
      'customer_id: String', 'updated_at: String', 'spend_7d: Fractional', 'orders: Integral', 'vip: Integral', 'postcode: String', 'last_order: String', 'taste: String',
    ]);
  });

  test('is online as fast and for as long as was said, and offline as a table of Iceberg, each with the key of the platform', () => {
    const { desired } = group(stored().synth());
    const key = expect.stringContaining('aws_kms_key.Ml_Key') as string;
    expect(desired.OnlineStoreConfig).toEqual({
      EnableOnlineStore: true, StorageType: 'Standard', SecurityConfig: { KmsKeyId: key }, TtlDuration: { Unit: 'Seconds', Value: 30 * 86_400 },
    });
    expect(desired.OfflineStoreConfig).toEqual({
      TableFormat: 'Iceberg',
      DisableGlueTableCreation: false,
      S3StorageConfig: { S3Uri: expect.stringMatching(/s3:\/\/.*\/features\/acme-ml-features\/customer_spend\/records/) as string, KmsKeyId: key },
      DataCatalogConfig: { Catalog: 'AwsDataCatalog', Database: 'acme_ml_features', TableName: 'customer_spend' },
    });
  });

  test('is in memory where that is asked for, and only in memory where it is not to be offline', () => {
    const stack = only([{ ...PLAIN, online: OnlineLatency.LOW, offline: false }]);
    const { desired } = group(stack, 'acme-ml-features-shops');
    expect(desired.OnlineStoreConfig.StorageType).toBe('InMemory');
    expect(desired).not.toHaveProperty('OfflineStoreConfig');
    expect(['aws_athena_workgroup', 'aws_glue_catalog_database', 'aws_kinesis_stream'].filter((type) => stack.hasResource(type))).toEqual([]);
  });

  test('what SageMaker takes once does not change with what may change: owner, description, personal data, tags and features', () => {
    const other = { ...SPEND, owner: 'loyalty@acme.io', description: 'Something else', features: [...SPEND.features, Feature.int('age', { personalData: true })] };
    const once = (props: FeatureGroupProps, team: string) => {
      const stack = stored({ groups: [props] }, { tags: { team } }).synth();
      const { FeatureDefinitions, ...taken } = group(stack).desired as Attributes;
      return { taken, wanted: (stack.json as Attributes).locals as Attributes };
    };
    expect(once(other, 'loyalty')).toEqual(once(SPEND, 'growth'));
    expect(once({ ...SPEND, offline: false }, 'growth').wanted).not.toEqual(once(SPEND, 'growth').wanted);
  });

  test('what would make another group of it fails the plan, which says what to do', () => {
    const { lifecycle } = group(stored().synth());
    const [{ condition, error_message }] = lifecycle.precondition as [Attributes];
    expect(condition).toMatch(/^\$\{\(?terraform_data\.\w+\.output\.once == /);
    expect(error_message).toContain("The feature group 'customer_spend' is there, and SageMaker takes once");
    expect(error_message).toContain('or make a group of another name');
    const told = (profile: Profile) => (group(stored({}, { profile }).synth()).lifecycle.precondition as [Attributes])[0].error_message;
    expect(told(Profile.production())).toContain("first let it be destroyed, which the profile of the platform forbids (groupOf('customer_spend').groupResource");
    expect(told(Profile.development())).not.toContain('forbids');
  });

  test('waits until its role has its rights, and is known', () => {
    const { depends_on } = group(stored().synth());
    expect(depends_on).toEqual(expect.arrayContaining([
      expect.stringMatching(/^aws_iam_role_policy\..*Offline_Role_Policy/), expect.stringMatching(/^aws_kms_grant\..*Offline_Known/), expect.stringMatching(/^aws_glue_catalog_database\./),
    ]));
  });
});

test.each([[Profile.production(), true], [Profile.development(), false]] as const)('what holds data resists a destroy as the profile says', (profile, expected) => {
  const stack = stored({}, { profile }).synth();
  const kept = ['aws_cloudcontrolapi_resource', 'aws_kinesis_stream', 'aws_glue_catalog_database'].map((type) => stack.resource(type).lifecycle.prevent_destroy as boolean);
  expect(kept).toEqual([expected, expected, expected]);
});

describe('what tells of persons, and who answers for it', () => {
  test('stands in the database, with what features mean', () => {
    const { parameters } = stored().synth().resource('aws_glue_catalog_database');
    expect(parameters).toEqual({
      'customer_spend': 'What customers spend',
      'customer_spend:owner': 'growth@acme.io',
      'customer_spend:personal-data': 'postcode',
      'customer_spend.spend_7d': 'Sum of all orders of the last 7 days',
    });
  });

  test('is a tag of all that is made for the group', () => {
    const stack = stored().synth();
    const tagged = ['aws_athena_workgroup', 'aws_kinesis_stream', 'aws_lambda_function', 'aws_lambda_event_source_mapping'].map((type) => stack.resource(type).tags as Attributes);
    const roles = Object.values(stack.resources('aws_iam_role')).filter(({ name }) => (name as string).startsWith(GROUP)).map(({ tags }) => tags as Attributes);
    expect(roles).toHaveLength(2);
    [...tagged, ...roles].forEach((tags) => expect(tags).toMatchObject({ 'feature-group': GROUP, 'owner': 'growth@acme.io', 'personal-data': 'postcode' }));
  });
});

describe('rights', () => {
  test('none is for every action, and what is for every resource is held to the region; nothing is open', () => {
    const [stack, bare] = [stored(), stored({ groups: [PLAIN] })].map((one) => one.synth());
    const before = wildcards(bare!);
    expect(wildcards(stack!).filter((found) => !before.includes(found))).toEqual([]);
    expect(openDoors(stack!)).toEqual([]);
  });

  test('SageMaker writes the records of this group only, and changes its table only', () => {
    const [policy] = policies(stored().synth(), 'Offline_Role');
    const statements = document(policy!.policy);
    expect(statements.find(({ Sid }) => Sid === 'WriteRecords')!.Resource).toEqual([expect.stringMatching(/\/features\/acme-ml-features\/customer_spend\/records\/\*$/)]);
    expect(statements.find(({ Sid }) => Sid === 'UpdateTable')!.Resource).toContain('arn:aws:glue:eu-west-1:123456789012:table/acme_ml_features/customer_spend');
    expect(actions(statements).filter((action) => /Delete|Create/.test(action))).toEqual([]);
  });

  test('who reads gets values and queries of this group, and writes none', () => {
    const { store, synth } = stored();
    store.grantRead(SERVING);
    const statements = granted(synth());
    expect(statements.find(({ Sid }) => Sid === 'ReadFeatures')).toMatchObject({
      Action: ['sagemaker:BatchGetRecord', 'sagemaker:DescribeFeatureGroup', 'sagemaker:DescribeFeatureMetadata', 'sagemaker:GetRecord'], Resource: [GROUP_ARN],
    });
    expect(statements.find(({ Sid }) => Sid === 'QueryRecords')!.Resource).toEqual([`arn:aws:athena:eu-west-1:123456789012:workgroup/${GROUP}`]);
    expect(actions(statements).filter((action) => /PutRecord|DeleteRecord|kinesis:/.test(action))).toEqual([]);
  });

  test('who writes sends events where there is a stream, and records where there is none', () => {
    const rights = (props: FeatureGroupProps) => {
      const { store, synth } = stored({ groups: [props] });
      store.group(props.groupName).grantWrite(SERVING);
      return actions(granted(synth()));
    };
    expect(rights(SPEND)).toEqual(['kinesis:DescribeStreamSummary', 'kinesis:PutRecord', 'kinesis:PutRecords', 'kms:GenerateDataKey']);
    expect(rights(PLAIN)).toEqual(expect.arrayContaining(['sagemaker:DeleteRecord', 'sagemaker:PutRecord']));
    expect(rights(PLAIN)).not.toContain('kinesis:PutRecord');
  });

  test('the same grant twice is one', () => {
    const { store, synth } = stored();
    store.grantRead(SERVING);
    store.group('customer_spend').grantRead(SERVING);
    const stack = synth();
    expect(stack.resource('aws_iam_role_policy_attachment', 'Attachment').role).toBe('serving');
    expect(granted(stack).filter(({ Sid }) => Sid === 'ReadFeatures')).toHaveLength(1);
  });

  test('a job that writes a group may write it, as what it runs as', () => {
    const made = stage();
    const job = made.platform.addTrainingJob('Nightly', {
      runtime: Runtime.image('123456789012.dkr.ecr.eu-west-1.amazonaws.com/features:1'), command: ['python', 'features.py'], machine: Machine.general(4),
    });
    new FeatureStore(made.platform, 'Features', { platform: made.platform, groups: [{ ...PLAIN, source: FeatureSource.job(job) }], lock: newLock() });
    const stack = made.synth();
    expect(stack.resource('aws_iam_role_policy_attachment', 'Attachment').role).toContain('Nightly');
    expect(granted(stack).find(({ Sid }) => Sid === 'WriteFeatures')).toMatchObject({
      Action: expect.arrayContaining(['sagemaker:DeleteRecord', 'sagemaker:PutRecord']) as unknown, Resource: ['arn:aws:sagemaker:eu-west-1:123456789012:feature-group/acme-ml-features-shops'],
    });
  });
});

describe('a stream', () => {
  test('is encrypted, as wide and as long as was said, and read from its beginning', () => {
    const stack = stored().synth();
    expect(stack.resource('aws_kinesis_stream')).toMatchObject({
      name: GROUP,
      shard_count: 2,
      retention_period: 48,
      encryption_type: 'KMS',
      kms_key_id: expect.stringContaining('aws_kms_key.') as string,
      stream_mode_details: { stream_mode: 'PROVISIONED' },
    });
    expect(stack.resource('aws_lambda_event_source_mapping').starting_position).toBe('TRIM_HORIZON');
  });

  test('loses no event: halves of what failed are tried again until an hour before it is forgotten, then it goes to the bucket', () => {
    const mapping = stored().synth().resource('aws_lambda_event_source_mapping');
    expect(mapping).toMatchObject({
      bisect_batch_on_function_error: true,
      function_response_types: ['ReportBatchItemFailures'],
      maximum_retry_attempts: -1,
      maximum_record_age_in_seconds: 47 * 3_600,
      destination_config: { on_failure: { destination_arn: expect.stringContaining('aws_s3_bucket.') as string } },
    });
  });

  test('is taken in inside the network, by a function whose variables and logs are encrypted, and whose logs end', () => {
    const stack = stored().synth();
    const { vpc_config, kms_key_arn, environment, logging_config } = stack.resource('aws_lambda_function');
    expect(vpc_config.subnet_ids.length).toBeGreaterThan(0);
    expect(vpc_config.security_group_ids).toHaveLength(1);
    expect([kms_key_arn, environment.variables.BUCKET]).toEqual([expect.stringContaining('aws_kms_key.'), expect.stringContaining('aws_s3_bucket.')]);
    expect(logging_config.log_group).toContain('aws_cloudwatch_log_group.');
    const logs = Object.values(stack.resources('aws_cloudwatch_log_group')).find(({ name }) => name === '/acme-ml/features/acme-ml-features/customer_spend')!;
    expect(logs.kms_key_id).toContain('aws_kms_key.');
    expect(logs.retention_in_days).toBeGreaterThan(0);
  });

  test('sets events aside in a bucket that was there before with its key, too', () => {
    const keyArn = 'arn:aws:kms:eu-west-1:123456789012:key/0f0f0f0f-12ab-34cd-56ef-1234567890ab';
    const stack = stored({}, { existingArtifacts: { bucketName: 'acme-models', keyArn } }).synth();
    const encrypt = document(policies(stack, 'Stream_Role')[0]!.policy).find(({ Sid }) => Sid === 'EncryptDeadLetters')!;
    expect(encrypt).toMatchObject({ Action: ['kms:GenerateDataKey'], Resource: [expect.stringContaining('aws_kms_key.'), keyArn] });
  });

  test('knows a new column only once the group does, and its code is deployed again', () => {
    const hash = (props: FeatureGroupProps) => only([props]).resource('aws_lambda_function').source_code_hash as string;
    expect(stored().synth().resource('aws_lambda_function').depends_on).toContainEqual(expect.stringMatching(/^aws_cloudcontrolapi_resource\./));
    expect(hash(SPEND)).toBe(hash(SPEND));
    expect(hash({ ...SPEND, features: [...SPEND.features, Feature.int('age')] })).not.toBe(hash(SPEND));
  });

  test('the code lies beside the stack, and has no reference of Terraform in it', () => {
    const stack = stored().synth();
    const zip = readFileSync(join(stack.directory, stack.resource('aws_lambda_function').filename as string)).toString('latin1');
    expect(zip).toContain('exports.handler');
    expect(zip).not.toMatch(/TfToken|\$\{aws_/);
  });
});

describe('alarms', () => {
  test('goes off where nothing was written within the time, and says what to do', () => {
    expect(alarm(stored().synth(), 'stale')).toMatchObject({
      comparison_operator: 'LessThanThreshold',
      threshold: 1,
      evaluation_periods: 60,
      period: 60,
      treat_missing_data: 'breaching',
      alarm_description: expect.stringContaining('Look whether its source still runs') as string,
    });
    expect(Object.values(stored({ groups: [{ ...SPEND, freshness: undefined }] }).synth().resources('aws_cloudwatch_metric_alarm')).map(({ alarm_name }) => alarm_name)).not.toContain(`${GROUP}-stale`);
  });

  test('of a stream: events that come late, that were set aside, that were given up, and runs that failed', () => {
    const stack = stored().synth();
    expect(alarm(stack, 'late')).toMatchObject({ metric_name: 'IteratorAge', threshold: 1_800_000, dimensions: { FunctionName: GROUP } });
    expect(alarm(stack, 'dead-letters')).toMatchObject({ metric_name: 'FeatureDeadLetters', threshold: 0, dimensions: { FeatureGroup: GROUP } });
    expect(alarm(stack, 'dead-letters').alarm_description).toContain('aws s3 ls --recursive');
    expect(alarm(stack, 'dropped').dimensions.EventSourceMappingUUID).toMatch(/aws_lambda_event_source_mapping\..*\.uuid/);
    expect(JSON.stringify(alarm(stack, 'failing').metric_query)).toMatch(/FILL\(m0,0\)\+FILL\(m1,0\)\+FILL\(m2,0\).*FeatureRetries/);
    expect(alarm(stack, 'failing').alarm_description).toContain('aws logs tail');
  });

  test('tell the channels of the platform, and are those of the store', () => {
    const made = stored();
    const stack = made.synth();
    ['stale', 'late', 'dead-letters', 'dropped', 'failing'].forEach((suffix) => expect(alarm(stack, suffix).alarm_actions.length).toBeGreaterThan(0));
    expect(made.store.alarms).toHaveLength(5);
  });

  test('a page has the graphs of each group', () => {
    const dashboard = Object.values(stored({ groups: [SPEND, PLAIN] }).synth().resources('aws_cloudwatch_dashboard')).find(({ dashboard_name }) => (dashboard_name as string).includes('features'))!;
    expect(dashboard.dashboard_body).toContain('customer_spend: lag of the stream');
    expect(dashboard.dashboard_body).toContain('shops: writes');
  });
});

test('what others need is an output: where to query, where to send, and what SageMaker calls it', () => {
  const { store, synth } = stored({ groups: [SPEND, PLAIN] });
  const { outputs } = synth();
  expect(outputs).toMatchObject({
    features_feature_store_name: 'acme-ml-features',
    features_group_ids: { customer_spend: GROUP_ARN },
    features_offline_locations: { customer_spend: 'acme_ml_features.customer_spend', shops: 'acme_ml_features.shops' },
    features_stream_names: { customer_spend: GROUP },
  });
  expect(store.group('customer_spend')).toMatchObject({ offlineLocation: 'acme_ml_features.customer_spend', streamName: GROUP });
});

test('what is queried is encrypted, and in one place, whatever a client says', () => {
  const { configuration } = stored().synth().resource('aws_athena_workgroup');
  expect(configuration).toMatchObject({
    enforce_workgroup_configuration: true,
    result_configuration: {
      output_location: expect.stringMatching(/\/features\/acme-ml-features\/customer_spend\/queries\/$/) as string,
      encryption_configuration: { encryption_option: 'SSE_KMS', kms_key_arn: expect.stringContaining('aws_kms_key.') as string },
    },
  });
});

test('the schemas are written into the lock with the stack', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'schemas-')), 'features.json');
  stored({ lock: SchemaLock.at(path) }).synth();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ groups: { customer_spend: { features: { taste: 'vector(384)' } } } });
});

test('the order in which Python hands over maps and structs makes no other program', () => {
  const text = (props: FeatureGroupProps) => JSON.stringify(only([props]).json.resource);
  const turned = Object.fromEntries(Object.entries(SPEND).reverse()) as unknown as FeatureGroupProps;
  expect(text(turned)).toBe(text(SPEND));
});
