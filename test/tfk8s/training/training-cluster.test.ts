import { Accelerator, Capacity, ClusterAccess, Duration, Egress, MaintenanceWindow, Placement, ReleaseChannel, Scaling, Severity, Size, Weekday } from '../../../src/core';
import { CertManager, DcgmExporter, GpuOperator, HelmChart, KubePrometheusStack, Kueue, Manifest } from '../../../src/kubernetes';
import { Metric, MlPlatform, TrainingCluster, TrainingClusterProps } from '../../../src/tfk8s';
import { codesOf } from '../../support/refusals';
import { synthApp } from '../../support/terraform';
import { ATTRIBUTES, CPUS, GPUS, LEAST, made, newStack, releaseOf } from './clusters';

const refused = (props: Partial<TrainingClusterProps>) => codesOf(() => made(props));

describe('a cluster that exists', () => {
  test('gets alarms and a page of graphs, and not one node or stack', () => {
    const { app, synth } = made();
    const addresses = synth().addresses.filter((address) => address.includes('Ml_Train'));
    expect(addresses.map((address) => address.split('.')[0])).toEqual([...Array<string>(4).fill('helm_release'), 'kubernetes_config_map_v1']);
    expect(Object.keys(synthApp(app).stacks)).toEqual(['ml']);
  });

  test('tells its owner which label each node is expected to carry, since the library sets none', () => {
    const { train_cluster_name: name, train_node_groups: groups } = made({ clusterName: 'dgx', nodeGroups: [GPUS, { ...CPUS, labels: { rack: 'a' } }] }).synth().outputs;
    expect(name).toBe('dgx');
    expect(JSON.parse(groups as string)).toMatchObject([
      { nodeGroup: 'gpus', label: 'ml-platform/node-group=gpus', nodes: 4, gpusPerNode: 8, accelerator: 'a100-80gb' },
      { nodeGroup: 'cpus', label: 'ml-platform/node-group=cpus', nodes: 3, gpusPerNode: 0, labels: { rack: 'a' } },
    ]);
  });

  test('is called as the platform is, unless somebody says otherwise', () => {
    expect(made().cluster.clusterName).toBe('ml');
    expect(made({ clusterName: 'dgx' }).cluster.clusterName).toBe('dgx');
  });

  test('needs no quota of anybody', () => {
    const { cluster, synth } = made();
    expect(cluster.quotas).toEqual([]);
    expect(Object.keys(synth().outputs).filter((name) => name.includes('quota'))).toEqual([]);
  });

  test('two of one platform do not collide', () => {
    const { app, stack } = newStack();
    const platform = new MlPlatform(stack, 'Ml', LEAST);
    platform.addTrainingCluster('Train', { nodeGroups: [GPUS] });
    platform.addTrainingCluster('Serve', { nodeGroups: [GPUS] });
    const names = Object.values(synthApp(app).only.resources('helm_release')).map(({ name }) => name as string);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['ml-train-gpu-idle', 'ml-serve-gpu-idle']));
  });

  test('two of one platform are one cluster, so that nothing is installed twice, and one order', () => {
    const { app, stack } = newStack();
    const platform = new MlPlatform(stack, 'Ml', LEAST);
    platform.addTrainingCluster('Train', { nodeGroups: [GPUS] }).install(new CertManager());
    const other = new TrainingCluster(platform, 'Serve', { platform, clusterName: 'another-name', nodeGroups: [GPUS] });
    expect(codesOf(() => other.install(new CertManager()))).toContain('software/installed-twice');
    other.install(new Manifest('issuers', { namespace: 'cert-manager', manifests: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }], needs: ['cert-manager'] }));
    const synthesized = synthApp(app).only;
    const [first] = Object.entries(synthesized.resources('helm_release')).filter(([, { name }]) => name === 'cert-manager').map(([id]) => `helm_release.${id}`);
    expect(releaseOf(synthesized, 'issuers').release.depends_on).toContain(first);
  });
});

describe('alarms', () => {
  const rule = (name: string, props: Partial<TrainingClusterProps> = {}) => releaseOf(made(props).synth(), name).manifests[0].spec.groups[0].rules[0];

  test('ask kube-state-metrics and DCGM by the names that they have', () => {
    expect(rule('ml-train-nodes-not-ready')).toMatchObject({
      expr: '(sum(kube_node_status_condition{condition="Ready",status=~"false|unknown"})) > 0', for: '15m', labels: { severity: Severity.CRITICAL },
    });
    expect(rule('ml-train-gpu-idle')).toMatchObject({ expr: '(avg(DCGM_FI_DEV_GPU_UTIL)) < 5', for: '60m', labels: { severity: Severity.WARNING } });
    expect(rule('ml-train-gpus-pending')).toMatchObject({ expr: '(sum(kube_pod_status_unschedulable) or vector(0)) > 0', for: '30m' });
  });

  test('count what pods ask for of what nodes have, but nothing of pods that have ended', () => {
    const { expr, annotations } = rule('ml-train-quota-near');
    expect(expr).toContain('kube_pod_container_resource_requests{resource="nvidia_com_gpu",node!=""}');
    expect(expr).toContain('kube_pod_status_phase{phase=~"Pending|Running"} == 1');
    expect(expr).toContain('/ sum(kube_node_status_allocatable{resource="nvidia_com_gpu"})) > 80');
    expect(annotations.description).toContain('add nodes');
  });

  test('of a cluster without GPUs are two, and count CPUs', () => {
    const { cluster, synth } = made({ nodeGroups: [CPUS] });
    const names = Object.values(synth().resources('helm_release')).map(({ name }) => name as string).filter((name) => name.startsWith('ml-train-'));
    expect(names.sort()).toEqual(['ml-train-nodes-not-ready', 'ml-train-quota-near']);
    expect((cluster.metrics.quotaUsed() as Metric).expression).toContain('resource="cpu"');
    expect(Object.values(synth().resources('kubernetes_config_map_v1')).map(({ data }) => JSON.stringify(data)).join()).not.toContain('GPU utilization');
  });
});

describe('software', () => {
  test('finds a Prometheus operator, which the platform stands on, and is found by it', () => {
    const { cluster, synth } = made({}, { ruleLabels: { release: 'kps' } });
    cluster.install(new GpuOperator());
    expect(releaseOf(synth(), 'gpu-operator').values.dcgmExporter.serviceMonitor).toEqual({ enabled: true, additionalLabels: { release: 'kps' } });
  });

  test('brings drivers, unless the nodes have them', () => {
    const drivers = (props: Partial<TrainingClusterProps>) => {
      const { cluster, synth } = made(props);
      cluster.install(new GpuOperator());
      return releaseOf(synth(), 'gpu-operator').values.driver.enabled as boolean;
    };
    expect([drivers({}), drivers({ driversInstalled: true })]).toEqual([true, false]);
  });

  test('that is there already is told of, and needed or refused as if it were installed here', () => {
    expect(codesOf(() => made().cluster.install(new DcgmExporter()))).toEqual(['software/need-missing']);
    const { cluster } = made({ existingSoftware: ['gpu-operator', 'gpu-device-plugin'] });
    cluster.install(new DcgmExporter());
    expect(codesOf(() => cluster.install(new GpuOperator()))).toContain('software/installed-twice');
  });

  test('is not a second Prometheus', () => {
    expect(codesOf(() => made().cluster.install(new KubePrometheusStack()))).toEqual(['software/installed-twice']);
  });

  test('is deployed with the rest, by the providers of the platform', () => {
    const { cluster, synth } = made();
    cluster.install(new CertManager());
    const stack = synth();
    expect(stack.providers('helm')).toEqual([{ kubernetes: { config_context: 'gpu-cluster', config_path: '~/.kube/config' } }]);
    expect(releaseOf(stack, 'cert-manager').release).toMatchObject({ provider: 'helm', namespace: 'cert-manager', create_namespace: false });
  });

  test('of a sealed cluster is refused, of resources only it is not', () => {
    const { cluster } = made({}, { network: { egress: Egress.none() } });
    expect(codesOf(() => cluster.install(new CertManager()))).toEqual(['software/unreachable']);
    const manifests = [{ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'training' }, value: 1000 }];
    expect(codesOf(() => cluster.install(new Manifest('priorities', { manifests })))).toEqual([]);
  });

  test("comes from the mirror of the platform's network", () => {
    const { cluster, synth } = made({}, { network: { egress: Egress.mirrored('registry.acme.internal/ml') } });
    cluster.install(new CertManager());
    expect(releaseOf(synth(), 'cert-manager').release.repository).toBe('oci://registry.acme.internal/ml/charts');
  });
});

describe('bad input', () => {
  const group = (more: object) => ({ nodeGroups: [{ ...GPUS, ...more }] });

  test.each<[string, Partial<TrainingClusterProps>]>([
    ['training/elastic', group({ scaling: Scaling.elastic(0, 4) })],
    ['training/reservation', group({ capacity: Capacity.reservation('rack-7') })],
    ['training/compact-placement', group({ placement: Placement.compact() })],
    ['training/node-disk', group({ diskSize: Size.gibibytes(500) })],
    ['training/surge', group({ surge: 1 })],
    ['training/kubernetes-version', { kubernetesVersion: '1.34' }],
    ['training/release-channel', { releaseChannel: ReleaseChannel.STABLE }],
    ['training/maintenance-window', { maintenanceWindow: MaintenanceWindow.weekly(Weekday.SUNDAY, 0, Duration.hours(12)) }],
    ['access/private', { access: ClusterAccess.private() }],
    ['access/authorized-networks', { access: ClusterAccess.authorizedNetworks('203.0.113.0/24') }],
    ['access/gateway', { access: ClusterAccess.gateway() }],
  ])('%s: what the owner of the cluster has decided', (code, props) => expect(refused(props)).toEqual([code]));

  test('spot machines, which nobody buys here, say so beside whatever else is wrong', () => {
    expect(refused(group({ capacity: Capacity.spot() }))).toEqual(['training/spot', 'training/spot-fixed']);
  });

  test('a name with which the alarms would be too long for Helm is told before anything is made', () => {
    const { stack } = newStack();
    const platform = new MlPlatform(stack, 'Ml', LEAST);
    const before = stack.node.findAll().length;
    expect(codesOf(() => platform.addTrainingCluster('a'.repeat(35), { nodeGroups: [GPUS] }))).toEqual(['core/name-length']);
    expect(stack.node.findAll()).toHaveLength(before);
    expect(codesOf(() => platform.addTrainingCluster('a'.repeat(34), { nodeGroups: [GPUS] }))).toEqual([]);
  });

  test('GPUs that no cloud sells in one machine are believed, since the nodes are there', () => {
    expect(refused({ nodeGroups: [{ accelerator: Accelerator.t4(3), scaling: Scaling.fixed(1) }] })).toEqual([]);
  });
});

describe('told of as on every other target', () => {
  test('is the same cluster', () => {
    const { app, stack } = newStack();
    const platform = new MlPlatform(stack, 'Ml', LEAST);
    const cluster = TrainingCluster.fromExisting(platform, 'Train', platform, { clusterName: 'dgx', nodeGroups: [GPUS], existingSoftware: ['kueue'] });
    expect(cluster.clusterName).toBe('dgx');
    expect(codesOf(() => cluster.install(new Kueue({ teams: [{ team: 'vision' }] })))).toContain('software/installed-twice');
    expect(synthApp(app).only.addresses).toEqual(made().synth().addresses);
  });
});

describe('in another stack', () => {
  test("of the same program, or of another, everything uses that stack's own providers", () => {
    const { app, stack } = newStack();
    const platform = new MlPlatform(stack, 'Ml', LEAST);
    const other = newStack('other', app).stack;
    const cluster = new TrainingCluster(other, 'Train', { platform, nodeGroups: [GPUS] });
    cluster.install(new HelmChart('reloader', { chart: 'reloader', repository: 'https://stakater.github.io/stakater-charts', version: '2.2.3' }));
    const imported = MlPlatform.fromAttributes(newStack('team', app).stack, 'Ml', ATTRIBUTES);
    imported.addTrainingCluster('Train', { nodeGroups: [GPUS] }).install(new CertManager());
    const synthesized = synthApp(app);
    expect(synthesized.stack('other').providers('helm')).toHaveLength(1);
    expect(releaseOf(synthesized.stack('other'), 'reloader').release.provider).toBe('helm');
    expect(releaseOf(synthesized.stack('team'), 'acme-ml-train-gpu-idle').release.namespace).toBe('acme-ml');
    expect(releaseOf(synthesized.stack('team'), 'cert-manager').release.provider).toBe('helm');
  });
});
