import { Duration, Lifecycle, Profile, Retention, StorageTier } from '../../../src/core';
import { ArtifactStore, Identity } from '../../../src/tfgcp';
import { codesOf } from '../../support/refusals';
import { EXISTING_KEY, stage, synth } from '../platforms';

test.each([
  ['europe-west4', 'europe-north1', { location: 'EUR4' }, 'eur4'],
  ['europe-west4', 'europe-west1', { location: 'EU', custom_placement_config: { data_locations: ['EUROPE-WEST1', 'EUROPE-WEST4'] } }, 'europe'],
  ['us-central1', 'us-west1', { location: 'US', custom_placement_config: { data_locations: ['US-CENTRAL1', 'US-WEST1'] } }, 'us'],
  ['northamerica-northeast1', 'northamerica-northeast2', { location: 'CA' }, 'ca'],
])('%s with a copy in %s is one bucket with turbo replication and a key of its own', (location, replicaRegion, bucket, keyLocation) => {
  const stack = synth({ location, artifacts: { replicaRegion } });
  expect(stack.resource('google_storage_bucket')).toMatchObject({ ...bucket, rpo: 'ASYNC_TURBO' });
  expect(stack.resource('google_kms_key_ring', 'Artifacts/Key/Ring').location).toBe(keyLocation);
  expect(stack.resource('google_storage_bucket').encryption.default_kms_key_name).toContain('Artifacts_Key');
});

test.each([
  ['europe-west3', 'europe-west10'],
  ['europe-west8', 'europe-west12'],
  ['australia-southeast1', 'australia-southeast2'],
  ['me-west1', 'me-central1'],
])('%s is not paired with %s', (location, replicaRegion) => {
  expect(codesOf(() => stage({ location, artifacts: { replicaRegion } }))).toEqual(['storage/replica-pair']);
});

test('a prefix cannot smuggle a condition in, and prefixes that read alike are grants of their own', () => {
  const bench = stage({});
  const grant = (prefix: string) => bench.platform.artifacts.grantRead(Identity.user('ada@acme.io'), prefix);
  expect(codesOf(() => grant('x") || true || ("" == "'))).toEqual(['storage/prefix']);
  ['team-a/', 'team/a', 'team-a/'].forEach(grant);
  const titles = Object.values(bench.synth().resources('google_storage_bucket_iam_member')).flatMap(({ condition }) => (condition as { title: string } | undefined)?.title ?? []);
  expect(titles.sort()).toEqual(['only team-a/', 'only team/a']);
});

test('a lock is a locked retention policy without old versions', () => {
  const bucket = synth({ artifacts: { retention: Retention.locked(Duration.days(400)) } }).resource('google_storage_bucket');
  expect(bucket.retention_policy).toEqual({ is_locked: true, retention_period: 400 * 86_400 });
  expect(bucket.versioning).toEqual({ enabled: false });
  expect(JSON.stringify(bucket.lifecycle_rule)).not.toContain('ARCHIVED');
});

test('a deleted object can be brought back for as long as old versions are kept', () => {
  const days = (profile: Profile) => synth({ profile }).resource('google_storage_bucket').soft_delete_policy.retention_duration_seconds / 86_400;
  expect([days(Profile.development()), days(Profile.production())]).toEqual([7, 90]);
});

test('moves and expiry never touch old versions, which have a rule of their own', () => {
  const lifecycle = Lifecycle.of({ prefix: 'models/', transitions: [{ tier: StorageTier.ARCHIVE, after: Duration.days(30) }], expireAfter: Duration.days(900) });
  const rules = synth({ artifacts: { lifecycle } }).resource('google_storage_bucket').lifecycle_rule;
  expect(rules).toEqual([
    { action: { type: 'SetStorageClass', storage_class: 'ARCHIVE' }, condition: { age: 30, matches_prefix: ['models/'], with_state: 'LIVE' } },
    { action: { type: 'Delete' }, condition: { age: 900, matches_prefix: ['models/'], with_state: 'LIVE' } },
    { action: { type: 'Delete' }, condition: { days_since_noncurrent_time: 90, matches_prefix: ['models/'], with_state: 'ARCHIVED' } },
    { action: { type: 'Delete' }, condition: { days_since_noncurrent_time: 90, with_state: 'ARCHIVED' } },
    { action: { type: 'AbortIncompleteMultipartUpload' }, condition: { age: 7, with_state: 'ANY' } },
  ]);
});

test('a grant below a prefix lets nobody list or read beside it', () => {
  const { platform, synth: write } = stage();
  platform.artifacts.grantRead(Identity.group('ml@acme.io'), 'datasets/');
  const grant = Object.values(write().resources('google_storage_bucket_iam_member')).find(({ member }) => member === 'group:ml@acme.io');
  expect(grant!.condition.expression).toMatch(/^resource\.name\.startsWith\("projects\/_\/buckets\/.+\/objects\/datasets\/"\) \|\| api\.getAttribute\("storage\.googleapis\.com\/objectListPrefix", ""\)\.startsWith\("datasets\/"\)$/);
});

test('the same grant twice is one', () => {
  const { platform, synth: write } = stage();
  const before = Object.keys(stage().synth().resources('google_storage_bucket_iam_member')).length;
  platform.artifacts.grantWrite(Identity.user('ada@acme.io'));
  platform.artifacts.grantWrite(Identity.user('ada@acme.io'));
  expect(Object.keys(write().resources('google_storage_bucket_iam_member'))).toHaveLength(before + 1);
});

test('a key of its own has to lie where the bucket lies', () => {
  const { stack, platform } = stage();
  const keyed = (encryptionKeyId: string, replicaRegion?: string) => codesOf(() => new ArtifactStore(stack, `S${replicaRegion}${encryptionKeyId.length}`, { platform, encryptionKeyId, replicaRegion }));
  expect(keyed(EXISTING_KEY)).toEqual([]);
  expect(keyed(EXISTING_KEY, 'europe-west1')).toEqual(['encryption/key-region']);
  expect(keyed(EXISTING_KEY.replace('europe-west4', 'europe'), 'europe-west1')).toEqual([]);
});

test('a bucket that exists is granted on and not made', () => {
  const { platform, synth: write } = stage({ existingArtifacts: { bucketName: 'acme-models' } });
  platform.artifacts.grantWrite(Identity.serviceAccount('job@acme.iam.gserviceaccount.com'));
  const stack = write();
  expect(stack.hasResource('google_storage_bucket')).toBe(false);
  Object.values(stack.resources('google_storage_bucket_iam_member')).forEach(({ bucket }) => expect(bucket).toBe('acme-models'));
});

test('a name that no bucket takes is refused', () => {
  const { stack, platform } = stage();
  expect(codesOf(() => new ArtifactStore(stack, 'TheStoreOfAllReportsThatAnybodyHasEverWrittenForAudit', { platform }))).toEqual(['core/name-length']);
});
