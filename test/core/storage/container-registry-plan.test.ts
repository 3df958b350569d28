import { imageUri } from '../../../src/core/storage/container-registry-plan';
import { ABLE, plan } from '../../support/fake-target';
import { codesOf } from '../../support/refusals';

describe('a registry', () => {
  test('is immutable, scanned and bounded unless somebody says otherwise', () => {
    expect(plan().registry).toMatchObject({ immutableTags: true, scanOnPush: true, keepLast: 100, repositories: ['training', 'serving'] });
  });

  test.each([
    ['registry/no-repository', { repositories: [] }],
    ['registry/repository-name', { repositories: ['Training'] }],
    ['registry/repository-name', { repositories: ['a//b'] }],
    ['registry/repository-twice', { repositories: ['a', 'a'] }],
    ['registry/keep-last-count', { keepLast: 0 }],
  ])('refuses with %s: %p', (code, registry) => {
    expect(codesOf(() => plan({ registry }))).toEqual([code]);
  });

  test('a default that the target lacks is left out, a wish for it is refused', () => {
    const target = { ...ABLE, name: 'tfazure' as const, refusals: { 'registry/immutable-tags': { reason: 'r', alternative: 'a' } } };
    expect(plan({}, { target }).registry.immutableTags).toBe(false);
    expect(codesOf(() => plan({ registry: { immutableTags: true } }, { target }))).toEqual(['registry/immutable-tags']);
  });
});

test('an image is named by tag or digest, and only in a repository that exists', () => {
  expect(imageUri('host/acme', ['training'], 'training', '1.0')).toBe('host/acme/training:1.0');
  expect(imageUri('host/acme', ['training'], 'training', 'sha256:ab')).toBe('host/acme/training@sha256:ab');
  expect(() => imageUri('host/acme', ['training', 'serving'], 'trainng', '1')).toThrow("nearest: 'training'");
});
