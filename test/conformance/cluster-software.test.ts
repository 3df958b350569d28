import { Egress, IClusterSoftware, Machine, Scaling, Size } from '../../src/core';
import { CertManager, DcgmExporter, GpuOperator, HelmChart, KubePrometheusStack, Kueue, Manifest } from '../../src/kubernetes';
import { codesOf } from '../support/refusals';
import { buildCluster, oneGroup, NAMED_SUBJECTS } from './cluster-builds';

describe.each(NAMED_SUBJECTS)('software on %s', (_, subject) => {
  const brings = (name: string) => buildCluster(subject).synth().software.some(({ release }) => release === name);

  test('is installed in order, with what it needs', () => {
    const built = buildCluster(subject);
    built.cluster.install(new CertManager());
    built.cluster.install(new Kueue({ teams: [{ team: 'vision', gpus: { gpus: 3 } }, { team: 'language', gpus: { gpus: 1 } }] }));
    const { software } = built.synth();
    const names = software.map(({ release }) => release);
    expect(names).toEqual(expect.arrayContaining(['cert-manager', 'kueue', 'kueue-queues']));
    const queues = software.find(({ release }) => release === 'kueue-queues')!.manifests;
    expect(queues.filter(({ kind }) => kind === 'LocalQueue').map(({ metadata }) => metadata.namespace)).toEqual(['vision', 'language']);
    const [flavor] = queues.filter(({ kind }) => kind === 'ResourceFlavor');
    expect(flavor.metadata.name).toBe('gpus');
    const gpus = queues.filter(({ kind }) => kind === 'ClusterQueue').map(({ spec }) => {
      return spec.resourceGroups[0].flavors[0].resources.find(({ name }: { name: string }) => name === 'nvidia.com/gpu').nominalQuota;
    });
    expect(gpus).toEqual([3, 1]);
  });

  test('may be any chart and any resource', () => {
    const built = buildCluster(subject);
    built.cluster.install(new HelmChart('reloader', { chart: 'reloader', repository: 'https://stakater.github.io/stakater-charts', version: '2.2.3', values: { a: { b: 1 } } }));
    const manifests = [{ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'training' }, value: 1000 }];
    built.cluster.install(new Manifest('priorities', { manifests, needs: ['reloader'] }));
    const { software } = built.synth();
    expect(software).toContainEqual(expect.objectContaining({ release: 'reloader', chart: 'reloader', version: '2.2.3', namespace: 'reloader', values: { a: { b: 1 } } }));
    expect(software.find(({ release }) => release === 'priorities')!.manifests).toEqual(manifests);
  });

  test('that is there already is refused, whoever installed it', () => {
    const { cluster } = buildCluster(subject);
    cluster.install(new CertManager());
    expect(codesOf(() => cluster.install(new CertManager()))).toEqual(['software/installed-twice']);
    if (brings('gpu-operator') || subject.target.name === 'tfgcp') expect(codesOf(() => cluster.install(new GpuOperator()))).toContain('software/installed-twice');
  });

  test('that conflicts with what is there is refused, from either side', () => {
    const { cluster } = buildCluster(subject);
    const one: IClusterSoftware = new HelmChart('one', { chart: 'one', repository: 'https://charts.acme.io', version: '1.0.0', conflictsWith: ['two', 'three'] });
    cluster.install(new HelmChart('three', { chart: 'three', repository: 'https://charts.acme.io', version: '1.0.0' }));
    expect(codesOf(() => cluster.install(one))).toEqual(['software/conflict']);
    const { cluster: other } = buildCluster(subject);
    other.install(one);
    expect(codesOf(() => other.install(new HelmChart('two', { chart: 'two', repository: 'https://charts.acme.io', version: '1.0.0' })))).toEqual(['software/conflict']);
  });

  test('whose need is missing is refused', () => {
    const { cluster } = buildCluster(subject, oneGroup({ name: 'cpus', machine: Machine.custom('m1', { cpus: 4, memory: Size.gibibytes(16) }), scaling: Scaling.fixed(1) }));
    expect(codesOf(() => cluster.install(new Manifest('queues', { manifests: [], needs: ['kueue'] })))).toEqual(['software/need-missing']);
    if (subject.target.name !== 'tfgcp') expect(codesOf(() => cluster.install(new DcgmExporter()))).toContain('software/need-missing');
  });

  test.each(['', '*', '^1.2.3', 'latest', '1.2'])("a chart of version '%s' is refused", (version) => {
    const { cluster } = buildCluster(subject);
    const chart = new HelmChart('loose', { chart: 'loose', repository: 'https://charts.acme.io', version });
    expect(codesOf(() => cluster.install(chart))).toEqual(['software/chart-version']);
  });

  test('comes from the mirror where the network reaches no other registry, and is refused without one', () => {
    const mirrored = buildCluster(subject, { egress: Egress.mirrored('registry.acme.internal/ml') });
    mirrored.cluster.install(new CertManager());
    const charts = mirrored.synth().software.filter(({ chart }) => chart !== 'manifests');
    charts.forEach(({ repository }) => expect(repository).toMatch(/^oci:\/\/registry\.acme\.internal\/ml\/charts/));
    expect(charts.find(({ release }) => release === 'cert-manager')!.values.imageRegistry).toBe('registry.acme.internal/ml');
    const sealed = () => {
      const { cluster } = buildCluster(subject, { egress: Egress.none() });
      cluster.install(new CertManager());
    };
    expect(codesOf(sealed)).toContain('software/unreachable');
  });

  test('with Prometheus is measured by it', () => {
    if (subject.target.name === 'tfk8s') return; // its platform stands on a Prometheus operator that is there
    const built = buildCluster(subject);
    built.cluster.install(new KubePrometheusStack());
    built.cluster.install(new CertManager());
    const { software } = built.synth();
    expect(software.find(({ release }) => release === 'cert-manager')!.values.prometheus.servicemonitor.enabled).toBe(true);
  });
});
