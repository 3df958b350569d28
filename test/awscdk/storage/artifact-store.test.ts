import { NestedStack, Stack } from 'aws-cdk-lib/core';
import { ArtifactStore, MlPlatform } from '../../../src/awscdk';
import { Duration, Lifecycle, Retention, StorageTier } from '../../../src/core';
import { Json, list, synthesize, testApp, text } from '../../support/cloudformation';
import { codesOf } from '../../support/refusals';
import { ACCOUNT, ENV, platform, REGION, synthesized } from '../platforms';

describe('a copy in a second region', () => {
  const { app } = platform({ platformName: 'acme-ml', artifacts: { replicaRegion: 'eu-central-1' } });
  const assembly = app.synth();
  const made = synthesize(app);
  const [source] = made.of('AWS::S3::Bucket').filter(({ properties }) => properties.ReplicationConfiguration);
  const [copy] = made.of('AWS::S3::Bucket').filter(({ stack }) => stack === 'Acme-artifacts-replica');

  test('lies in a stack of its own there, which is deployed first', () => {
    const replica = assembly.stacksRecursively.find(({ stackName }) => stackName === 'Acme-artifacts-replica')!;
    expect(replica.environment).toMatchObject({ region: 'eu-central-1', account: ACCOUNT });
    expect(assembly.getStackByName('Acme').dependencies.map(({ id }) => id)).toContain(replica.id);
  });

  test('takes every object and deletion, encrypted with a key of that region', () => {
    const [rule] = source.properties.ReplicationConfiguration.Rules;
    expect(rule).toMatchObject({
      Status: 'Enabled', Filter: { Prefix: '' }, DeleteMarkerReplication: { Status: 'Enabled' }, SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
    });
    expect(text(rule.Destination.Bucket)).toBe(`arn:\${AWS::Partition}:s3:::${copy.properties.BucketName}`);
    const alias = made.of('AWS::KMS::Alias').find(({ stack }) => stack === copy.stack)!;
    expect(text(rule.Destination.EncryptionConfiguration.ReplicaKmsKeyID)).toBe(`arn:\${AWS::Partition}:kms:eu-central-1:${ACCOUNT}:${alias.properties.AliasName}`);
  });

  test('is as safe as the store', () => {
    expect(copy.properties).toMatchObject({ VersioningConfiguration: { Status: 'Enabled' }, PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true } });
    expect(copy.deletionPolicy).toBe('Retain');
    expect(copy.properties.Tags).toContainEqual({ Key: 'platform', Value: 'acme-ml' });
  });

  test('is written with one key only', () => {
    const [policy] = made.of('AWS::IAM::ManagedPolicy').filter(({ properties }) => properties.Description.includes('copying'));
    const [encrypt] = policy.properties.PolicyDocument.Statement.filter(({ Sid }: Json) => Sid === 'EncryptCopies');
    expect(encrypt.Condition['ForAnyValue:StringEquals']).toEqual({ 'kms:ResourceAliases': 'alias/acme-ml-artifacts-replica' });
  });
});

test('locked objects stay, also in the copy, whatever the profile', () => {
  const buckets = synthesized({ artifacts: { retention: Retention.locked(Duration.days(400)), replicaRegion: 'eu-central-1' } }).of('AWS::S3::Bucket')
    .filter(({ properties }) => properties.ObjectLockEnabled);
  expect(buckets).toHaveLength(2);
  buckets.forEach(({ properties, deletionPolicy }) => {
    expect(properties.ObjectLockConfiguration.Rule.DefaultRetention).toEqual({ Mode: 'COMPLIANCE', Days: 400 });
    expect(deletionPolicy).toBe('Retain');
  });
});

test('abandoned uploads end, and old versions and their markers with them', () => {
  const [{ properties }] = synthesized().of('AWS::S3::Bucket');
  expect(properties.LifecycleConfiguration.Rules).toContainEqual({
    Id: 'all', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }, NoncurrentVersionExpiration: { NoncurrentDays: 90 }, ExpiredObjectDeleteMarker: true,
  });
});

test('a store lies in any stack of the region, with the key of its platform', () => {
  const { app, ml } = platform({ platformName: 'acme-ml' });
  new ArtifactStore(new Stack(app, 'Team', { env: ENV }), 'FraudReports', { platform: ml });
  const made = synthesize(app);
  const [bucket] = made.of('AWS::S3::Bucket').filter(({ stack }) => stack === 'Team');
  expect(bucket.properties.BucketName).toBe(`acme-ml-fraud-reports-${ACCOUNT}-${REGION}`);
  expect(JSON.stringify(bucket.properties.BucketEncryption)).toContain('Fn::ImportValue');
  expect(made.of('AWS::CloudWatch::Alarm').map(({ properties }) => properties.AlarmName)).toContain('acme-ml-fraud-reports-storage-growth');
});

describe('bad input', () => {
  const refused = (transitions: Array<[StorageTier, number]>) => codesOf(() => platform({
    artifacts: { lifecycle: Lifecycle.of({ transitions: transitions.map(([tier, days]) => ({ tier, after: Duration.days(days) })) }) },
  }));

  test('objects that move to the infrequent tier sooner than S3 moves them', () => {
    expect(refused([[StorageTier.INFREQUENT, 29]])).toEqual(['storage/tier-age']);
    expect(refused([[StorageTier.INFREQUENT, 30]])).toEqual([]);
    expect(refused([[StorageTier.COLD, 1]])).toEqual([]);
  });

  test('objects that leave the infrequent tier sooner than S3 lets them', () => {
    expect(refused([[StorageTier.INFREQUENT, 30], [StorageTier.COLD, 59]])).toEqual(['storage/tier-age']);
    expect(refused([[StorageTier.INFREQUENT, 30], [StorageTier.COLD, 60]])).toEqual([]);
  });

  test('a lock or a copy without versions', () => {
    expect(codesOf(() => platform({ artifacts: { versioned: false, retention: Retention.locked(Duration.days(30)) } }))).toEqual(['storage/lock-versions']);
    expect(codesOf(() => platform({ artifacts: { versioned: false, replicaRegion: 'eu-central-1' } }))).toEqual(['storage/replica-versions']);
  });

  test('a store in another region than its key', () => {
    const { app, ml } = platform();
    const far = new Stack(app, 'Far', { env: { region: 'us-east-1', account: ACCOUNT } });
    expect(codesOf(() => new ArtifactStore(far, 'Reports', { platform: ml }))).toEqual(['encryption/key-region']);
  });

  test('an id that makes the name of the bucket too long, or is no name', () => {
    const { ml } = platform({ platformName: 'a234567890123456' });
    expect(codesOf(() => ml.addArtifactStore('TheReportsOfAllTheTeamsOfAcme'))).toEqual(['core/name-length']);
    expect(codesOf(() => ml.addArtifactStore('My Reports'))).toEqual(['core/name-illegal']);
  });
});

test('every policy of a bucket lets nothing in without TLS 1.2', () => {
  synthesized().of('AWS::S3::BucketPolicy').forEach(({ properties }) => {
    const denied = properties.PolicyDocument.Statement.filter(({ Effect }: Json) => Effect === 'Deny').map(({ Condition }: Json) => Condition);
    expect(list(denied)).toEqual(expect.arrayContaining([{ Bool: { 'aws:SecureTransport': 'false' } }, { NumericLessThan: { 's3:TlsVersion': 1.2 } }]));
  });
});

test('the copy of a store in a nested stack is named after the stack around it', () => {
  const app = testApp();
  const nested = new NestedStack(new Stack(app, 'Acme', { env: ENV }), 'Nested');
  new MlPlatform(nested, 'Ml', { artifacts: { replicaRegion: 'eu-central-1' } });
  expect(app.synth().stacksRecursively.map(({ stackName }) => stackName)).toContain('Acme-artifacts-replica');
});
