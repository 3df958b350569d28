import { OpenTelemetryOperator } from '../../src/kubernetes';
import { CHARTS } from '../../src/kubernetes/charts';
import { MIRRORED, repositoriesIn, traits, valuesOf, WATCHED } from './traits';

const CONTRIB = 'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib';

describe('the operator of OpenTelemetry', () => {
  test('stands twice, behind webhooks whose certificates cert-manager renews', () => {
    expect(valuesOf(new OpenTelemetryOperator())).toMatchObject({
      replicaCount: 2, pdb: { create: true }, admissionWebhooks: { certManager: { enabled: true } },
    });
    expect(new OpenTelemetryOperator().needs).toEqual(['cert-manager']);
  });

  test('runs restricted', () => {
    expect(new OpenTelemetryOperator().parts(traits()).namespaces).toEqual([
      { name: 'opentelemetry-operator', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    ]);
  });

  test("starts collectors of OpenTelemetry's distribution for Kubernetes, or of the one that is named", () => {
    const image = (software: OpenTelemetryOperator) => valuesOf(software).manager.collectorImage.repository;
    expect(image(new OpenTelemetryOperator())).toMatch(/\/opentelemetry-collector-k8s$/);
    expect(image(new OpenTelemetryOperator({ collectorImage: CONTRIB }))).toBe(CONTRIB);
  });

  test('is measured where Prometheus knows how, and is found by its labels', () => {
    expect(valuesOf(new OpenTelemetryOperator()).manager.serviceMonitor).toEqual({ enabled: false, extraLabels: {} });
    expect(valuesOf(new OpenTelemetryOperator(), { ...WATCHED, monitorLabels: { release: 'kps' } }).manager.serviceMonitor).toEqual({
      enabled: true, extraLabels: { release: 'kps' },
    });
  });

  test('takes from the mirror what it is and what it starts, each with a tag where the chart has none', () => {
    const { manager } = valuesOf(new OpenTelemetryOperator(), MIRRORED);
    const repositories = repositoriesIn(manager);
    expect(repositories).toHaveLength(11);
    expect(repositories.every((repository) => repository.startsWith('registry.acme.internal/ml/open-telemetry/'))).toBe(true);
    const { targetAllocatorImage, opampBridgeImage, autoInstrumentationImage } = manager;
    [targetAllocatorImage, opampBridgeImage, ...Object.values<{ tag?: string }>(autoInstrumentationImage)].forEach(({ tag }) => expect(tag).toMatch(/\d/));
  });

  test('has images built in that belong to the pinned chart: to move the pin is to read them again', () => {
    expect(CHARTS.openTelemetryOperator.version).toBe('0.120.2');
    expect(valuesOf(new OpenTelemetryOperator(), MIRRORED).manager.targetAllocatorImage.tag).toBe('0.156.0');
  });

  test('leaves an image that is named to whoever names it, also with a mirror', () => {
    const image = 'registry.acme.internal/own/collector';
    expect(valuesOf(new OpenTelemetryOperator({ collectorImage: image }), MIRRORED).manager.collectorImage.repository).toBe(image);
  });
});
