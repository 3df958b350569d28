import { Accelerator, Capacity, DataMount, ITrainingCluster, JobSecret, JobTrigger, Machine, Runtime, Scaling, Size, TrainingBackend, TrainingFramework } from '../../../src/core';
import { codesOf } from '../../support/refusals';
import { clusterWith, files, inCluster, placeInCluster, plan, TRAITS } from './fake-jobs';

const TOPOLOGY = ['topology.kubernetes.io/zone', 'acme.io/rack', 'kubernetes.io/hostname'];
const [queue] = TRAITS.queues!;
const refused = (props: Parameters<typeof plan>[0], backend = inCluster()) => codesOf(() => plan({ backend, ...props }));

describe('the place in a cluster', () => {
  test('is the queue of its namespace, and the groups that have what it asks for', () => {
    expect(placeInCluster()).toMatchObject({ kind: 'cluster', namespace: 'vision', queue: 'default', workload: 'TrainJob', groups: [{ name: 'gpus' }] });
  });

  test('has no queue where the cluster has none', () => expect(placeInCluster({ backend: inCluster({ queues: [], provided: ['kubeflow-trainer'] }, 'anything') }).queue).toBeUndefined());

  test('is a queue of a Kueue that was there before, as it is named and with what it may use believed', () => {
    const traits = { queues: [], provided: ['kubeflow-trainer', 'kueue'] };
    const backend = (queueName?: string) => TrainingBackend.cluster(clusterWith(traits), { namespace: 'vision', queue: queueName, priority: queueName && 'urgent' });
    expect(placeInCluster({ backend: backend('gold'), nodes: Scaling.fixed(4) })).toMatchObject({ queue: 'gold', priority: 'urgent', groups: [{ name: 'gpus' }] });
    expect(placeInCluster({ backend: backend() }).queue).toBeUndefined();
  });

  test('is a group with larger nodes, too', () => expect(placeInCluster({ accelerator: Accelerator.t4(), nodes: Scaling.fixed(12) }).groups.map(({ name }) => name)).toEqual(['gpus']));

  test('is a group without GPUs for a machine, and one with GPUs for a machine with GPUs', () => {
    expect(placeInCluster({ machine: Machine.general(4) }).groups.map(({ name }) => name)).toEqual(['cpus']);
    const machine = Machine.custom('any', { cpus: 48, gpus: 4, memory: Size.gibibytes(100) });
    expect(placeInCluster({ machine, nodes: Scaling.fixed(3) }).groups.map(({ name }) => name)).toEqual(['gpus']);
    expect(refused({ machine, nodes: Scaling.fixed(4) })).toEqual(['job/quota']);
  });

  test('is bought as it was said', () => {
    const nodeGroups = [...TRAITS.nodeGroups, { ...TRAITS.nodeGroups[0]!, name: 'spare', spot: true }];
    const backend = () => inCluster({ nodeGroups, queues: [] });
    const names = (capacity?: Capacity) => placeInCluster({ backend: backend(), capacity, checkpoints: files('resnet') }).groups.map(({ name }) => name);
    expect([names(), names(Capacity.onDemand()), names(Capacity.spot())]).toEqual([['gpus', 'spare'], ['gpus'], ['spare']]);
  });

  test('is close together where the queue knows where nodes lie, and their number is fixed', () => {
    const nodeGroups = TRAITS.nodeGroups.map((group) => ({ ...group, minNodes: group.maxNodes }));
    const queues = [{ ...queue!, topology: TOPOLOGY }];
    expect(placeInCluster({ backend: inCluster({ queues, nodeGroups }) }).topologyLevel).toBe('acme.io/rack');
    expect(placeInCluster({ backend: inCluster({ queues }) }).topologyLevel).toBeUndefined();
  });

  test('has a priority that the queue knows', () => {
    expect(placeInCluster({ backend: TrainingBackend.cluster(clusterWith(), { namespace: 'vision', priority: 'urgent' }) }).priority).toBe('urgent');
  });
});

describe('what a run is', () => {
  const own = (framework: string) => ({ runtime: Runtime.image('acme/own:1', framework) });
  const two = { nodes: Scaling.fixed(2) };

  test.each([
    ['TrainJob', own('pytorch')], ['TrainJob', own('jax')], ['TrainJob', own('xgboost')], ['TrainJob', { ...own('pytorch'), ...two }],
    ['RayJob', own('ray')], ['MPIJob', own('mpi')], ['JobSet', own('tensorflow')], ['JobSet', { ...own('sklearn'), ...two }], ['Job', own('sklearn')],
    ['Job', { ...own('pytorch'), nodes: Scaling.elastic(1, 2) }],
  ])('is a %s', (workload, props) => expect(placeInCluster(props).workload).toBe(workload));

  test.each([
    ['kubeflow-trainer', own('pytorch')], ['kuberay', own('ray')], ['mpi-operator', own('mpi')], ['jobset', own('tensorflow')],
    ['mountpoint', { inputs: { train: files('imagenet') } }], ['argo-events', { triggers: [JobTrigger.webhook(JobSecret.fromKubernetes('starters', 'token'))] }],
  ])('needs %s in the cluster', (need, props) => {
    expect(refused(props)).toEqual([]);
    expect(refused(props, inCluster({ provided: TRAITS.provided.filter((name) => name !== need) }))).toEqual(['software/need-missing']);
  });

  test('needs no driver for data that it finds by its address, or for a claim', () => {
    const without = inCluster({ provided: TRAITS.provided.filter((name) => name !== 'mountpoint') });
    expect(refused({ inputs: { train: DataMount.stream(files('imagenet').path!) }, output: DataMount.claim('scratch') }, without)).toEqual([]);
  });
});

describe('a cluster refuses', () => {
  test('to be one that somebody else made', () => {
    expect(refused({}, TrainingBackend.cluster({} as ITrainingCluster, { namespace: 'vision' }))).toEqual(['job/cluster']);
  });

  test('a queue and a priority that nobody made, with those that there are', () => {
    expect(refused({}, inCluster({}, 'visoin'))).toEqual(['job/queue']);
    expect(() => plan({ backend: inCluster({}, 'visoin') })).toThrow("there are vision/default (nearest: 'vision/default')");
    expect(refused({}, TrainingBackend.cluster(clusterWith(), { namespace: 'vision', queue: 'fast' }))).toEqual(['job/queue']);
    const without = clusterWith({ queues: [], provided: ['kubeflow-trainer'] });
    expect(refused({}, TrainingBackend.cluster(without, { namespace: 'vision', queue: 'fast' }))).toEqual(['job/queue', 'software/need-missing']);
    expect(refused({}, TrainingBackend.cluster(clusterWith(), { namespace: 'vision', priority: 'low' }))).toEqual(['job/priority']);
    expect(refused({}, TrainingBackend.cluster(clusterWith({ queues: [] }), { namespace: 'vision', priority: 'urgent' }))).toEqual(['job/priority']);
  });

  test('an accelerator or a machine that no group has, with what they have', () => {
    expect(refused({ accelerator: Accelerator.l4() })).toEqual(['job/accelerator']);
    expect(() => plan({ backend: inCluster(), accelerator: Accelerator.t4(8) })).toThrow('it has gpus (4 x t4), cheap (8 x h100), cpus (16 CPUs)');
    expect(refused({ machine: Machine.general(32) })).toEqual(['job/accelerator']);
  });

  test('machines that are bought in another way', () => {
    expect(refused({ capacity: Capacity.spot() })).toEqual(['job/capacity']);
    expect(refused({ capacity: Capacity.reservation('cr-1') })).toEqual(['job/capacity']);
  });

  test('more nodes than a group has, and more than the queue may use', () => {
    expect(refused({ nodes: Scaling.fixed(5) })).toEqual(['job/quota']);
    expect(refused({ nodes: Scaling.fixed(4) })).toEqual(['job/quota']);
    expect(refused({ nodes: Scaling.fixed(3) })).toEqual([]);
    expect(refused({ machine: Machine.general(4), nodes: Scaling.fixed(3) })).toEqual(['job/quota']);
  });

  test('groups of spot nodes without a place for checkpoints, unless that is acknowledged', () => {
    const spot = inCluster({ queues: [] });
    expect(refused({ accelerator: Accelerator.h100(8) }, spot)).toEqual(['job/spot-checkpoint']);
    expect(refused({ accelerator: Accelerator.h100(8), acknowledge: ['job/spot-checkpoint'] }, spot)).toEqual([]);
    expect(refused({ accelerator: Accelerator.h100(8), checkpoints: files('resnet') }, spot)).toEqual([]);
  });

  test('a number that changes where the framework has a fixed one, and in a queue of Ray clusters', () => {
    const nodes = Scaling.elastic(1, 2);
    expect(refused({ nodes, framework: TrainingFramework.jax() })).toEqual(['job/elastic']);
    expect(refused({ nodes: Scaling.elastic(0, 2) })).toEqual(['job/elastic']);
    const ray = { nodes, runtime: Runtime.image('acme/own:1', 'ray') };
    expect(refused(ray)).toEqual(['job/elastic']);
    expect(refused(ray, inCluster({ queues: [] }))).toEqual([]);
  });
});
