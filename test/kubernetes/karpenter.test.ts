import { Duration, MaintenanceWindow, Weekday } from '../../src/core';
import { Karpenter, KarpenterPool } from '../../src/kubernetes';
import { MIRRORED, traits, valuesOf, WATCHED } from './traits';

type Json = Record<string, any>;

const POOL: KarpenterPool = {
  name: 'gpus',
  instanceTypes: ['p5.48xlarge'],
  capacityType: 'on-demand',
  maxNodes: 4,
  cpus: 192,
  gpus: 8,
  diskGib: 200,
  labels: { 'ml-platform/node-group': 'gpus' },
  subnetIds: ['subnet-a', 'subnet-b'],
  securityGroupIds: ['sg-1'],
  instanceProfileName: 'ml-train-node',
  keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1',
  tags: { platform: 'ml' },
};
const WEEK = [Weekday.SUNDAY, Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY, Weekday.SATURDAY];

function weekly(day: Weekday, startHour: number, hours: number): MaintenanceWindow {
  return MaintenanceWindow.weekly(day, startHour, Duration.hours(hours));
}
const SUNDAY = weekly(Weekday.SUNDAY, 0, 12);

const karpenter = (pools: KarpenterPool[] = [POOL], window = SUNDAY) => new Karpenter({ interruptionQueueName: 'ml-train', pools, window });
function made(pool: Partial<KarpenterPool> = {}, window = SUNDAY): { nodeClass: Json; nodePool: Json } {
  const [nodeClass, nodePool] = karpenter([{ ...POOL, ...pool }], window).parts(traits()).manifests![0].manifests;
  return { nodeClass, nodePool };
}

describe('nodes', () => {
  test('have the disk, key, network and role that they were given, and a metadata service that pods do not reach', () => {
    expect(made().nodeClass.spec).toMatchObject({
      instanceProfile: 'ml-train-node',
      subnetSelectorTerms: [{ id: 'subnet-a' }, { id: 'subnet-b' }],
      securityGroupSelectorTerms: [{ id: 'sg-1' }],
      metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [{ ebs: { volumeSize: '200Gi', encrypted: true, kmsKeyID: POOL.keyArn } }],
      tags: { platform: 'ml' },
    });
  });

  test('have the newest image of their system, or the one that was named', () => {
    expect(made().nodeClass.spec.amiSelectorTerms).toEqual([{ alias: 'al2023@latest' }]);
    expect(made({ imageVersion: 'v20260101' }).nodeClass.spec.amiSelectorTerms).toEqual([{ alias: 'al2023@v20260101' }]);
  });

  test('are kept to those that need a GPU', () => {
    expect(made().nodePool.spec.template.spec.taints).toEqual([{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }]);
    expect(made({ gpus: 0 }).nodePool.spec.template.spec.taints).toBeUndefined();
  });

  test('are as many as the group may have, counted by what it is bought for', () => {
    expect(made().nodePool.spec.limits).toEqual({ 'nvidia.com/gpu': '32' });
    expect(made({ gpus: 0, cpus: 16, maxNodes: 10 }).nodePool.spec.limits).toEqual({ cpu: '160' });
  });

  test('come as they were bought', () => {
    const capacity = (pool: Partial<KarpenterPool>) => {
      const requirements: Json[] = made(pool).nodePool.spec.template.spec.requirements;
      return requirements.find(({ key }) => key === 'karpenter.sh/capacity-type')!.values;
    };
    expect([capacity({}), capacity({ capacityType: 'spot' }), capacity({ capacityType: 'reserved' })]).toEqual([['on-demand'], ['spot'], ['reserved']]);
  });

  test('lie in a reservation or a placement group only where one was given', () => {
    expect(made({ reservationId: 'cr-1' }).nodeClass.spec.capacityReservationSelectorTerms).toEqual([{ id: 'cr-1' }]);
    expect(made({ placementGroupId: 'pg-1' }).nodeClass.spec.placementGroupSelector).toEqual({ id: 'pg-1' });
    expect(Object.keys(made().nodeClass.spec)).not.toEqual(expect.arrayContaining(['capacityReservationSelectorTerms']));
    expect(Object.keys(made().nodeClass.spec)).not.toEqual(expect.arrayContaining(['placementGroupSelector']));
  });

  test('never expire, and go only when they are empty', () => {
    expect(made().nodePool.spec.template.spec.expireAfter).toBe('Never');
    expect(made().nodePool.spec.disruption).toMatchObject({ consolidationPolicy: 'WhenEmpty' });
  });
});

/** The hours of a week, Sunday 0 o'clock first, in which no budget of 0 holds for nodes with an old image. */
function openHours(window: MaintenanceWindow): number[] {
  const budgets: Json[] = made({}, window).nodePool.spec.disruption.budgets;
  const closed = budgets.filter(({ nodes, reasons }) => nodes === '0' && reasons.includes('Drifted')).flatMap(({ schedule, duration }) => {
    const [, hour, day] = /^0 (\d+) \* \* ([0-6])$/.exec(schedule as string)!.map(Number);
    const [, hours] = /^(\d+)h$/.exec(duration as string)!.map(Number);
    return Array.from({ length: hours }, (_, i) => (day * 24 + hour + i) % 168);
  });
  return Array.from({ length: 168 }, (_, hour) => hour).filter((hour) => !closed.includes(hour));
}

describe('nodes with an old image are replaced, one at a time, within the window only', () => {
  test.each([
    ['a morning', weekly(Weekday.WEDNESDAY, 2, 4)],
    ['a whole day', weekly(Weekday.WEDNESDAY, 0, 24)],
    ['to midnight', weekly(Weekday.WEDNESDAY, 12, 12)],
    ['across midnight', weekly(Weekday.WEDNESDAY, 20, 8)],
    ['to the end of the week', weekly(Weekday.SATURDAY, 12, 12)],
    ['across the end of the week', weekly(Weekday.SATURDAY, 20, 12)],
    ['a day across the end of the week', weekly(Weekday.SATURDAY, 23, 24)],
    ['from the beginning of the week', SUNDAY],
  ])('%s', (_, window) => {
    const begin = WEEK.indexOf(window.day) * 24 + window.startHour;
    const wanted = Array.from({ length: window.hours }, (_i, i) => (begin + i) % 168).sort((a, b) => a - b);
    expect(openHours(window)).toEqual(wanted);
  });

  test('every window there is', () => {
    for (const day of WEEK) {
      for (let startHour = 0; startHour < 24; startHour += 1) {
        for (const hours of [4, 12, 24]) expect(openHours(weekly(day, startHour, hours))).toHaveLength(hours);
      }
    }
  });

  test('others are not held up: what is empty goes at once', () => {
    expect(made().nodePool.spec.disruption.budgets.slice(0, 2)).toEqual([{ nodes: '100%', reasons: ['Empty'] }, { nodes: '1', reasons: ['Drifted'] }]);
  });
});

describe('the controller', () => {
  test('comes after its definitions, which are a chart of their own, and before its pools', () => {
    const { charts, manifests } = karpenter().parts(traits());
    expect(charts!.map(({ releaseName }) => releaseName)).toEqual(['karpenter-crd', 'karpenter']);
    expect(charts![0].version).toBe(charts![1].version);
    expect(manifests!.map(({ name }) => name)).toEqual(['karpenter-pools']);
  });

  test('knows its cluster, the queue of machines that are taken back, and the account with its rights', () => {
    expect(valuesOf(karpenter())).toMatchObject({ settings: { clusterName: 'ml-train', interruptionQueue: 'ml-train' }, serviceAccount: { name: 'karpenter' } });
  });

  test('is measured where Prometheus knows how, and comes from the mirror', () => {
    expect(valuesOf(karpenter()).serviceMonitor).toEqual({ enabled: false });
    expect(valuesOf(karpenter(), WATCHED).serviceMonitor).toEqual({ enabled: true });
    expect(valuesOf(karpenter(), MIRRORED).controller.image.repository).toBe('registry.acme.internal/ml/karpenter/controller');
  });

  test('does not go with the other autoscaler', () => expect(karpenter().conflictsWith).toEqual(['cluster-autoscaler']));
});
