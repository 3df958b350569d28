import { Accelerator, ClusterAccess, Duration, Egress, Machine, MaintenanceWindow, Profile, ReleaseChannel, Scaling, Severity, Weekday } from '../../../src/core';
import { clusterGraphs } from '../../../src/core/training/cluster-alarm-plan';
import { planSystemGroup } from '../../../src/core/training/system-group-plan';
import { codesOf } from '../../support/refusals';
import { lacking, plan, T4S } from './fake-cloud';

describe('a cluster that says little', () => {
  test('has the version that was proven, a window, and the way in that the target prefers', () => {
    expect(plan()).toMatchObject({
      name: 'ml-train',
      kubernetesVersion: '1.33',
      releaseChannel: ReleaseChannel.REGULAR,
      maintenance: { day: Weekday.SUNDAY, startHour: 0, hours: 12 },
      access: { kind: 'authorized', cidrs: ['203.0.113.0/24'] },
      egress: { kind: 'nat', mirror: undefined },
      hasGpus: true,
    });
  });

  test('reaches what the network of the platform reaches, unless somebody says otherwise', () => {
    const platform = { platformName: 'ml', egress: Egress.mirrored('registry.acme.internal'), profile: Profile.production().settings };
    expect(plan({}, { platform }).egress).toEqual({ kind: 'mirrored', mirror: 'registry.acme.internal' });
    expect(plan({ egress: Egress.none() }, { platform }).egress).toEqual({ kind: 'none', mirror: undefined });
    expect(plan({ egress: Egress.none() }).egress).toEqual({ kind: 'none', mirror: undefined });
  });

  test('never changes after it was planned', () => {
    const { groups } = plan();
    expect(() => (groups as unknown[]).push(1)).toThrow(TypeError);
    expect(Object.isFrozen(groups[0])).toBe(true);
  });

  test('has no version where it exists already', () => {
    expect(plan({}, { versions: undefined }).kubernetesVersion).toBeUndefined();
  });
});

describe('alarms', () => {
  const alarms = (props: Parameters<typeof plan>[0] = {}, profile = Profile.production()) => plan(props, { platform: { platformName: 'ml', profile: profile.settings } }).alarms;

  test('are told by what is worth waking somebody for', () => {
    expect(alarms().map(({ id, severity }) => [id, severity])).toEqual([
      ['NodesNotReady', Severity.CRITICAL], ['GpuIdle', Severity.WARNING], ['GpusPending', Severity.WARNING], ['QuotaNear', Severity.WARNING],
    ]);
    expect(alarms({}, Profile.development())[0].severity).toBe(Severity.INFO);
  });

  test('of GPUs are those of a cluster that has some', () => {
    expect(alarms({ nodeGroups: [{ machine: Machine.general(4) }] }).map(({ id }) => id)).toEqual(['NodesNotReady', 'QuotaNear']);
  });

  test('say which cluster, and what to do', () => {
    alarms().forEach(({ description }) => expect(description).toMatch(/^ml-train: /));
  });
});

test('the page of a cluster without GPUs has no graph of them', () => {
  const metrics = (hasGpus: boolean) => clusterGraphs(hasGpus).map(([metric]) => metric);
  expect(metrics(true)).toEqual(['nodesNotReady', 'gpuUtilization', 'podsPending', 'quotaUsed']);
  expect(metrics(false)).toEqual(['nodesNotReady', 'podsPending', 'quotaUsed']);
});

test('the group of its own software is always there, and nobody else scales it', () => {
  const machine = { name: 'general.4', gpus: 0, cpus: 4, memoryGib: 16, fabric: false };
  expect(planSystemGroup(machine, 3)).toMatchObject({ name: 'system', machine, min: 3, max: 3, elastic: false, tainted: false, labels: { 'ml-platform/node-group': 'system' } });
});

describe('bad input', () => {
  const refused = (props: Parameters<typeof plan>[0], overrides: Parameters<typeof plan>[1] = {}) => codesOf(() => plan(props, overrides));

  test('a version that is none, that the cloud supports no longer, or not yet', () => {
    expect(refused({ kubernetesVersion: '1.33.1' })).toEqual(['training/kubernetes-version']);
    expect(refused({ kubernetesVersion: '1.28' })).toEqual(['training/kubernetes-version']);
    expect(() => plan({ kubernetesVersion: '1.35' })).toThrow('supported: 1.32, 1.33, 1.34');
    expect(plan({ kubernetesVersion: '1.35', acknowledge: ['training/kubernetes-version'] }).kubernetesVersion).toBe('1.35');
    expect(refused({ kubernetesVersion: 'newest', acknowledge: ['training/kubernetes-version'] })).toEqual(['training/kubernetes-version']);
    expect(refused({ kubernetesVersion: '${var.version}' })).toEqual(['core/token-not-allowed']);
  });

  test('a private API server, where whoever deploys speaks with it from outside', () => {
    const access = ClusterAccess.private();
    expect(refused({ access })).toEqual(['network/private-runner']);
    expect(refused({ access, acknowledge: ['network/private-runner'] })).toEqual([]);
    expect(refused({ access }, { deployedByRunner: false })).toEqual([]);
    expect(() => plan({ access })).toThrow('ClusterAccess.gateway()');
    expect(() => plan({ access }, { target: lacking('access/gateway') })).not.toThrow('ClusterAccess.gateway()');
  });

  test.each<[string, Egress, Egress, string[]]>([
    ['none in a network with NAT', Egress.none(), Egress.nat(), ['training/egress']],
    ['NAT in a sealed network', Egress.nat(), Egress.none(), ['training/egress']],
    ['NAT in a network with a mirror', Egress.nat(), Egress.mirrored('registry.acme.internal'), ['training/egress']],
    ['a mirror in a network with NAT', Egress.mirrored('registry.acme.internal'), Egress.nat(), []],
    ['a mirror in a sealed network', Egress.mirrored('registry.acme.internal'), Egress.none(), []],
  ])('an egress that the network does not have: %s', (_, egress, network, codes) => {
    const platform = { platformName: 'ml', egress: network, profile: Profile.production().settings };
    expect(refused({ egress }, { platform })).toEqual(codes);
    // A cluster that exists stands in a network of its owner's.
    expect(refused({ egress }, { platform, versions: undefined })).toEqual([]);
  });

  test('a default of the target that is private is refused in the same words', () => {
    expect(refused({}, { defaultAccess: ClusterAccess.private() })).toEqual(['network/private-runner']);
  });

  test('an acknowledgement of what nobody can overrule', () => {
    expect(refused({ acknowledge: ['training/no-node-group'] })).toEqual(['platform/acknowledge']);
    expect(() => plan({ acknowledge: ['training/spot'] })).toThrow('the target lacks it');
  });

  test('a name that is too long once prefixed', () => {
    expect(codesOf(() => plan({}, {}, 'a'.repeat(18)))).toEqual(['core/name-length']);
    expect(codesOf(() => plan({}, {}, 'My_Train'))).toEqual(['core/name-illegal']);
  });

  test.each<[Parameters<typeof lacking>[0], Parameters<typeof plan>[0]]>([
    ['training/kubernetes-version', { kubernetesVersion: '1.33' }],
    ['training/release-channel', { releaseChannel: ReleaseChannel.RAPID }],
    ['training/maintenance-window', { maintenanceWindow: MaintenanceWindow.weekly(Weekday.MONDAY, 3, Duration.hours(4)) }],
    ['access/private', { access: ClusterAccess.private(), acknowledge: ['network/private-runner'] }],
    ['access/authorized-networks', { access: ClusterAccess.authorizedNetworks('203.0.113.0/24') }],
    ['access/gateway', { access: ClusterAccess.gateway() }],
  ])('%s where a target lacks it', (capability, props) => {
    expect(refused(props, { target: lacking(capability) })).toEqual([capability]);
    expect(refused({}, { target: lacking(capability) })).toEqual([]);
  });

  test("everything at once, with what the cloud itself says, and the construct's path", () => {
    const props = {
      nodeGroups: [{ name: 'UPPER', accelerator: Accelerator.h100(3), scaling: Scaling.fixed(1), surge: 99, labels: { 'a b': 'c' } }, T4S, T4S],
      kubernetesVersion: '1.1',
      access: ClusterAccess.private(),
      acknowledge: ['nothing'],
    };
    const check = (_: unknown, problems: { add(code: string, message: string): void }) => problems.add('training/reservation-id', 'no');
    expect(refused(props, { check })).toEqual([
      'platform/acknowledge', 'training/node-group-name', 'training/node-label', 'training/surge-count', 'training/accelerator-region', 'training/accelerator-count',
      'training/node-group-twice', 'training/kubernetes-version', 'network/private-runner', 'training/reservation-id',
    ]);
    expect(() => plan(props)).toThrow("(at 'App/Stack/Train')");
  });

  test('what the cloud checks is told the groups that are right, also when others are wrong', () => {
    const check = jest.fn();
    codesOf(() => plan({ nodeGroups: [T4S, { name: 'empty' }] }, { check }));
    expect(check.mock.calls[0][0]).toMatchObject({ name: 'ml-train', groups: [{ name: 'gpus' }] });
  });
});
