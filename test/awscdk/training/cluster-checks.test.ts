import { Stack } from 'aws-cdk-lib/core';
import { MlPlatform, TrainingCluster } from '../../../src/awscdk';
import { Accelerator, Capacity, ClusterAccess, Egress, Machine, NodeGroup, Scaling, Size } from '../../../src/core';
import { testApp } from '../../support/cloudformation';
import { codesOf } from '../../support/refusals';
import { ATTRIBUTES, ENV, PLAIN_GROUP, RESERVATION, trained } from './clusters';

describe('bad input for EKS', () => {
  const booked = (id: string) => [{ name: 'booked', accelerator: Accelerator.t4(4), scaling: Scaling.fixed(2), capacity: Capacity.reservation(id) }];
  const refused = (props: Parameters<typeof trained>[0], platformProps?: Parameters<typeof trained>[1]) => {
    return codesOf(() => trained(props, platformProps));
  };

  test.each(['reservation-1', 'cr-xyz', 'cr-1'])("a reservation '%s'", (id) => {
    expect(refused({ nodeGroups: booked(id) })).toEqual(['training/reservation-id']);
  });

  test('details of a reservation that no group runs on', () => {
    expect(refused({ reservations: [{ reservationId: RESERVATION }] })).toEqual(['training/reservation-unused']);
  });

  test('a capacity block without its zone', () => {
    expect(refused({ nodeGroups: booked(RESERVATION), reservations: [{ reservationId: RESERVATION, capacityBlock: true }] })).toEqual(['training/reservation-zone']);
  });

  test('no way to a registry', () => {
    expect(refused({ egress: Egress.none() })).toEqual(['software/unreachable']);
    expect(refused({ egress: Egress.none(), nodeGroups: PLAIN_GROUP })).toEqual([]);
  });

  test('a network with one zone, and a subnet of another network', () => {
    const app = testApp();
    const stack = new Stack(app, 'Jobs', { env: ENV });
    const one = MlPlatform.fromAttributes(stack, 'One', { ...ATTRIBUTES, privateSubnetIds: ['subnet-0a1b2c3d'], availabilityZones: ['eu-north-1a'] });
    expect(codesOf(() => new TrainingCluster(stack, 'Train', { platform: one, nodeGroups: PLAIN_GROUP }))).toEqual(['training/subnets']);
    const two = MlPlatform.fromAttributes(stack, 'Two', ATTRIBUTES);
    expect(codesOf(() => new TrainingCluster(stack, 'Train', { platform: two, nodeGroups: PLAIN_GROUP, compactSubnetId: 'subnet-ffffffff' }))).toEqual(['training/subnets']);
  });

  test('a name that is too long', () => {
    expect(codesOf(() => trained({}, { platformName: 'acme-ml' }).ml.addTrainingCluster('T'.repeat(95), { nodeGroups: PLAIN_GROUP }))).toContain('core/name-length');
  });

  test('several at once, and nothing is left in the tree', () => {
    const { ml } = trained();
    const count = ml.node.findAll().length;
    const machine = Machine.custom('m7i.large', { cpus: 2, memory: Size.gibibytes(8) });
    const nodeGroups: NodeGroup[] = [{ name: 'BAD', machine, capacity: Capacity.reservation('x'), scaling: Scaling.elastic(0, 2) }];
    expect(codesOf(() => new TrainingCluster(ml, 'Bad', { platform: ml, nodeGroups, access: ClusterAccess.gateway() }))).toEqual([
      'access/gateway', 'training/node-group-name', 'training/reservation-id', 'software/kubectl-layer',
    ]);
    expect(ml.node.findAll()).toHaveLength(count);
  });
});
