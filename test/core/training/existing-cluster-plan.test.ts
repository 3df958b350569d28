import { Construct, RootConstruct } from 'constructs';
import { Accelerator, Egress, Machine, Profile, Scaling } from '../../../src/core';
import { ExistingClusterContext, planExistingCluster } from '../../../src/core/training/existing-cluster-plan';
import { ABLE } from '../../support/fake-target';
import { codesOf } from '../../support/refusals';

type Told = Omit<Parameters<typeof planExistingCluster>[2], 'clusterName'>;

function plan(told: Told = {}, overrides: Partial<ExistingClusterContext> = {}) {
  return planExistingCluster(new Construct(new RootConstruct('App'), 'Stack'), 'Found', { clusterName: 'theirs', ...told }, {
    target: ABLE,
    platform: { platformName: 'ml', profile: Profile.production().settings },
    check: () => undefined,
    ...overrides,
  });
}

test('of which nothing is told has no groups, and nothing about GPUs is watched', () => {
  const { groups, hasGpus, egress, provided, alarms } = plan();
  expect({ groups, hasGpus, egress, provided }).toEqual({ groups: [], hasGpus: false, egress: { kind: 'nat', mirror: undefined }, provided: [] });
  expect(alarms.map(({ id }) => id)).toEqual(['NodesNotReady', 'QuotaNear']);
  expect(plan({ nodeGroups: [] })).toEqual(plan());
});

test('has the groups and the software that are told, and what is said of GPUs is believed', () => {
  const { groups, hasGpus, provided, alarms } = plan({ nodeGroups: [{ accelerator: Accelerator.h100(3), scaling: Scaling.fixed(2) }], existingSoftware: ['kueue', 'kueue'] });
  expect(groups).toMatchObject([{ name: 'h100x3', gpus: 3, max: 2 }]);
  expect({ hasGpus, provided }).toEqual({ hasGpus: true, provided: ['kueue'] });
  expect(alarms).toHaveLength(4);
});

test('reaches what is told, else what the network of the platform reaches', () => {
  const platform = { platformName: 'ml', egress: Egress.none(), profile: Profile.production().settings };
  expect(plan({}, { platform }).egress.kind).toBe('none');
  expect(plan({ egress: Egress.nat() }, { platform }).egress.kind).toBe('nat');
});

test('may have labels of any domain on its nodes, but not those of the library', () => {
  const labelled = (key: string) => codesOf(() => plan({ nodeGroups: [{ machine: Machine.general(4), labels: { [key]: 'a' } }] }));
  expect(labelled('topology.kubernetes.io/zone')).toEqual([]);
  expect(labelled('ml-platform/node-group')).toEqual(['training/node-label']);
});

test('is refused with all that is wrong at once', () => {
  const check = (_: unknown, problems: { add(code: string, message: string): void }) => problems.add('training/endpoint', 'no');
  expect(codesOf(() => plan({ nodeGroups: [{ name: 'UPPER', accelerator: Accelerator.t4() }] }, { check }))).toEqual(['training/node-group-name', 'training/endpoint']);
});
