import { Duration, Size } from '../../src/core';
import { CertManager, KubePrometheusStack } from '../../src/kubernetes';
import { MIRRORED, traits, valuesOf, WATCHED } from './traits';

describe('Prometheus', () => {
  const spec = (stack: KubePrometheusStack) => valuesOf(stack).prometheus.prometheusSpec;

  test('reads monitors and rules of everybody, and names the cluster to whoever asks several', () => {
    const selectors = ['serviceMonitor', 'podMonitor', 'probe', 'rule', 'scrapeConfig'].map((kind) => `${kind}SelectorNilUsesHelmValues`);
    selectors.forEach((selector) => expect(spec(new KubePrometheusStack())[selector]).toBe(false));
    expect(spec(new KubePrometheusStack()).externalLabels).toEqual({ cluster: 'ml-train' });
  });

  test('keeps what it was told on a disk, so that a restart forgets nothing', () => {
    const storage = (stack: KubePrometheusStack) => spec(stack).storageSpec.volumeClaimTemplate.spec.resources.requests.storage;
    expect([spec(new KubePrometheusStack()).retention, storage(new KubePrometheusStack())]).toEqual(['15d', '50Gi']);
    const large = new KubePrometheusStack({ retention: Duration.days(90), storage: Size.tebibytes(1) });
    expect([spec(large).retention, storage(large)]).toEqual(['90d', '1024Gi']);
  });

  test.each(['eks', 'gke', 'aks'])('is not asked to reach the control plane that %s hides, which would be an alarm for ever', (clusterSystem) => {
    const closed = { enabled: false };
    expect(valuesOf(new KubePrometheusStack(), { clusterSystem })).toMatchObject({
      kubeControllerManager: closed, kubeScheduler: closed, kubeEtcd: closed, kubeProxy: closed,
    });
  });

  test('watches the control plane of a cluster that somebody runs himself', () => {
    expect(Object.keys(valuesOf(new KubePrometheusStack(), { clusterSystem: 'kubernetes' }))).not.toContain('kubeEtcd');
  });

  test("takes Grafana's password from a Secret, and no value holds one", () => {
    const { grafana } = valuesOf(new KubePrometheusStack({ grafanaAdminSecret: 'grafana-admin' }));
    expect(grafana).toMatchObject({ admin: { existingSecret: 'grafana-admin' }, sidecar: { dashboards: { searchNamespace: 'ALL' } } });
    expect(JSON.stringify(valuesOf(new KubePrometheusStack()))).not.toMatch(/password/i);
  });

  test('comes from the mirror', () => {
    expect(valuesOf(new KubePrometheusStack(), MIRRORED).global).toEqual({ imageRegistry: 'registry.acme.internal/ml' });
  });

  test('brings the operator that others ask for', () => {
    expect(new KubePrometheusStack().provides).toEqual(['prometheus-operator']);
  });
});

describe('cert-manager', () => {
  test('stands twice in each of its parts, and keeps its definitions when the chart goes', () => {
    const twice = { replicaCount: 2, podDisruptionBudget: { enabled: true } };
    expect(valuesOf(new CertManager())).toMatchObject({ ...twice, webhook: twice, cainjector: twice, crds: { enabled: true, keep: true } });
  });

  test('runs restricted', () => {
    expect(new CertManager().parts(traits()).namespaces).toEqual([{ name: 'cert-manager', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }]);
  });

  test('is measured where Prometheus knows how, and is found by its labels', () => {
    expect(valuesOf(new CertManager()).prometheus.servicemonitor).toEqual({ enabled: false, labels: {} });
    expect(valuesOf(new CertManager(), { ...WATCHED, monitorLabels: { release: 'kps' } }).prometheus.servicemonitor).toEqual({ enabled: true, labels: { release: 'kps' } });
  });

  test('comes from the mirror', () => {
    expect(valuesOf(new CertManager(), MIRRORED).imageRegistry).toBe('registry.acme.internal/ml');
  });
});
