import { Accelerator, Capacity, DataMount, JobSecret } from '../../../src/core';
import { Identity } from '../../../src/tfgcp';
import { codesOf } from '../../support/refusals';
import { SynthesizedStack } from '../../support/terraform';
import { customJob, GPUS, jobStage, RESERVATION, withData } from './jobs';

const all = (stack: SynthesizedStack, type: string) => Object.values(stack.resources(type));

test("what connects runs with the network can be changed by Vertex AI's agent, and nothing else of the network can", () => {
  const stack = jobStage().synth();
  const agent = 'serviceAccount:service-123456789012@gcp-sa-aiplatform.iam.gserviceaccount.com';
  expect(all(stack, 'google_project_iam_member').filter(({ member }) => member === agent).map(({ role }) => role as string)).toEqual([expect.stringContaining('NetworkRole')]);
  expect(stack.resource('google_project_iam_custom_role', 'JobGround/NetworkRole').permissions).toEqual([
    'compute.networkAttachments.get', 'compute.networkAttachments.update', 'compute.regionOperations.get',
  ]);
});

test('a job is an account of its own that has what it needs, and nothing else', () => {
  const stack = jobStage((platform) => ({ ...withData(platform), secrets: { HF_TOKEN: JobSecret.fromCloud('projects/acme-vault/secrets/hugging-face') } })).synth();
  const types = ['google_project_iam_member', 'google_artifact_registry_repository_iam_member', 'google_storage_bucket_iam_member', 'google_secret_manager_secret_iam_member', 'google_kms_crypto_key_iam_member'];
  const held = types.flatMap((type) => all(stack, type)).filter(({ member }) => (member as string).includes('Resnet_Vertex_Account'));
  expect(held.map(({ role, condition, secret_id: secret, project }) => [role, condition?.title ?? secret ?? project ?? 'bucket'].join(' ')).sort()).toEqual([
    'roles/artifactregistry.reader acme-ml',
    'roles/logging.logWriter acme-ml',
    'roles/monitoring.metricWriter acme-ml',
    'roles/secretmanager.secretAccessor hugging-face',
    'roles/storage.legacyBucketReader bucket',
    'roles/storage.objectUser only folders on the way',
    'roles/storage.objectUser only resnet/checkpoints/',
    'roles/storage.objectUser only resnet/models/',
    'roles/storage.objectViewer only folders on the way',
    'roles/storage.objectViewer only imagenet/labels/',
    'roles/storage.objectViewer only imagenet/train/',
  ]);
  expect(stack.resource('google_secret_manager_secret_iam_member')).toMatchObject({ project: 'acme-vault', secret_id: 'hugging-face' });
  expect(customJob(stack).jobSpec.serviceAccount).toMatch(/^google_service_account\.Ml_Resnet_Vertex_Account/);
});

test('folders on the way are opened by their very names, however deep the data lies', () => {
  const stack = jobStage((platform) => ({ inputs: { train: DataMount.files(platform.artifacts.path('a/b/c/d/e/f/g/h')) } })).synth();
  const ways = all(stack, 'google_storage_bucket_iam_member').filter(({ condition }) => condition?.title === 'only folders on the way');
  const names = ways.flatMap(({ condition }) => [...(condition.expression as string).matchAll(/resource\.name == "projects\/_\/buckets\/[^"]*\/objects\/([^"]*)"/g)].map(([, name]) => name));
  expect(names).toEqual(['a', 'a/', 'a/b', 'a/b/', 'a/b/c', 'a/b/c/', 'a/b/c/d', 'a/b/c/d/', 'a/b/c/d/e', 'a/b/c/d/e/', 'a/b/c/d/e/f', 'a/b/c/d/e/f/', 'a/b/c/d/e/f/g', 'a/b/c/d/e/f/g/', 'a/b/c/d/e/f/g/h']);
  ways.forEach(({ condition }) => expect((condition.expression as string).split('||').length).toBeLessThanOrEqual(12));
});

test('a job without data sees no object', () => {
  const stack = jobStage().synth();
  expect(all(stack, 'google_storage_bucket_iam_member').filter(({ member }) => (member as string).includes('Resnet'))).toEqual([]);
});

test('what starts runs makes custom jobs and runs them as the job, and nothing else', () => {
  const stack = jobStage().synth();
  const held = all(stack, 'google_project_iam_member').filter(({ member }) => (member as string).includes('Resnet_Vertex_Starter')).map(({ role }) => role as string);
  expect(held.sort()).toEqual([expect.stringMatching(/^\$\{google_project_iam_custom_role.*start-role/) as string, 'roles/logging.logWriter'].sort());
  expect(stack.resource('google_project_iam_custom_role', 'Starter/start-role').permissions).toEqual(['aiplatform.customJobs.create', 'aiplatform.customJobs.get']);
  expect(stack.resource('google_service_account_iam_member', 'Starter/RunsAs')).toMatchObject({
    service_account_id: expect.stringContaining('Resnet_Vertex_Account') as string, role: 'roles/iam.serviceAccountUser', member: expect.stringContaining('Starter') as string,
  });
});

test('who may start a run may see how it goes, and cannot change the job', () => {
  const { job, synth } = jobStage();
  job.grantStart(Identity.group('vision@acme.io'));
  job.grantStart(Identity.group('vision@acme.io'));
  job.grantStart(Identity.user('ada@acme.io'));
  const stack = synth();
  const { permissions } = stack.resource('google_project_iam_custom_role', 'Starter/operate-role');
  expect(permissions).toEqual(expect.arrayContaining(['workflows.executions.create', 'aiplatform.customJobs.get', 'logging.logEntries.list']));
  expect((permissions as string[]).filter((permission) => /(update|delete|cancel|setIamPolicy)$|customJobs\.create/.test(permission))).toEqual([]);
  const members = all(stack, 'google_project_iam_member').filter(({ role }) => (role as string).includes('operate-role')).map(({ member }) => member as string);
  expect(members.sort()).toEqual(['group:vision@acme.io', 'user:ada@acme.io']);
  expect(codesOf(() => job.grantStart({ identitySystem: 'aws', identityName: 'arn:aws:iam::123456789012:role/x' } as never))).toEqual(['identity/wrong-target']);
});

test('a reservation of the project is shown to Vertex AI, and one of another project is not ours to show', () => {
  const viewers = (id: string) => all(jobStage(() => ({ accelerator: Accelerator.h200(8), capacity: Capacity.reservation(id) })).synth(), 'google_project_iam_member').filter(({ role }) => role === 'roles/compute.viewer');
  expect(viewers(RESERVATION)).toEqual([expect.objectContaining({ project: 'acme-ml', member: expect.stringContaining('gcp-sa-aiplatform') as string })]);
  expect(viewers(RESERVATION.replace('acme-ml', 'acme-gpus'))).toEqual([]);
});

test('images of another project are opened to the job and to Vertex AI there', () => {
  const stack = jobStage(() => ({}), GPUS, { existingRegistry: { project: 'acme-images', location: 'europe-west4', repositoryId: 'images' } }).synth();
  const readers = all(stack, 'google_artifact_registry_repository_iam_member').filter(({ member }) => /Resnet|gcp-sa-aiplatform/.test(member as string));
  expect(readers.map(({ project, role }) => [project, role] as unknown[])).toEqual(Array(2).fill(['acme-images', 'roles/artifactregistry.reader']));
});
