import { DcgmExporter, GpuOperator } from '../../src/kubernetes';
import { CPUS, GPUS, MIRRORED, ON_PREMISES, repositoriesIn, traits, valuesOf, WATCHED } from './traits';

describe('the GPU operator', () => {
  test.each(['eks', 'gke', 'aks'])('leaves drivers to the image of the nodes on %s', (clusterSystem) => {
    expect(valuesOf(new GpuOperator(), { clusterSystem })).toMatchObject({ driver: { enabled: false }, toolkit: { enabled: false } });
  });

  test('brings drivers and the toolkit where nodes have none', () => {
    expect(valuesOf(new GpuOperator(), ON_PREMISES)).toMatchObject({ driver: { enabled: true }, toolkit: { enabled: true } });
  });

  test('runs on the nodes that the taint keeps others away from', () => {
    const tolerations = [{ key: 'nvidia.com/gpu', operator: 'Exists' }];
    expect(valuesOf(new GpuOperator())).toMatchObject({ 'daemonsets': { tolerations }, 'node-feature-discovery': { worker: { tolerations } } });
  });

  test('has a namespace that its daemons may see the host from', () => {
    expect(new GpuOperator().parts(traits()).namespaces).toEqual([{ name: 'gpu-operator', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } }]);
  });

  test('is measured only where Prometheus knows how', () => {
    expect(valuesOf(new GpuOperator()).dcgmExporter).toEqual({ enabled: true, serviceMonitor: { enabled: false } });
    expect(valuesOf(new GpuOperator(), WATCHED).dcgmExporter).toEqual({ enabled: true, serviceMonitor: { enabled: true } });
    expect(valuesOf(new GpuOperator(), { ...WATCHED, monitorLabels: { release: 'kps' } }).dcgmExporter.serviceMonitor).toEqual({
      enabled: true, additionalLabels: { release: 'kps' },
    });
  });

  test('leaves measuring to something else, and then does not say that it brings it', () => {
    expect(valuesOf(new GpuOperator({ metrics: false }), WATCHED).dcgmExporter).toEqual({ enabled: false });
    expect(new GpuOperator().provides).toEqual(['gpu-device-plugin', 'gpu-metrics']);
    expect(new GpuOperator({ metrics: false }).provides).toEqual(['gpu-device-plugin']);
  });

  test('pulls each image from the mirror, that of what unloads drivers included', () => {
    const values = valuesOf(new GpuOperator(), { ...ON_PREMISES, ...MIRRORED });
    expect(values).toMatchObject({
      operator: { repository: 'registry.acme.internal/ml/nvidia' },
      driver: { enabled: true, repository: 'registry.acme.internal/ml/nvidia', manager: { repository: 'registry.acme.internal/ml/nvidia/cloud-native' } },
      toolkit: { enabled: true, repository: 'registry.acme.internal/ml/nvidia/k8s' },
      dcgmExporter: { enabled: true, repository: 'registry.acme.internal/ml/nvidia/k8s' },
    });
    expect(values['node-feature-discovery'].image.repository).toBe('registry.acme.internal/ml/nfd/node-feature-discovery');
    expect(repositoriesIn(values).every((repository) => repository.startsWith('registry.acme.internal/ml/'))).toBe(true);
    expect(repositoriesIn(valuesOf(new GpuOperator()))).toEqual([]);
  });
});

describe("DCGM's exporter", () => {
  test('runs on nodes with GPUs only, whatever their taint', () => {
    const { affinity, tolerations } = valuesOf(new DcgmExporter());
    const [term] = affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
    expect(term.matchExpressions).toEqual([{ key: 'ml-platform/node-group', operator: 'In', values: ['gpus'] }]);
    expect(tolerations).toEqual([{ key: 'nvidia.com/gpu', operator: 'Exists' }]);
  });

  test('is asked of no group where none was said to have GPUs, since an empty list is refused by the API server', () => {
    expect(valuesOf(new DcgmExporter(), { nodeGroups: [CPUS] })).toMatchObject({ affinity: {}, tolerations: [] });
  });

  test('tolerates each key once', () => {
    const nodeGroups = [GPUS, { ...GPUS, name: 'more', taintKeys: ['acme.io/reserved', 'nvidia.com/gpu'] }];
    expect(valuesOf(new DcgmExporter(), { nodeGroups }).tolerations.map(({ key }: { key: string }) => key)).toEqual(['acme.io/reserved', 'nvidia.com/gpu']);
  });

  test('is asked for a monitor only where the kind is known, since the chart makes one by default', () => {
    expect(valuesOf(new DcgmExporter()).serviceMonitor).toEqual({ enabled: false });
    expect(valuesOf(new DcgmExporter(), { ...WATCHED, monitorLabels: { release: 'kps' } }).serviceMonitor).toEqual({ enabled: true, additionalLabels: { release: 'kps' } });
  });

  test('comes from the mirror', () => {
    expect(valuesOf(new DcgmExporter(), MIRRORED).image).toEqual({ repository: 'registry.acme.internal/ml/nvidia/k8s/dcgm-exporter' });
  });

  test('needs the device plugin, and brings the measurements that the GPU operator would', () => {
    expect(new DcgmExporter()).toMatchObject({ needs: ['gpu-device-plugin'], provides: ['gpu-metrics'] });
  });
});
