import { TerraformStack, Testing } from 'cdktf';
import { Accelerator, Capacity, Duration, Machine, MaintenanceWindow, NodeGroup, Placement, ReleaseChannel, Scaling, Size, Weekday } from '../../../src/core';
import { MlPlatform, TrainingCluster, TrainingClusterProps } from '../../../src/tfgcp';
import { codesOf } from '../../support/refusals';
import { LEAST, stage } from '../platforms';
import { clusterStage } from './clusters';

const refused = (props: Partial<TrainingClusterProps>) => codesOf(() => clusterStage(props));
const group = (props: NodeGroup): Partial<TrainingClusterProps> => ({ nodeGroups: [{ name: 'gpus', scaling: Scaling.fixed(2), ...props }] });
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
  ['H200s that are to lie close together', group({ accelerator: Accelerator.h200(8), placement: Placement.compact() }), 'training/compact-placement-machine'],
  ['more nodes than can lie close together', group({ accelerator: Accelerator.l4(), placement: Placement.compact(), scaling: Scaling.elastic(0, 2_000) }), 'training/compact-placement-nodes'],
  ['GPUs of a machine that nobody knows', group({ machine: Machine.custom('a5-ultragpu-8g', { gpus: 8, cpus: 224, memory: Size.gibibytes(3968) }) }), 'training/accelerator-type'],
  ['a reservation of another cloud', booked('cr-0123456789abcdef0/x'), 'training/reservation-id'],
  ['a reservation whose zone nobody knows', booked('l4'), 'training/reservation-zone'],
  ['a reservation in another region', booked('projects/acme-ml/zones/us-east1-b/reservations/l4'), 'training/reservation-zone'],
  ['a GPU that the region lacks', { nodeGroups: [{ accelerator: Accelerator.a10g() }] }, 'training/accelerator-unavailable'],
])('%s is refused', (_, props, code) => {
  expect(refused(props)).toEqual([code]);
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
