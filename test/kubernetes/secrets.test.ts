import { ExternalSecrets } from '../../src/kubernetes';
import { MIRRORED, repositoriesIn, traits, valuesOf, WATCHED } from './traits';

describe('External Secrets', () => {
  test('stands twice in each of its parts, one of which writes', () => {
    const twice = { replicaCount: 2, podDisruptionBudget: { enabled: true } };
    expect(valuesOf(new ExternalSecrets())).toMatchObject({ ...twice, leaderElect: true, webhook: twice, certController: twice });
  });

  test('runs restricted, in a namespace of its own', () => {
    expect(new ExternalSecrets().parts(traits()).namespaces).toEqual([{ name: 'external-secrets', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }]);
  });

  test('has no identity of its own in a cloud: each store names an account', () => {
    expect(JSON.stringify(valuesOf(new ExternalSecrets()))).not.toMatch(/serviceAccount|annotations|role-arn/);
  });

  test('is measured only where Prometheus knows how, and is found by its labels', () => {
    expect(valuesOf(new ExternalSecrets()).serviceMonitor).toEqual({ enabled: false });
    expect(valuesOf(new ExternalSecrets(), { ...WATCHED, monitorLabels: { release: 'kps' } }).serviceMonitor).toEqual({ enabled: true, additionalLabels: { release: 'kps' } });
  });

  test('comes from the mirror, all parts of it', () => {
    expect(repositoriesIn(valuesOf(new ExternalSecrets(), MIRRORED))).toEqual(['registry.acme.internal/ml/external-secrets/external-secrets']);
    expect(repositoriesIn(valuesOf(new ExternalSecrets()))).toEqual([]);
  });
});
