import { Accelerator, Capacity, DataMount, Duration, JobSecret, Machine, Runtime, Scaling, TrainingBackend, TrainingFramework } from '../../../src/core';
import { codesOf } from '../../support/refusals';
import { lacking } from '../training/fake-cloud';
import { files, placeWithService, plan } from './fake-jobs';

const [spot, reserved] = [Capacity.spot(), Capacity.reservation('cr-1')];

describe('the machines of a service', () => {
  test('carry the accelerator, or are the machine', () => {
    expect(placeWithService().machine).toMatchObject({ name: 'large.t4', gpus: 4 });
    expect(placeWithService({ machine: Machine.memory(4) }).machine).toMatchObject({ name: 'memory.4', gpus: 0 });
  });

  test('are bought as it was said, and stay as long', () => {
    expect(placeWithService({ capacity: spot, checkpoints: files('resnet') }).capacity).toBe('spot');
    expect(placeWithService({ capacity: reserved })).toMatchObject({ capacity: 'reservation', reservationId: 'cr-1' });
    expect(placeWithService({ backend: TrainingBackend.managed({ keepWarm: Duration.minutes(30) }) }).keepWarmSeconds).toBe(1_800);
    expect(placeWithService().keepWarmSeconds).toBeUndefined();
  });

  test('of Batch may be as many as one run has, or more', () => {
    expect(placeWithService({ backend: TrainingBackend.batch(), nodes: Scaling.fixed(2) })).toMatchObject({ kind: 'batch', maxCpus: 96 });
    expect(placeWithService({ backend: TrainingBackend.batch({ maxCpus: 480 }) }).maxCpus).toBe(480);
  });

  test('that the cloud or the region lacks are refused', () => {
    expect(codesOf(() => plan({ accelerator: Accelerator.b200(8) }))).toEqual(['training/accelerator-unavailable']);
    expect(codesOf(() => plan({ accelerator: Accelerator.t4(3) }))).toEqual(['training/accelerator-count']);
    expect(codesOf(() => plan({ accelerator: Accelerator.h100(8) }))).toEqual(['training/accelerator-region']);
    expect(codesOf(() => plan({ accelerator: Accelerator.h100(8), acknowledge: ['training/accelerator-region'] }))).toEqual([]);
    expect(codesOf(() => plan({ machine: Machine.general(3) }))).toEqual(['training/machine-size']);
  });
});

describe('a service refuses', () => {
  test('a launcher that it has no way for, with the reason', () => {
    const wish = () => plan({ framework: TrainingFramework.mpi() });
    expect(codesOf(wish)).toEqual(['job/framework']);
    expect(wish).toThrow('mpi is asked for, but Acme Train on tfaws cannot: no node opens a shell on another; take PyTorch');
  });

  test('a run that is longer than its longest, and more nodes than its most', () => {
    expect(codesOf(() => plan({ maxRunTime: Duration.days(6) }))).toEqual(['job/run-time']);
    expect(codesOf(() => plan({ nodes: Scaling.fixed(9) }))).toEqual(['job/nodes']);
  });

  test('a number of nodes that is not fixed', () => expect(codesOf(() => plan({ nodes: Scaling.elastic(1, 4) }))).toEqual(['job/elastic']));

  test.each([0, 1.5, -4])('%p CPUs at once', (maxCpus) => expect(codesOf(() => plan({ backend: TrainingBackend.batch({ maxCpus }) }))).toEqual(['job/max-cpus']));

  test('fewer CPUs at once than a run needs', () => {
    expect(codesOf(() => plan({ backend: TrainingBackend.batch({ maxCpus: 7 }), machine: Machine.general(4), nodes: Scaling.fixed(2) }))).toEqual(['job/max-cpus']);
  });

  test.each([
    ['job/managed-service', {}],
    ['job/managed-spot', { capacity: spot, checkpoints: files('resnet') }],
    ['job/managed-reservation', { capacity: reserved }],
    ['job/managed-retries', { retries: 3 }],
    ['job/keep-warm', { backend: TrainingBackend.managed({ keepWarm: Duration.minutes(30) }) }],
    ['job/batch-service', { backend: TrainingBackend.batch() }],
    ['job/cloud-secrets', { secrets: { HF_TOKEN: JobSecret.fromCloud('id') } }],
  ] as const)('what its target lacks: %s', (capability, props) => {
    expect(codesOf(() => plan(props, { target: lacking(capability) }))).toEqual([capability]);
  });

  test('by its target alone where there is none, and what else is wrong', () => {
    const nowhere = { target: lacking('job/managed-service'), managed: undefined, serviceImages: undefined };
    expect(codesOf(() => plan({ checkpoints: DataMount.claim('scratch'), runtime: Runtime.jax('0.7') }, nowhere))).toEqual(['job/claim', 'job/managed-service']);
  });
});
