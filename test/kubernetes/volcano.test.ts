import { Volcano } from '../../src/kubernetes';
import { MIRRORED, traits, valuesOf, WATCHED } from './traits';

describe('Volcano', () => {
  test('stands twice, and one of the two leads', () => {
    expect(valuesOf(new Volcano()).custom).toMatchObject({
      scheduler_replicas: 2, controller_replicas: 2, admission_replicas: 2, leader_elect_enable: true,
    });
  });

  test('runs restricted, without the capability that the chart adds', () => {
    expect(new Volcano().parts(traits()).namespaces).toEqual([{ name: 'volcano-system', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }]);
    expect(valuesOf(new Volcano()).custom.default_csc.capabilities.add).toEqual([]);
  });

  test('runs where GKE grants the priority that its pods ask for', () => {
    const { namespaces, charts, manifests } = new Volcano().parts(traits({ clusterSystem: 'gke', ...WATCHED }));
    expect(namespaces).toEqual([]);
    expect([charts![0].namespace, manifests![0].namespace, manifests![0].manifests[0].metadata.namespace]).toEqual(['kube-system', 'kube-system', 'kube-system']);
    expect(new Volcano().parts(traits({ clusterSystem: 'aks' })).charts![0].namespace).toBe('volcano-system');
  });

  test('is measured where Prometheus knows how, and never by a Prometheus of the chart', () => {
    expect(new Volcano().parts(traits()).manifests).toEqual([]);
    const [{ manifests }] = new Volcano().parts(traits({ ...WATCHED, monitorLabels: { release: 'kps' } })).manifests!;
    const [{ kind, metadata, spec }] = manifests;
    expect([kind, metadata.labels]).toEqual(['ServiceMonitor', { platform: 'ml', release: 'kps' }]);
    expect(spec.selector.matchExpressions[0].values).toEqual(['volcano-scheduler', 'volcano-controller']);
    expect(valuesOf(new Volcano(), WATCHED).custom).not.toHaveProperty('metrics_enable');
  });

  test('comes from the mirror', () => {
    expect(valuesOf(new Volcano(), MIRRORED).basic).toEqual({ image_registry: 'registry.acme.internal/ml' });
    expect(valuesOf(new Volcano())).not.toHaveProperty('basic');
  });

  test('goes with Kueue, which decides when and not where', () => {
    expect(new Volcano()).toMatchObject({ needs: [], conflictsWith: [], provides: [] });
  });
});
