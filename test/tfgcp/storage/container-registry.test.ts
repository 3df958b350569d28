import { ContainerRegistry, Identity } from '../../../src/tfgcp';
import { codesOf } from '../../support/refusals';
import { stage, synth } from '../platforms';

test('only the newest images are kept, and one that is just being pushed is not touched', () => {
  expect(synth({ registry: { keepLast: 7 } }).resource('google_artifact_registry_repository').cleanup_policies).toEqual([
    { id: 'delete-old', action: 'DELETE', condition: { tag_state: 'ANY', older_than: '86400s' } },
    { id: 'keep-newest', action: 'KEEP', most_recent_versions: { keep_count: 7 } },
  ]);
});

test('scanning can be switched off, and then its service is not switched on', () => {
  const stack = synth({ registry: { scanOnPush: false } });
  expect(stack.resource('google_artifact_registry_repository').vulnerability_scanning_config).toEqual({ enablement_config: 'DISABLED' });
  expect(JSON.stringify(stack.resources('google_project_service'))).not.toContain('containerscanning');
});

test('an image is named below the repository', () => {
  const { platform } = stage();
  expect(platform.registry.imageUri('training', '1.2')).toBe('europe-west4-docker.pkg.dev/acme-ml/acme-ml-registry/training:1.2');
  expect(platform.registry.imageUri('serving', 'sha256:00')).toBe('europe-west4-docker.pkg.dev/acme-ml/acme-ml-registry/serving@sha256:00');
});

test('a repository that exists is granted on where it is', () => {
  const { platform, synth: write } = stage({ existingRegistry: { project: 'acme-images', location: 'europe', repositoryId: 'ml', repositories: ['base'] } });
  platform.registry.grantPush(Identity.group('ml@acme.io'));
  expect(platform.registry.imageUri('base', '1')).toBe('europe-docker.pkg.dev/acme-images/ml/base:1');
  expect(Object.values(write().resources('google_artifact_registry_repository_iam_member'))).toContainEqual(
    expect.objectContaining({ project: 'acme-images', location: 'europe', repository: 'ml', role: 'roles/artifactregistry.writer', member: 'group:ml@acme.io' }),
  );
});

test('a repository whose name is too long is refused', () => {
  const { stack, platform } = stage();
  expect(codesOf(() => new ContainerRegistry(stack, 'TheRegistryOfAllImagesThatPartnersOfTheCompanyMayPull', { platform }))).toEqual(['core/name-length']);
});
