import { NodeGroupPlan } from '../../src/core/training/node-group-plan';
import { karpenterPools, KarpenterSite } from '../../src/kubernetes/autoscaling/karpenter-pools';

const SITE: KarpenterSite = {
  subnetIds: ['subnet-a', 'subnet-b'],
  securityGroupIds: ['sg-1'],
  instanceProfileName: 'ml-train-node',
  keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1',
  tags: {},
  placementGroupIdOf: (group) => `pg-${group}`,
  subnetIdOf: (reservation) => (reservation === 'cr-1' ? 'subnet-r' : undefined),
};

function subnetsOf(group: Partial<NodeGroupPlan>, site = SITE): string[] {
  const machine = { name: 'p5.48xlarge', cpus: 192 } as NodeGroupPlan['machine'];
  const plan = { name: 'gpus', machine, gpus: 8, min: 0, max: 4, capacity: 'on-demand', compact: false, diskGib: 200, labels: {}, ...group } as NodeGroupPlan;
  return karpenterPools([plan], site)[0]!.subnetIds;
}

test('nodes lie in every zone, in the first where they lie close together, and in that of their reservation', () => {
  expect(subnetsOf({})).toEqual(['subnet-a', 'subnet-b']);
  expect(subnetsOf({ compact: true })).toEqual(['subnet-a']);
  expect(subnetsOf({ compact: true, capacity: 'reservation', reservationId: 'cr-1' })).toEqual(['subnet-r']);
});

test('nodes of a reservation whose zone nobody said lie where others do', () => {
  expect(subnetsOf({ capacity: 'reservation', reservationId: 'cr-2' })).toEqual(['subnet-a', 'subnet-b']);
  expect(subnetsOf({ capacity: 'reservation', reservationId: 'cr-1' }, { ...SITE, subnetIdOf: undefined })).toEqual(['subnet-a', 'subnet-b']);
});
