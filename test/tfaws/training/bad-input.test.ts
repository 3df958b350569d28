import { Accelerator, Capacity, Egress, NodeGroup, Placement, Scaling } from '../../../src/core';
import { Identity, MlPlatformProps, TrainingClusterProps } from '../../../src/tfaws';
import { codesOf } from '../../support/refusals';
import { BLOCK, clusterStage, RESERVATION } from './clusters';

function refusal(props: Partial<TrainingClusterProps>, platformProps: Partial<MlPlatformProps> = {}): string[] {
  return codesOf(() => clusterStage(props, platformProps));
}

function on(id: string, more: Partial<NodeGroup> = {}): NodeGroup[] {
  return [{ accelerator: Accelerator.t4(4), scaling: Scaling.fixed(2), capacity: Capacity.reservation(id), ...more }];
}

test.each(['gpus', 'cr-xyz', 'arn:aws:ec2:eu-west-1:123456789012:capacity-reservation/cr-0123456789abcdef0'])("'%s' is no reservation of EC2", (id) => {
  expect(refusal({ nodeGroups: on(id) })).toEqual(['training/reservation-id']);
});

test('a capacity block without the subnet of its zone, and one that no group runs on', () => {
  expect(refusal({ nodeGroups: on(BLOCK), reservations: [{ reservationId: BLOCK, capacityBlock: true }] })).toEqual(['training/reservation-zone']);
  expect(refusal({ nodeGroups: on(RESERVATION), reservations: [{ reservationId: BLOCK }] })).toEqual(['training/reservation-unused']);
});

test('what was reserved is not moved together afterwards', () => {
  expect(refusal({ nodeGroups: on(RESERVATION, { placement: Placement.compact() }) })).toEqual(['training/reservation-placement']);
  expect(refusal({ nodeGroups: on(RESERVATION, { placement: Placement.spread() }) })).toEqual([]);
});

test('a network with one private subnet, and subnets of another network', () => {
  const network = (...privateSubnetIds: string[]) => ({ existingNetwork: { networkId: 'vpc-1', privateSubnetIds } });
  expect(refusal({}, network('subnet-0a'))).toEqual(['training/subnets']);
  expect(refusal({ compactSubnetId: 'subnet-0x' }, network('subnet-0a', 'subnet-0b'))).toEqual(['training/subnets']);
  const reservations = [{ reservationId: RESERVATION, subnetId: 'subnet-0y' }];
  expect(refusal({ nodeGroups: on(RESERVATION), reservations }, network('subnet-0a', 'subnet-0b'))).toEqual(['training/subnets']);
});

test('services at addresses that EKS does not take', () => {
  expect(refusal({}, { network: { serviceCidr: '100.64.0.0/16' } })).toEqual(['training/service-cidr']);
  expect(refusal({}, { network: { serviceCidr: '172.20.0.0/16' } })).toEqual([]);
});

test('GPUs and nodes that come and go, where no registry is reached', () => {
  expect(refusal({ egress: Egress.none() })).toEqual(['training/egress', 'software/unreachable']);
  expect(refusal({}, { network: { egress: Egress.none() } })).toEqual(['software/unreachable']);
});

test('a name that leaves no room for those of the roles', () => {
  expect(codesOf(() => clusterStage({}, { platformName: 'acme-ml-research' }))).toEqual([]);
  const { platform } = clusterStage();
  const long = 'TrainingClusterOfTheVisionTeamAndOfOthers';
  expect(codesOf(() => platform.addTrainingCluster(long, { nodeGroups: on(RESERVATION), acknowledge: ['network/private-runner'] }))).toContain('core/name-length');
  expect(platform.node.tryFindChild(long)).toBeUndefined();
});

test('a deployer that no cluster can let in', () => {
  expect(refusal({ deployer: Identity.accountRoot('123456789012') })).toEqual(['identity/cannot-grant']);
  expect(refusal({ deployer: { identitySystem: 'gcp', identityName: 'x' } })).toEqual(['identity/wrong-target']);
});

test('H100 where there are none, unless it is known better', () => {
  const nodeGroups = [{ accelerator: Accelerator.h100(8), scaling: Scaling.fixed(1) }];
  expect(refusal({ nodeGroups }, { region: 'eu-west-1' })).toEqual(['training/accelerator-region']);
  expect(refusal({ nodeGroups, acknowledge: ['training/accelerator-region'] }, { region: 'eu-west-1' })).toEqual([]);
});
