import { CrdPolicy } from '../../src/core';
import { HelmChart, Manifest } from '../../src/kubernetes';
import { CHARTS } from '../../src/kubernetes/charts';
import { traits } from './traits';

const RELOADER = { chart: 'reloader', repository: 'https://stakater.github.io/stakater-charts', version: '2.2.3' };

describe('any chart', () => {
  test('is a release with its name, in a namespace of its own', () => {
    const { namespaces, charts } = new HelmChart('reloader', { ...RELOADER, values: { a: 1 }, crds: CrdPolicy.TEMPLATED }).parts(traits());
    expect(namespaces).toEqual([{ name: 'reloader' }]);
    expect(charts).toEqual([{ ...RELOADER, releaseName: 'reloader', namespace: 'reloader', values: { a: 1 }, crds: CrdPolicy.TEMPLATED }]);
  });

  test('goes where it is told, into a namespace that is made only where nobody named one, or where it is told so', () => {
    const { namespaces, charts } = new HelmChart('reloader', { ...RELOADER, namespace: 'tools' }).parts(traits());
    expect([namespaces, charts![0].namespace]).toEqual([[], 'tools']);
    expect(new HelmChart('reloader', { ...RELOADER, createNamespace: false }).parts(traits()).namespaces).toEqual([]);
    expect(new HelmChart('reloader', { ...RELOADER, namespace: 'tools', createNamespace: true }).parts(traits()).namespaces).toEqual([{ name: 'tools' }]);
  });

  test('says what it needs and what it does not go with', () => {
    expect(new HelmChart('reloader', { ...RELOADER, needs: ['kueue'], conflictsWith: ['wave'] })).toMatchObject({ needs: ['kueue'], conflictsWith: ['wave'], provides: [] });
  });
});

test('any resources are one set, in the namespace that they are told', () => {
  const manifests = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }];
  expect(new Manifest('settings', { manifests }).parts(traits()).manifests).toEqual([{ name: 'settings', namespace: 'default', manifests }]);
  expect(new Manifest('settings', { manifests, namespace: 'tools', needs: ['kueue'] })).toMatchObject({ needs: ['kueue'] });
});

test('definitions go before resources of their kinds, as a release of their own: Helm looks up every kind of a release before it makes anything', () => {
  const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'queues.acme.io' } };
  const queue = { apiVersion: 'acme.io/v1', kind: 'Queue', metadata: { name: 'q' } };
  const sets = (...manifests: object[]) => new Manifest('queues', { manifests: manifests as Record<string, unknown>[] }).parts(traits()).manifests!;
  expect(sets(queue, definition).map(({ name, manifests }) => [name, manifests])).toEqual([['queues-definitions', [definition]], ['queues', [queue]]]);
  expect(sets(definition).map(({ name }) => name)).toEqual(['queues']);
});

test('every chart that the library knows is pinned, and comes over TLS', () => {
  Object.values(CHARTS).forEach(({ version, repository }) => {
    expect(version).toMatch(/^v?\d+\.\d+\.\d+$/);
    expect(repository).toMatch(/^(https|oci):\/\//);
  });
});
