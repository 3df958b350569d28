import { Accelerator, Capacity, Machine, NodeGroup, Placement, Scaling, Size } from '../../../src/core';
import { nodeGroupTraits } from '../../../src/core/training/node-group-plan';
import { codesOf } from '../../support/refusals';
import { lacking, plan, T4S } from './fake-cloud';

const groupOf = (group: NodeGroup, overrides: Parameters<typeof plan>[1] = {}) => plan({ nodeGroups: [group] }, overrides).groups[0];
const refused = (group: NodeGroup, overrides: Parameters<typeof plan>[1] = {}) => codesOf(() => groupOf(group, overrides));
const H100S: NodeGroup = { accelerator: Accelerator.h100(8), scaling: Scaling.fixed(2) };
const EAST = { region: 'us-east-1' };

describe('a group that says little', () => {
  test('has GPUs that nobody else uses, comes when it is asked for, and goes to zero', () => {
    expect(groupOf({ accelerator: Accelerator.t4() })).toMatchObject({
      name: 't4x1',
      gpus: 1,
      accelerator: 't4',
      min: 0,
      max: 1,
      elastic: true,
      capacity: 'on-demand',
      compact: false,
      diskGib: 200,
      surge: 0,
      tainted: true,
      labels: { 'ml-platform/node-group': 't4x1' },
    });
  });

  test('without GPUs has room for others, a smaller disk, and one further node while it is upgraded', () => {
    expect(groupOf({ machine: Machine.general(4) })).toMatchObject({ name: 'general4', gpus: 0, tainted: false, diskGib: 100, surge: 1 });
  });

  test('lies close together where its machines have a fabric, unless somebody says otherwise', () => {
    expect(groupOf(H100S, EAST).compact).toBe(true);
    expect(groupOf({ ...H100S, placement: Placement.spread() }, EAST).compact).toBe(false);
    expect(groupOf({ ...T4S, placement: Placement.compact() }).compact).toBe(true);
  });

  test('tells what was asked for from what it was given', () => {
    expect(groupOf(H100S, EAST)).toMatchObject({ compact: true, surge: 0, asked: { compact: false, surge: false } });
    const asked = groupOf({ ...T4S, placement: Placement.compact(), surge: 0 });
    expect(asked).toMatchObject({ compact: true, surge: 0, asked: { compact: true, surge: true } });
  });

  test('is named after what it has', () => {
    expect(groupOf(H100S, EAST).name).toBe('h100x8');
    expect(groupOf({ machine: Machine.custom('Standard_D4s_v5', { cpus: 4, memory: Size.gibibytes(16) }) }).name).toBe('d4sv5');
  });

  test('exists already where nobody makes nodes: it is as large as it is, and need not say which machine it has', () => {
    expect(groupOf({ accelerator: Accelerator.a10g(3) }, { catalogue: undefined })).toMatchObject({ name: 'a10gx3', gpus: 3, min: 1, max: 1, elastic: false });
    expect(groupOf({ machine: Machine.general(6) }, { catalogue: undefined }).machine).toBeUndefined();
    expect(groupOf({ machine: Machine.custom('m1', { cpus: 6, gpus: 2, memory: Size.gibibytes(8) }) }, { catalogue: undefined })).toMatchObject({ gpus: 2, tainted: true });
  });
});

test('software is told what it has to know of a group', () => {
  const traits = nodeGroupTraits(plan({ nodeGroups: [{ ...T4S, capacity: Capacity.spot(), labels: { rack: 'a' } }, { name: 'cpus', machine: Machine.general(4) }] }).groups);
  expect(traits).toEqual([
    {
      name: 'gpus',
      gpus: 1,
      minNodes: 0,
      maxNodes: 4,
      spot: true,
      labels: { 'rack': 'a', 'ml-platform/node-group': 'gpus' },
      taintKeys: ['nvidia.com/gpu'],
      accelerator: 't4',
      cpus: 8,
      memoryGib: 32,
    },
    {
      name: 'cpus',
      gpus: 0,
      minNodes: 0,
      maxNodes: 1,
      spot: false,
      labels: { 'ml-platform/node-group': 'cpus' },
      taintKeys: [],
      accelerator: undefined,
      cpus: 4,
      memoryGib: 16,
    },
  ]);
});

describe('bad input', () => {
  test('no group, or two of one name', () => {
    expect(codesOf(() => plan({ nodeGroups: [] }))).toEqual(['training/no-node-group']);
    expect(codesOf(() => plan({ nodeGroups: [T4S, { ...T4S, accelerator: Accelerator.t4(4) }, T4S] }))).toEqual(['training/node-group-twice']);
  });

  test('an accelerator and a machine, or neither', () => {
    expect(refused({ accelerator: Accelerator.t4(), machine: Machine.general(4) })).toEqual(['training/node-group-machine']);
    expect(refused({ name: 'empty' })).toEqual(['training/node-group-machine']);
  });

  test.each(['system', 'My', '1st', 'a-b', 'a'.repeat(13), ''])("the name '%s'", (name) => {
    expect(refused({ ...T4S, name })).toEqual(['training/node-group-name']);
  });

  test('a name that its machine would give and no cloud takes', () => {
    expect(refused({ machine: Machine.custom('4xlarge', { cpus: 4, memory: Size.gibibytes(16) }) })).toEqual(['training/node-group-name']);
  });

  test.each([{ 'a b': 'c' }, { a: 'c d' }, { '/a': 'b' }, { 'ml-platform/node-group': 'x' }, { a: 'x'.repeat(64) }])('the label %p', (labels) => {
    expect(refused({ ...T4S, labels: labels as unknown as Record<string, string> })).toEqual(['training/node-label']);
  });

  test.each([
    'kubernetes.io/role', 'node-role.kubernetes.io/gpu', 'node-restriction.kubernetes.io/a', 'scheduler.alpha.k8s.io/a', 'node.kubernetes.io/instance-type', 'topology.kubernetes.io/zone',
    'karpenter.sh/nodepool', 'karpenter.k8s.aws/instance-family', 'eks.amazonaws.com/nodegroup', 'cloud.google.com/gke-spot', 'kubernetes.azure.com/mode', 'ml-platform/other',
  ])("the label '%s', which is another's to set", (key) => {
    expect(refused({ ...T4S, labels: { [key]: 'x' } })).toEqual(['training/node-label']);
    expect(() => groupOf({ ...T4S, labels: { [key]: 'x' } })).toThrow("such as 'acme.io/");
  });

  test.each([{ 'acme.io/rack': 'a-1' }, { a: '' }, { A_b: 'C.d' }, { 'node.kubernetes.io/rack': 'a' }, { 'mykubernetes.io/a': 'b' }])('the label %p is fine', (labels) => {
    expect(refused({ ...T4S, labels: labels as unknown as Record<string, string> })).toEqual([]);
  });

  test('always so many nodes on machines that are taken back', () => {
    expect(refused({ ...T4S, scaling: Scaling.fixed(2), capacity: Capacity.spot() })).toEqual(['training/spot-fixed']);
  });

  test.each([-1, 1.5, 21])('%p further nodes while others are upgraded', (surge) => {
    expect(refused({ ...T4S, surge })).toEqual(['training/surge-count']);
  });
});

test.each<[Parameters<typeof lacking>[0], NodeGroup]>([
  ['training/elastic', T4S],
  ['training/spot', { ...T4S, capacity: Capacity.spot() }],
  ['training/reservation', { ...T4S, capacity: Capacity.reservation('r') }],
  ['training/compact-placement', { ...T4S, placement: Placement.compact() }],
  ['training/node-disk', { ...T4S, diskSize: Size.gibibytes(500) }],
  ['training/surge', { ...T4S, surge: 1 }],
])('%s is refused where a target lacks it', (capability, group) => {
  expect(refused(group, { target: lacking(capability) })).toEqual([capability]);
  expect(refused(group)).toEqual([]);
});
