import { TerraformStack, Testing } from 'cdktf';
import { Accelerator, Capacity, Duration, Machine, MaintenanceWindow, NodeGroup, Placement, ReleaseChannel, Scaling, Size, Weekday } from '../../../src/core';
import { MlPlatform, TrainingCluster, TrainingClusterProps } from '../../../src/tfgcp';
import { codesOf } from '../../support/refusals';
import { EXISTING_NETWORK, LEAST, stage } from '../platforms';
import { clusterStage } from './clusters';

const refused = (props: Partial<TrainingClusterProps>) => codesOf(() => clusterStage(props));
const group = (props: NodeGroup): Partial<TrainingClusterProps> => ({ nodeGroups: [{ name: 'gpus', scaling: Scaling.fixed(2), ...props }] });
const SPOT_H200: NodeGroup = { accelerator: Accelerator.h200(8), capacity: Capacity.spot(), scaling: Scaling.elastic(0, 2) };
const booked = (id: string): Partial<TrainingClusterProps> => group({ accelerator: Accelerator.l4(), capacity: Capacity.reservation(id) });

test.each<[string, Partial<TrainingClusterProps>, string]>([
  ['a weekly window that is too short for GKE', { maintenanceWindow: MaintenanceWindow.weekly(Weekday.SATURDAY, 2, Duration.hours(8)) }, 'training/maintenance-hours'],
  ['a version that the channel lacks', { kubernetesVersion: '1.37' }, 'training/version-channel'],
  ['a version that the stable channel lacks', { kubernetesVersion: '1.37', releaseChannel: ReleaseChannel.STABLE }, 'training/version-channel'],
  ['no zone', { zones: [] }, 'training/zones'],
  ['a zone of another region', { zones: ['us-east1-b'] }, 'training/zones'],
  ['zones without the GPUs of a group', { zones: ['europe-west4-a'], ...group({ accelerator: Accelerator.h100(8) }) }, 'training/zones'],
  ['a part of an H100 machine on demand', group({ accelerator: Accelerator.h100(4) }), 'training/spot-only'],
  ['T4s that are to lie close together', group({ accelerator: Accelerator.t4(), placement: Placement.compact() }), 'training/compact-placement-machine'],
  ['H200s that are to lie close together', group({ ...SPOT_H200, placement: Placement.compact() }), 'training/compact-placement-machine'],
  ['H200s on demand', group({ accelerator: Accelerator.h200(8) }), 'training/on-demand'],
  ['B200s on demand, by the name of their machine', group({ machine: Machine.custom('a4-highgpu-8g', { gpus: 8, cpus: 224, memory: Size.gibibytes(3968) }) }), 'training/on-demand'],
  ['always 7 nodes in three zones', group({ machine: Machine.general(4), scaling: Scaling.fixed(7), placement: Placement.spread() }), 'training/spread-nodes'],
  ['4 to 5 nodes in three zones', group({ machine: Machine.general(4), scaling: Scaling.elastic(4, 5), placement: Placement.spread() }), 'training/spread-nodes'],
  ['more nodes than the pods have addresses for', group({ machine: Machine.general(4), scaling: Scaling.elastic(0, 1_020) }), 'training/node-count'],
  ['GPUs of a machine that nobody knows', group({ machine: Machine.custom('a5-ultragpu-8g', { gpus: 8, cpus: 224, memory: Size.gibibytes(3968) }) }), 'training/accelerator-type'],
  ['a reservation of another cloud', booked('cr-0123456789abcdef0/x'), 'training/reservation-id'],
  ['a reservation whose zone nobody knows', booked('l4'), 'training/reservation-zone'],
  ['a reservation in another region', booked('projects/acme-ml/zones/us-east1-b/reservations/l4'), 'training/reservation-zone'],
  ['a GPU that the region lacks', { nodeGroups: [{ accelerator: Accelerator.a10g() }] }, 'training/accelerator-unavailable'],
])('%s is refused', (_, props, code) => {
  expect(refused(props)).toEqual([code]);
});

test('more nodes than can lie close together are refused', () => {
  const many = group({ accelerator: Accelerator.l4(), placement: Placement.compact(), scaling: Scaling.elastic(0, 2_000) });
  expect(codesOf(() => clusterStage(many, { existingNetwork: EXISTING_NETWORK }))).toEqual(['training/compact-placement-nodes']);
});

test('a number that all zones share may be spread, one that is smaller than the zones too, and any where nobody asks for it', () => {
  const spread = (nodes: number) => group({ machine: Machine.general(4), scaling: Scaling.fixed(nodes), placement: Placement.spread() });
  [6, 2, 1].forEach((nodes) => expect(refused(spread(nodes))).toEqual([]));
  expect(refused(group({ machine: Machine.general(4), scaling: Scaling.fixed(7) }))).toEqual([]);
});

test('pods have the addresses of the network, or of a range that nobody here knows', () => {
  const many = group({ machine: Machine.general(4), scaling: Scaling.elastic(0, 1_015) });
  expect(refused(many)).toEqual([]);
  expect(codesOf(() => clusterStage(many, { network: { podCidr: '10.128.0.0/15' } }))).toEqual(['training/node-count']);
  expect(codesOf(() => clusterStage({ ...many, podRangeName: 'more-pods' }, { network: { podCidr: '10.128.0.0/15' } }))).toEqual([]);
});

test('H200s are taken reserved', () => {
  const capacity = Capacity.reservation('projects/acme-gpus/zones/europe-west4-a/reservations/h200');
  expect(refused(group({ accelerator: Accelerator.h200(8), capacity }))).toEqual([]);
});

test('a GPU that another region has is refused, unless the region has it since', () => {
  const attempt = (acknowledge?: string[]) => codesOf(() => clusterStage({ ...group({ accelerator: Accelerator.h100(8) }), acknowledge }, { location: 'europe-north2' }));
  expect(attempt()).toEqual(['training/accelerator-region']);
  expect(attempt(['training/accelerator-region'])).toEqual([]);
});

test('a part of an H100 machine is given as a Spot VM', () => {
  expect(refused(group({ accelerator: Accelerator.h100(4), capacity: Capacity.spot(), scaling: Scaling.elastic(0, 2) }))).toEqual([]);
});

test('a machine that nobody knows is believed, with the type of its GPUs', () => {
  const newest = group({ machine: Machine.custom('a5-ultragpu-8g', { gpus: 8, cpus: 224, memory: Size.gibibytes(3968) }), placement: Placement.compact() });
  expect(refused({ ...newest, acceleratorTypes: { gpus: 'nvidia-b300' } })).toEqual([]);
});

test('what is wrong on this cloud arrives with what is wrong on any, and nothing was made', () => {
  const stack = new TerraformStack(Testing.app(), 'ml');
  const platform = new MlPlatform(stack, 'Ml', LEAST);
  const before = stack.node.findAll().length;
  const attempt = () => new TrainingCluster(stack, 'TrainingClusterForEverybodyHere', {
    platform,
    zones: ['us-east1-b'],
    kubernetesVersion: '1.20',
    maintenanceWindow: MaintenanceWindow.weekly(Weekday.SUNDAY, 0, Duration.hours(4)),
    nodeGroups: [{ accelerator: Accelerator.t4(), placement: Placement.compact() }, { machine: Machine.general(7) }],
  });
  expect(codesOf(attempt)).toEqual(expect.arrayContaining([
    'training/zones', 'training/kubernetes-version', 'training/maintenance-hours', 'training/compact-placement-machine', 'training/machine-size',
  ]));
  expect(stack.node.findAll()).toHaveLength(before);
});

test('a name that is too long for GKE is refused', () => {
  const { stack, platform } = stage();
  const attempt = () => new TrainingCluster(stack, 'TrainingClusterOfTheVisionAndLanguageTeams', { platform, nodeGroups: [{ accelerator: Accelerator.t4() }] });
  expect(codesOf(attempt)).toEqual(['core/name-length']);
});

test.each([
  [{ clusterName: 'old', endpoint: 'https://gke-1.europe-west4.gke.goog' }],
  [{ clusterName: 'old', endpoint: '10.0.0.2' }],
  [{ clusterName: 'old', endpoint: 'fd00::2' }],
])('an existing cluster that nobody can reach is refused (%j)', (existing) => {
  const { stack, platform } = stage();
  expect(codesOf(() => TrainingCluster.fromExisting(stack, 'Old', platform, existing))).toEqual(['training/endpoint']);
  expect(stack.node.tryFindChild('Old')).toBeUndefined();
});
