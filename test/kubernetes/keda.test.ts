import { Keda } from '../../src/kubernetes';
import { MIRRORED, traits, valuesOf, WATCHED } from './traits';

describe('KEDA', () => {
  test('stands twice, each part with a budget', () => {
    const { operator, metricsServer, webhooks, podDisruptionBudget } = valuesOf(new Keda());
    [operator, metricsServer, webhooks].forEach(({ replicaCount }) => expect(replicaCount).toBe(2));
    expect(podDisruptionBudget).toEqual({ operator: { maxUnavailable: 1 }, metricServer: { maxUnavailable: 1 }, webhooks: { maxUnavailable: 1 } });
  });

  test('runs restricted, in a namespace of its own, and says which cluster it is', () => {
    expect(new Keda().parts(traits()).namespaces).toEqual([{ name: 'keda', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }]);
    expect(valuesOf(new Keda()).clusterName).toBe('ml-train');
  });

  test('reads no Secret of others, unless it is told so', () => {
    const secretOf = ({ permissions }: Record<string, any>) => [permissions.operator.restrict.secret, permissions.metricServer.restrict.secret];
    expect(secretOf(valuesOf(new Keda()))).toEqual([true, true]);
    expect(secretOf(valuesOf(new Keda({ readsAllSecrets: true })))).toEqual([false, false]);
  });

  test('may read no kind but those that it is told to scale: by default the chart lets it read every kind, Secrets included', () => {
    expect(valuesOf(new Keda()).rbac).toEqual({ enabledCustomScaledRefKinds: false, scaledRefKinds: [] });
    expect(valuesOf(new Keda({ scaledKinds: [{ apiGroup: 'leaderworkerset.x-k8s.io', resource: 'leaderworkersets' }] })).rbac).toEqual({
      enabledCustomScaledRefKinds: true, scaledRefKinds: [{ apiGroup: 'leaderworkerset.x-k8s.io', kind: 'leaderworkersets' }],
    });
  });

  test('is measured where Prometheus knows how, with the labels that it looks for', () => {
    const off = { enabled: false, serviceMonitor: { enabled: false } };
    expect(valuesOf(new Keda()).prometheus).toEqual({ operator: off, metricServer: off, webhooks: off });
    const on = { enabled: true, serviceMonitor: { enabled: true, additionalLabels: { release: 'kps' } } };
    expect(valuesOf(new Keda(), { ...WATCHED, monitorLabels: { release: 'kps' } }).prometheus).toEqual({ operator: on, metricServer: on, webhooks: on });
  });

  test('comes from the mirror, all three images', () => {
    expect(valuesOf(new Keda(), MIRRORED).global).toEqual({ image: { registry: 'registry.acme.internal/ml' } });
    expect(valuesOf(new Keda())).not.toHaveProperty('global');
  });
});
