import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
    const network = { egress: Egress.none() };
    expect(refused({}, { network })).toEqual(['software/unreachable']);
    expect(refused({ nodeGroups: PLAIN_GROUP }, { network })).toEqual([]);
    expect(refused({ egress: Egress.none(), nodeGroups: PLAIN_GROUP })).toEqual(['training/egress']);
  });

  test('a network with one zone, and a subnet of another network', () => {
    const app = testApp();
    const stack = new Stack(app, 'Jobs', { env: ENV });
    const one = MlPlatform.fromAttributes(stack, 'One', { ...ATTRIBUTES, privateSubnetIds: ['subnet-0a1b2c3d'], availabilityZones: ['eu-north-1a'] });
    expect(codesOf(() => new TrainingCluster(stack, 'Train', { platform: one, nodeGroups: PLAIN_GROUP }))).toEqual(['training/subnets']);
    const two = MlPlatform.fromAttributes(stack, 'Two', ATTRIBUTES);
    expect(codesOf(() => new TrainingCluster(stack, 'Train', { platform: two, nodeGroups: PLAIN_GROUP, compactSubnetId: 'subnet-ffffffff' }))).toEqual(['training/subnets']);
  });

  test('services where EKS takes none', () => {
    expect(refused({}, { network: { serviceCidr: '100.64.0.0/16' } })).toEqual(['training/service-cidr']);
    expect(refused({}, { network: { serviceCidr: '172.20.0.0/16' } })).toEqual([]);
  });

  test('a second cluster of one name in a region, of whichever stack', () => {
    const { app, ml, cluster } = trained();
    const again = (stack: Stack, id = 'Train') => codesOf(() => new TrainingCluster(stack, id, { platform: ml, nodeGroups: PLAIN_GROUP }));
    expect(again(new Stack(app, 'Team', { env: ENV }))).toEqual(['training/cluster-twice']);
    expect(codesOf(() => ml.addTrainingCluster('Train', { nodeGroups: PLAIN_GROUP }))).toEqual(['training/cluster-twice']);
    expect(again(new Stack(app, 'Other', { env: ENV }), 'Try')).toEqual([]);
    expect(cluster.clusterName).toBe('acme-ml-train');
  });

  test('a cluster of the same name in another region keeps its quotas', () => {
    const app = testApp();
    ['eu-north-1', 'us-east-1'].forEach((region) => {
      const stack = new Stack(app, `Acme-${region}`, { env: { ...ENV, region } });
      const ml = new MlPlatform(stack, 'Ml', { platformName: 'acme-ml' });
      ml.addTrainingCluster('Train', { nodeGroups: PLAIN_GROUP });
    });
    const { directory } = app.synth();
    const needs = JSON.parse(readFileSync(join(directory, 'quotas/acme-ml-train.json'), 'utf8')) as Array<{ region: string }>;
    expect(needs.map(({ region }) => region)).toEqual(['eu-north-1', 'us-east-1']);
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
