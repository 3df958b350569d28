import { Duration, Lifecycle, Retention, StorageTier } from '../../../src/core';
import { AwsProvider } from '../../../src/providers/aws/provider';
import { ArtifactStore } from '../../../src/tfaws';
import { codesOf } from '../../support/refusals';
import { Attributes, synthApp } from '../../support/terraform';
import { stackIn, stage, synth } from '../platforms';

const moves = (...steps: Array<[StorageTier, number]>) => Lifecycle.of({ prefix: 'models/', transitions: steps.map(([tier, days]) => ({ tier, after: Duration.days(days) })) });
const statements = (policy: string) => JSON.parse(policy).Statement as Attributes[];

describe('what only S3 refuses', () => {
  test.each([
    ['a move to Standard-IA before 30 days', { lifecycle: moves([StorageTier.INFREQUENT, 10]) }, 'storage/tier-age'],
    ['a move on from Standard-IA within 30 days', { lifecycle: moves([StorageTier.INFREQUENT, 30], [StorageTier.COLD, 40]) }, 'storage/tier-age'],
    ['locked objects without versions', { versioned: false, retention: Retention.locked(Duration.days(30)) }, 'storage/lock-versions'],
    ['a copy without versions', { versioned: false, replicaRegion: 'eu-central-1' }, 'storage/replica-versions'],
  ])('%s', (_, artifacts, code) => {
    expect(codesOf(() => stage({ artifacts }))).toEqual([code]);
    expect(codesOf(() => stage().platform.addArtifactStore('Reports', artifacts))).toEqual([code]);
  });

  test('a name that is too long or illegal with account and region', () => {
    const { platform } = stage({ accountId: undefined, platformName: 'sixteen-letters-' .slice(0, 15) });
    expect(codesOf(() => platform.addArtifactStore('A-Very-Long-Name-Of-A-Store'))).toEqual(['core/name-length']);
    expect(codesOf(() => platform.addArtifactStore('Raw_Data'))).toEqual(['core/name-illegal']);
  });
});

describe('a copy', () => {
  const stack = synth({ artifacts: { replicaRegion: 'eu-central-1', retention: Retention.locked(Duration.days(400)) } });

  test('lies in the second region with a key of its own, as closed and locked as the store', () => {
    const bucket = stack.resource('aws_s3_bucket', 'Replica/There/Bucket/Resource');
    expect(bucket).toMatchObject({ provider: 'aws.replica_eu_central_1', bucket: 'acme-ml-artifacts-replica-123456789012-eu-central-1', object_lock_enabled: true });
    expect(stack.resource('aws_kms_key', 'Replica/There/Key/Resource')).toMatchObject({ provider: 'aws.replica_eu_central_1', enable_key_rotation: true });
    expect(stack.resource('aws_s3_bucket_public_access_block', 'Replica/There/Bucket/PublicAccess')).toMatchObject({ block_public_policy: true, restrict_public_buckets: true });
    expect(stack.resource('aws_s3_bucket_object_lock_configuration', 'Replica/There/Bucket/Lock').rule.default_retention).toEqual({ mode: 'COMPLIANCE', days: 400 });
  });

  test('is written by a role that can do nothing else', () => {
    const actions = statements(stack.resource('aws_iam_role_policy', 'Replica/RolePolicy').policy).flatMap(({ Action }) => Action as string[]);
    expect([...actions].sort()).toEqual([
      'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 's3:GetObjectVersionAcl', 's3:GetObjectVersionForReplication', 's3:GetObjectVersionTagging',
      's3:GetReplicationConfiguration', 's3:ListBucket', 's3:ReplicateDelete', 's3:ReplicateObject', 's3:ReplicateTags',
    ]);
  });

  test('of another account asks that account for its number', () => {
    const { stack: scope, platform, synth: done } = stage();
    new AwsProvider(scope, 'Here', { region: 'eu-west-1' });
    const replicaProvider = new AwsProvider(scope, 'There', { alias: 'backup', region: 'eu-central-1' });
    new ArtifactStore(scope, 'Ledger', { platform, replicaRegion: 'eu-central-1', replicaProvider });
    const app = done();
    expect(app.dataSource('aws_caller_identity')).toMatchObject({ provider: 'aws.backup' });
    const key = app.resource('aws_kms_key', 'Ledger/Replica/There/Key/Resource');
    expect(statements(key.policy)[0].Principal.AWS).toMatch(/^arn:aws:iam::\$\{data\.aws_caller_identity\.[^}]+\.account_id\}:root$/);
    expect(statements(app.resource('aws_s3_bucket_policy', 'Ledger/Replica/There/Bucket/Policy').policy).find(({ Sid }) => Sid === 'Copy')!.Action).toContain('s3:ReplicateObject');
  });
});

test('a store of another stack uses that stack\'s provider and the platform\'s key and channels', () => {
  const { app, platform } = stage();
  const team = stackIn(app, 'team');
  new ArtifactStore(team, 'Reports', { platform });
  const stack = synthApp(app).stack('team');
  expect(stack.providers('aws')).toEqual([{ region: 'eu-west-1' }]);
  expect(stack.resource('aws_s3_bucket_server_side_encryption_configuration').rule[0].apply_server_side_encryption_by_default.kms_master_key_id).toContain('terraform_remote_state');
  expect(stack.resource('aws_cloudwatch_metric_alarm')).toMatchObject({ alarm_name: 'acme-ml-reports-storage-growth', alarm_actions: [expect.stringContaining('terraform_remote_state')] });
});

test('the alarm counts every storage class that objects move to', () => {
  const { metric_query } = synth().resource('aws_cloudwatch_metric_alarm', 'StorageGrowth/Resource');
  const [total, ...parts] = metric_query as Attributes[];
  expect(total).toMatchObject({ expression: 'SUM(METRICS())', return_data: true });
  expect(parts.map(({ metric }) => metric.dimensions.StorageType)).toEqual(expect.arrayContaining(['StandardStorage', 'DeepArchiveStorage']));
  expect(parts[0].metric.dimensions.BucketName).toBe('acme-ml-artifacts-123456789012-eu-west-1');
});
