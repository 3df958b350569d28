import { Egress, IClusterSoftware, Machine, Scaling, Size } from '../../src/core';
import {
  ArgoEvents, ArgoRollouts, ArgoWorkflows, BlobDriver, CertManager, DcgmExporter, ExternalSecrets, FsxLustreDriver, GcsFuseDriver,
  GpuOperator, HelmChart, JobSet,
  Keda, Knative, KServe, KubeflowTrainer, KubePrometheusStack, KubeRay, Kueue, LeaderWorkerSet, Manifest, MpiOperator, OpenTelemetryOperator,
  S3MountpointDriver, Volcano,
} from '../../src/kubernetes';
import { codesOf } from '../support/refusals';
import { buildCluster, isCloud, NAMED_SUBJECTS, oneGroup } from './cluster-builds';

const PLAIN = oneGroup({ name: 'cpus', machine: Machine.custom('m1', { cpus: 4, memory: Size.gibibytes(16) }), scaling: Scaling.fixed(1) });
const chart = (name: string, more: object = {}) => new HelmChart(name, { chart: name, repository: 'https://charts.acme.io', version: '1.0.0', ...more });

describe.each(NAMED_SUBJECTS)('software on %s', (_, subject) => {
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

  test('that jobs and models run on is installed alike, each chart at one version', () => {
    const built = buildCluster(subject);
    [
      new CertManager(), new Kueue({ teams: [{ team: 'vision', gpus: { gpus: 4 } }] }), new JobSet(), new KubeflowTrainer(), new KubeRay(), new LeaderWorkerSet(),
      new MpiOperator(), new Volcano(), new Keda(), new ExternalSecrets(), new OpenTelemetryOperator(), new ArgoWorkflows({ namespaces: ['vision'] }),
      new ArgoEvents({ namespaces: ['vision'] }), new ArgoRollouts({ gatewayApi: true }), new Knative(), new KServe(), new S3MountpointDriver(),
    ].forEach((software) => built.cluster.install(software));
    const { software } = built.synth();
    const charts = software.filter(({ chart: name }) => name !== 'manifests').map(({ chart: name }) => name!.split('/').pop());
    expect(charts).toEqual(expect.arrayContaining([
      'argo-events', 'argo-rollouts', 'argo-workflows', 'aws-mountpoint-s3-csi-driver', 'cert-manager', 'external-secrets', 'jobset', 'keda', 'knative-operator',
      'kserve-crd', 'kserve-resources', 'kserve-runtime-configs', 'kubeflow-trainer', 'kuberay-operator', 'kueue', 'lws', 'opentelemetry-operator', 'volcano',
    ]));
    const kinds = software.flatMap(({ manifests }) => manifests).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    expect(kinds).toEqual(expect.arrayContaining(['CustomResourceDefinition/mpijobs.kubeflow.org', 'Deployment/mpi-operator', 'EventBus/default', 'KnativeServing/knative-serving']));
    software.filter(({ repository }) => repository !== undefined).forEach(({ version }) => expect(version).toMatch(/^v?\d+\.\d+\.\d+$/));
  });

  test('for the storage of another cloud is refused, and so is what the cluster has by itself', () => {
    const refused = (software: IClusterSoftware) => codesOf(() => buildCluster(subject).cluster.install(software));
    const { name } = subject.target;
    expect(refused(new GcsFuseDriver())).toEqual([name === 'tfgcp' ? 'software/installed-twice' : 'storage-driver/cluster']);
    expect(refused(new FsxLustreDriver())).toEqual(['tfgcp', 'tfazure'].includes(name) ? ['storage-driver/cluster'] : []);
    expect(refused(new BlobDriver()).length > 0).toBe(['awscdk', 'tfaws', 'tfazure'].includes(name));
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
  });

  test('that conflicts with what is there is refused, from either side', () => {
    const { cluster } = buildCluster(subject);
    const one: IClusterSoftware = chart('one', { conflictsWith: ['two', 'three'] });
    cluster.install(chart('three'));
    expect(codesOf(() => cluster.install(one))).toEqual(['software/conflict']);
    const { cluster: other } = buildCluster(subject);
    other.install(one);
    expect(codesOf(() => other.install(chart('two')))).toEqual(['software/conflict']);
  });

  test('whose need is missing is refused', () => {
    const { cluster } = buildCluster(subject, PLAIN);
    expect(codesOf(() => cluster.install(new Manifest('queues', { manifests: [], needs: ['kueue'] })))).toEqual(['software/need-missing']);
  });

  test.each(['', '*', '^1.2.3', 'latest', '1.2'])("a chart of version '%s' is refused", (version) => {
    const { cluster } = buildCluster(subject);
    expect(codesOf(() => cluster.install(chart('loose', { version })))).toEqual(['software/chart-version']);
  });

  test('into a namespace that every cluster has does not make it, and one that would is refused', () => {
    const { cluster } = buildCluster(subject);
    expect(codesOf(() => cluster.install(chart('inside', { namespace: 'kube-system' })))).toEqual([]);
    expect(codesOf(() => cluster.install(chart('maker', { namespace: 'kube-system', createNamespace: true })))).toEqual(['software/namespace']);
  });

  test('with values that are no JSON is refused', () => {
    const { cluster } = buildCluster(subject);
    expect(codesOf(() => cluster.install(chart('dated', { values: { since: new Date(0) } })))).toEqual(['software/values']);
  });

  test('may have a name that something else in the cluster has', () => {
    const { cluster } = buildCluster(subject);
    cluster.addServiceAccount('trainer', { namespace: 'default' });
    expect(codesOf(() => cluster.install(chart('trainer')))).toEqual([]);
  });

  test('queues let no job without GPUs onto nodes with GPUs, and nobody in without a share', () => {
    const built = buildCluster(subject);
    built.cluster.install(new Kueue({ teams: [{ team: 'vision', gpus: { gpus: 4 } }, { team: 'guests' }] }));
    const { manifests } = built.synth().software.find(({ release }) => release === 'kueue-queues')!;
    const [flavor] = manifests.filter(({ kind }) => kind === 'ResourceFlavor');
    expect([flavor.spec.nodeTaints, flavor.spec.tolerations]).toEqual([[{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }], undefined]);
    const guests = manifests.find(({ kind, metadata }) => kind === 'ClusterQueue' && metadata.name === 'guests')!;
    expect(guests.spec.resourceGroups[0].flavors[0].resources.map(({ nominalQuota }: { nominalQuota: unknown }) => nominalQuota)).toEqual([0, '0Gi', 0]);
  });

  test('comes from the mirror where the network reaches no other registry, and is refused without one', () => {
    const mirrored = buildCluster(subject, {}, { network: { egress: Egress.mirrored('registry.acme.internal/ml') } });
    mirrored.cluster.install(new CertManager());
    const charts = mirrored.synth().software.filter((release) => release.chart !== 'manifests');
    charts.forEach(({ repository }) => expect(repository).toMatch(/^oci:\/\/registry\.acme\.internal\/ml\/charts/));
    expect(charts.find(({ release }) => release === 'cert-manager')!.values.imageRegistry).toBe('registry.acme.internal/ml');
    const sealed = () => {
      const { cluster } = buildCluster(subject, {}, { network: { egress: Egress.none() } });
      cluster.install(new CertManager());
    };
    expect(codesOf(sealed)).toContain('software/unreachable');
  });
});

describe.each(NAMED_SUBJECTS.filter(([, subject]) => isCloud(subject)))('what the cloud leaves to software on %s', (_, subject) => {
  test('GPUs can be asked for already, whoever saw to it', () => {
    const { cluster } = buildCluster(subject);
    expect(codesOf(() => cluster.install(new GpuOperator()))).toContain('software/installed-twice');
  });

  // Elsewhere the platform stands on a Prometheus operator that is there.
  test('software that comes after Prometheus is measured by it', () => {
    const built = buildCluster(subject);
    built.cluster.install(new KubePrometheusStack());
    built.cluster.install(new CertManager());
    const { software } = built.synth();
    expect(software.find(({ release }) => release === 'cert-manager')!.values.prometheus.servicemonitor.enabled).toBe(true);
  });
});

/** GKE brings the device plugin, whatever the nodes. */
test.each(NAMED_SUBJECTS.filter(([name]) => name !== 'tfgcp'))('measurements of GPUs need some that can be asked for on %s', (_, subject) => {
  const { cluster } = buildCluster(subject, PLAIN);
  expect(codesOf(() => cluster.install(new DcgmExporter()))).toContain('software/need-missing');
});
