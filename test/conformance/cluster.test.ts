import {
  Accelerator, AlertChannel, Capacity, ClusterAccess, Egress, IClusterSoftware, ITrainingCluster, Machine, MlPlatformProps, NodeGroup, Profile, Scaling, Severity,
  Size, TrainingClusterProps,
} from '../../src/core';
import { CertManager, DcgmExporter, GpuOperator, HelmChart, KubePrometheusStack, Kueue, Manifest } from '../../src/kubernetes';
import { codesOf } from '../support/refusals';
import { clusterProps } from './cluster-props';
import { Built, Facts, Subject } from './facts';
import { SUBJECTS } from './subjects';

const CHANNELS = [AlertChannel.email('ml@acme.io'), AlertChannel.webhook('https://pager.acme.io/ml', Severity.CRITICAL)];
const cloud = (subject: Subject) => subject.region !== undefined;

function build(subject: Subject, props: Partial<TrainingClusterProps> = {}, platformProps: MlPlatformProps = {}): Built & { cluster: ITrainingCluster } {
  const built = subject.platform({ alerts: CHANNELS, tags: { team: 'ml' }, ...platformProps });
  return { ...built, cluster: built.platform.addTrainingCluster('Train', clusterProps(subject, props)) };
}

const refusal = (subject: Subject, props: Partial<TrainingClusterProps>, platformProps?: MlPlatformProps) => codesOf(() => build(subject, props, platformProps));
const group = (props: NodeGroup): Partial<TrainingClusterProps> => ({ nodeGroups: [props] });

/** Five groups that cover the ways in which machines are bought and scaled; on an existing cluster, what can be said of one. */
function groupsOf(subject: Subject): NodeGroup[] {
  const described: NodeGroup[] = [
    { accelerator: Accelerator.a100(8, 80), scaling: Scaling.fixed(2) },
    { name: 'cpus', machine: Machine.custom('m1', { cpus: 16, memory: memory(64) }), scaling: Scaling.fixed(3) },
  ];
  if (!cloud(subject)) return described;
  return [
    { accelerator: Accelerator.t4(), scaling: Scaling.elastic(0, 8), capacity: Capacity.spot() },
    { accelerator: Accelerator.h100(8), scaling: Scaling.fixed(2) },
    { name: 'kept', accelerator: Accelerator.t4(), scaling: Scaling.elastic(1, 4) },
    { name: 'booked', accelerator: Accelerator.t4(4), scaling: Scaling.fixed(2), capacity: Capacity.reservation(subject.reservation) },
    { name: 'cpus', machine: Machine.general(16), scaling: Scaling.elastic(0, 10) },
  ];
}

const memory = (gib: number) => Size.gibibytes(gib);

/** What an auditor asks of a cluster that says little, on every target. */
describe.each(SUBJECTS.map((subject) => [subject.target.name, subject] as const))('a cluster on %s', (_, subject) => {
  let facts: Facts;
  let alone: Facts;
  beforeAll(() => {
    alone = subject.platform({ alerts: CHANNELS, tags: { team: 'ml' } }).synth();
    facts = build(subject, { nodeGroups: groupsOf(subject) }).synth();
  });

  test('is one, with its groups', () => {
    expect(facts.clusters).toHaveLength(1);
    expect(facts.clusters[0].groups.map(({ name }) => name).sort()).toEqual(
      cloud(subject) ? ['booked', 'cpus', 'h100x8', 'kept', 't4x1'] : ['a10080gbx8', 'cpus'],
    );
  });

  test('opens its API server to the networks that were named, and its nodes to nobody', () => {
    if (!cloud(subject)) return;
    expect(facts.clusters[0]).toMatchObject({ access: 'authorized', authorizedCidrs: ['203.0.113.0/24'], privateNodes: true });
    expect(facts.publicEndpoints).toEqual(alone.publicEndpoints);
  });

  test('encrypts secrets and disks with the key of the platform', () => {
    if (!cloud(subject)) return;
    expect(facts.clusters[0].secretsEncrypted).toBe(true);
    facts.clusters[0].groups.forEach((found) => expect(found).toMatchObject({ diskEncrypted: true }));
  });

  test('logs who did what, knows workloads by identity, and has no account of its own', () => {
    if (!cloud(subject)) return;
    expect(facts.clusters[0]).toMatchObject({ auditLogs: true, workloadIdentity: true, localAccounts: false });
  });

  test('resists a destroy in production, and lets go in development', () => {
    if (!cloud(subject)) return;
    expect(facts.clusters[0].protected).toBe(true);
    expect(build(subject, {}, { profile: Profile.development() }).synth().clusters[0].protected).toBe(false);
  });

  test('gives its nodes new images by itself, in a window', () => {
    if (!cloud(subject)) return;
    expect(facts.clusters[0].maintenance).toEqual({ day: 'sunday', startHour: 0, hours: 12 });
    facts.clusters[0].groups.filter(({ min }) => min === 0).forEach(({ patched }) => expect(patched).toBe(true));
  });

  test('scales, buys and places machines as it was told', () => {
    const of = (name: string) => facts.clusters[0].groups.find((found) => found.name === name)!;
    if (!cloud(subject)) {
      expect(of('a10080gbx8')).toMatchObject({ gpus: 8, min: 2, max: 2, capacity: 'on-demand' });
      return;
    }
    expect(of('t4x1')).toMatchObject({ gpus: 1, min: 0, max: 8, capacity: 'spot', compact: false });
    expect(of('h100x8')).toMatchObject({ gpus: 8, min: 2, max: 2, capacity: 'on-demand', compact: true });
    expect(of('kept')).toMatchObject({ gpus: 1, min: 1, max: 4, capacity: 'on-demand' });
    expect(of('booked')).toMatchObject({ gpus: 4, min: 2, max: 2, capacity: 'reservation', reservationId: subject.reservation });
    expect(of('cpus')).toMatchObject({ gpus: 0, min: 0, max: 10, tainted: false });
  });

  test('keeps what needs no GPU away from GPUs, and labels nodes by their group', () => {
    if (!cloud(subject)) return;
    facts.clusters[0].groups.forEach(({ name, gpus, tainted, labels }) => {
      expect(labels['ml-platform/node-group']).toBe(name);
      expect(tainted).toBe(gpus > 0);
    });
  });

  test('calls when nodes are not ready, GPUs idle, pods wait, or a quota is near', () => {
    ['nodes-not-ready', 'gpu-idle', 'gpus-pending', 'quota-near'].forEach((kind) => {
      expect(facts.alarms).toContainEqual(expect.objectContaining({ kind, routed: true }));
    });
    expect(facts.alarms.find(({ kind }) => kind === 'nodes-not-ready')!.severity).toBe(Severity.CRITICAL);
  });

  test('has a dashboard of its own', () => {
    expect(facts.graphs).toEqual(expect.arrayContaining([...alone.graphs, 'GPU utilization', 'Pods that wait for a node']));
  });

  test('has no wildcard in its rights, no secret, and tags on everything', () => {
    expect(facts.wildcards).toEqual(alone.wildcards);
    expect(facts.secrets).toEqual([]);
    expect(facts.untagged).toEqual([]);
  });

  test('says what it needs of quotas, as an output too', () => {
    const { cluster } = build(subject, { nodeGroups: groupsOf(subject) });
    expect(facts.outputs.some((name) => /quotas$/i.test(name))).toBe(cloud(subject));
    if (!cloud(subject)) {
      expect(cluster.quotas).toEqual([]);
      return;
    }
    expect(cluster.quotas.length).toBeGreaterThan(0);
    cluster.quotas.forEach((need) => {
      expect(need.needed).toBeGreaterThan(0);
      expect(need.region).toBe(subject.region);
      expect(need.quota).not.toBe('');
    });
    expect(cluster.quotas.flatMap(({ nodeGroups }) => nodeGroups)).toEqual(expect.arrayContaining(['h100x8', 'cpus']));
  });

  test('pins every chart', () => {
    facts.software.filter(({ chart }) => chart !== 'manifests').forEach(({ version, repository }) => {
      expect(version).toMatch(/^v?\d+\.\d+\.\d+/);
      expect(repository).toMatch(/^(https|oci):\/\//);
    });
  });

  test('adds nothing to what the platform had but resources of its own', () => {
    expect(facts.ids).toEqual(expect.arrayContaining(alone.ids));
    expect(facts.stores).toEqual(alone.stores);
  });

  test('gives the same bytes twice', () => {
    expect(build(subject, { nodeGroups: groupsOf(subject) }).synth()).toEqual(facts);
  });

  test('has addresses that are a contract', () => {
    expect(facts.ids.filter((id) => !alone.ids.includes(id))).toMatchSnapshot();
  });
});

describe.each(SUBJECTS.map((subject) => [subject.target.name, subject] as const))('software on %s', (_, subject) => {
  const brings = (name: string) => build(subject).synth().software.some(({ release }) => release === name);

  test('is installed in order, with what it needs', () => {
    const built = build(subject);
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
    const built = build(subject);
    built.cluster.install(new HelmChart('reloader', { chart: 'reloader', repository: 'https://stakater.github.io/stakater-charts', version: '2.2.3', values: { a: { b: 1 } } }));
    const manifests = [{ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'training' }, value: 1000 }];
    built.cluster.install(new Manifest('priorities', { manifests, needs: ['reloader'] }));
    const { software } = built.synth();
    expect(software).toContainEqual(expect.objectContaining({ release: 'reloader', chart: 'reloader', version: '2.2.3', namespace: 'reloader', values: { a: { b: 1 } } }));
    expect(software.find(({ release }) => release === 'priorities')!.manifests).toEqual(manifests);
  });

  test('that is there already is refused, whoever installed it', () => {
    const { cluster } = build(subject);
    cluster.install(new CertManager());
    expect(codesOf(() => cluster.install(new CertManager()))).toEqual(['software/installed-twice']);
    if (brings('gpu-operator') || subject.target.name === 'tfgcp') expect(codesOf(() => cluster.install(new GpuOperator()))).toContain('software/installed-twice');
  });

  test('that conflicts with what is there is refused, from either side', () => {
    const { cluster } = build(subject);
    const one: IClusterSoftware = new HelmChart('one', { chart: 'one', repository: 'https://charts.acme.io', version: '1.0.0', conflictsWith: ['two', 'three'] });
    cluster.install(new HelmChart('three', { chart: 'three', repository: 'https://charts.acme.io', version: '1.0.0' }));
    expect(codesOf(() => cluster.install(one))).toEqual(['software/conflict']);
    const { cluster: other } = build(subject);
    other.install(one);
    expect(codesOf(() => other.install(new HelmChart('two', { chart: 'two', repository: 'https://charts.acme.io', version: '1.0.0' })))).toEqual(['software/conflict']);
  });

  test('whose need is missing is refused', () => {
    const { cluster } = build(subject, group({ name: 'cpus', machine: Machine.custom('m1', { cpus: 4, memory: memory(16) }), scaling: Scaling.fixed(1) }));
    expect(codesOf(() => cluster.install(new Manifest('queues', { manifests: [], needs: ['kueue'] })))).toEqual(['software/need-missing']);
    if (subject.target.name !== 'tfgcp') expect(codesOf(() => cluster.install(new DcgmExporter()))).toContain('software/need-missing');
  });

  test.each(['', '*', '^1.2.3', 'latest', '1.2'])("a chart of version '%s' is refused", (version) => {
    const { cluster } = build(subject);
    const chart = new HelmChart('loose', { chart: 'loose', repository: 'https://charts.acme.io', version });
    expect(codesOf(() => cluster.install(chart))).toEqual(['software/chart-version']);
  });

  test('comes from the mirror where the network reaches no other registry, and is refused without one', () => {
    const mirrored = build(subject, { egress: Egress.mirrored('registry.acme.internal/ml') });
    mirrored.cluster.install(new CertManager());
    const charts = mirrored.synth().software.filter(({ chart }) => chart !== 'manifests');
    charts.forEach(({ repository }) => expect(repository).toMatch(/^oci:\/\/registry\.acme\.internal\/ml\/charts/));
    expect(charts.find(({ release }) => release === 'cert-manager')!.values.imageRegistry).toBe('registry.acme.internal/ml');
    const sealed = () => {
      const { cluster } = build(subject, { egress: Egress.none() });
      cluster.install(new CertManager());
    };
    expect(codesOf(sealed)).toContain('software/unreachable');
  });

  test('with Prometheus is measured by it', () => {
    if (subject.target.name === 'tfk8s') return; // its platform stands on a Prometheus operator that is there
    const built = build(subject);
    built.cluster.install(new KubePrometheusStack());
    built.cluster.install(new CertManager());
    const { software } = built.synth();
    expect(software.find(({ release }) => release === 'cert-manager')!.values.prometheus.servicemonitor.enabled).toBe(true);
  });
});

describe.each(SUBJECTS.map((subject) => [subject.target.name, subject] as const))('rights on %s', (_, subject) => {
  test('a service account of the cluster is an identity that may be granted to', () => {
    const built = build(subject);
    const account = built.cluster.addServiceAccount('Trainer', { namespace: 'vision' });
    built.platform.artifacts.grantRead(account.identity);
    expect(account.serviceAccountName).toBe('trainer');
    const facts = built.synth();
    expect(facts.wildcards).toEqual(build(subject).synth().wildcards);
    expect(facts.ids.length).toBeGreaterThan(build(subject).synth().ids.length);
  });

  test('somebody may work in a namespace, or do everything', () => {
    const built = build(subject);
    built.cluster.grantEdit(subject.identity('trainer'), 'vision');
    built.cluster.grantAdmin(subject.identity('operator'));
    expect(built.synth().ids.length).toBeGreaterThanOrEqual(build(subject).synth().ids.length + 2);
  });

  test('an identity of another cloud is refused', () => {
    const { cluster } = build(subject);
    const stranger = { identitySystem: 'mainframe', identityName: 'x' };
    expect(codesOf(() => cluster.grantAdmin(stranger))).toContain('identity/wrong-target');
    expect(codesOf(() => cluster.grantEdit(stranger, 'vision'))).toContain('identity/wrong-target');
  });
});

describe.each(SUBJECTS.map((subject) => [subject.target.name, subject] as const))('bad input for a cluster on %s', (_, subject) => {
  const onCloud = cloud(subject) ? test : test.skip;
  const byRunner = subject.deployedByRunner ? test : test.skip;

  test('no group', () => expect(refusal(subject, { nodeGroups: [] })).toEqual(['training/no-node-group']));

  test('two groups with one name', () => {
    const nodeGroups = [{ accelerator: Accelerator.t4(), scaling: Scaling.fixed(1) }, { accelerator: Accelerator.t4(), scaling: Scaling.fixed(2) }];
    expect(refusal(subject, { nodeGroups })).toEqual(['training/node-group-twice']);
  });

  test('a name that not every cloud takes', () => {
    expect(refusal(subject, group({ name: 'My-Group', accelerator: Accelerator.t4(), scaling: Scaling.fixed(1) }))).toEqual(['training/node-group-name']);
  });

  test('both an accelerator and a machine, or neither', () => {
    expect(refusal(subject, group({ accelerator: Accelerator.t4(), machine: Machine.general(4) }))).toEqual(['training/node-group-machine']);
    expect(refusal(subject, group({ name: 'empty' }))).toEqual(['training/node-group-machine']);
  });

  test('min above max', () => expect(codesOf(() => Scaling.elastic(4, 2))).toEqual(['training/scaling']));

  onCloud('GPUs that no machine has', () => {
    expect(refusal(subject, group({ accelerator: Accelerator.h100(3), scaling: Scaling.fixed(1) }))).toEqual(['training/accelerator-count']);
  });

  onCloud('always so many nodes on machines that are taken back', () => {
    expect(refusal(subject, group({ accelerator: Accelerator.t4(), scaling: Scaling.fixed(2), capacity: Capacity.spot() }))).toEqual(['training/spot-fixed']);
  });

  onCloud('a version of Kubernetes that is out of support', () => {
    expect(refusal(subject, { kubernetesVersion: subject.oldKubernetesVersion })).toEqual(['training/kubernetes-version']);
  });

  onCloud('a version that is newer than the library, acknowledged', () => {
    expect(refusal(subject, { kubernetesVersion: '1.99' })).toEqual(['training/kubernetes-version']);
    expect(refusal(subject, { kubernetesVersion: '1.99', acknowledge: ['training/kubernetes-version'] })).toEqual([]);
  });

  byRunner('a private API server and a runner outside of the network', () => {
    expect(refusal(subject, { access: ClusterAccess.private() })).toEqual(['network/private-runner']);
    expect(refusal(subject, { access: ClusterAccess.private(), acknowledge: ['network/private-runner'] })).toEqual([]);
  });

  test('an acknowledgement of what nobody can overrule', () => {
    expect(refusal(subject, { acknowledge: ['training/node-group-twice'] })).toEqual(['platform/acknowledge']);
  });

  test('several at once', () => {
    const nodeGroups: NodeGroup[] = [{ name: 'UPPER', accelerator: Accelerator.t4(), scaling: Scaling.fixed(1), labels: { 'a b': 'c' } }];
    expect(refusal(subject, { nodeGroups, acknowledge: ['nothing'] })).toEqual(['platform/acknowledge', 'training/node-group-name', 'training/node-label']);
  });

  test('a quota of more than the cluster has, or of a group that it lacks', () => {
    const { cluster } = build(subject);
    expect(codesOf(() => cluster.install(new Kueue({ teams: [{ team: 'vision', gpus: { gpus: 5 } }] })))).toEqual(['kueue/quota']);
    expect(codesOf(() => cluster.install(new Kueue({ teams: [{ team: 'vision', gpus: { gpu: 1 } }] })))).toEqual(['kueue/node-group']);
    expect(codesOf(() => new Kueue({ teams: [] }))).toEqual(['kueue/no-team']);
  });

  test('refused, nothing is left in the tree', () => {
    const built = subject.platform();
    const before = built.stack.node.findAll().length;
    expect(codesOf(() => built.platform.addTrainingCluster('Train', clusterProps(subject, { nodeGroups: [] })))).not.toEqual([]);
    expect(built.stack.node.findAll()).toHaveLength(before);
  });
});
