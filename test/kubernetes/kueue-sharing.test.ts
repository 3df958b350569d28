import { Fn, Token } from 'cdktf';
import { NodeGroupTraits } from '../../src/core';
import { Kueue, KueueProps, QueuePreemption, TeamQuota } from '../../src/kubernetes';
import { codesOf } from '../support/refusals';
import { CPUS, GPUS, traits, valuesOf } from './traits';

type Json = Record<string, any>;

const FIXED: NodeGroupTraits = { ...GPUS, minNodes: 4 };
const VISION: TeamQuota = { team: 'vision', gpus: { gpus: 20 }, cpus: { cpus: 100 } };
const LANGUAGE: TeamQuota = { team: 'language', gpus: { gpus: 12 } };
const TEAMS = [VISION, LANGUAGE];
const COHORT: KueueProps = { teams: TEAMS, cohort: 'research' };

const partsOf = (props: KueueProps, nodeGroups: NodeGroupTraits[] = [GPUS, CPUS]) => new Kueue(props).parts(traits({ nodeGroups }));
const manifestsOf = (props: KueueProps, kind: string, nodeGroups?: NodeGroupTraits[]): Json[] => {
  return (partsOf(props, nodeGroups).manifests![0]!.manifests as Json[]).filter((manifest) => manifest.kind === kind);
};
const clusterQueues = (props: KueueProps) => manifestsOf(props, 'ClusterQueue');

/** What a team may use, borrow or lend of the group 'gpus', by resource. */
const limits = (props: KueueProps, team: string, field: string, group = 'gpus') => {
  const { flavors } = clusterQueues(props).find(({ metadata }) => metadata.name === team)!.spec.resourceGroups[0];
  const { resources } = (flavors as Json[]).find(({ name }) => name === group)!;
  return Object.fromEntries((resources as Json[]).map((resource) => [resource.name, resource[field]]));
};

describe('without any of it', () => {
  test('a share is its own: no cohort, no preemption, no weights, no places, no priorities', () => {
    const kinds = (partsOf({ teams: TEAMS }, [FIXED, CPUS]).manifests![0]!.manifests as Json[]).map(({ kind }) => kind);
    expect(kinds).toEqual(['ResourceFlavor', 'ResourceFlavor', 'ClusterQueue', 'LocalQueue', 'ClusterQueue', 'LocalQueue']);
    clusterQueues({ teams: TEAMS }).forEach(({ spec }) => expect(Object.keys(spec)).toEqual(['namespaceSelector', 'resourceGroups']));
    expect(JSON.parse(valuesOf(new Kueue({ teams: TEAMS })).managerConfig.controllerManagerConfigYaml)).not.toHaveProperty('fairSharing');
  });
});

describe('a cohort', () => {
  test('is one of all teams that have a share', () => {
    expect(manifestsOf(COHORT, 'Cohort')).toEqual([{ apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'Cohort', metadata: { name: 'research', labels: { platform: 'ml' } } }]);
    expect(clusterQueues(COHORT).map(({ spec }) => spec.cohortName)).toEqual(['research', 'research']);
  });

  test('has no team without a share: it would borrow of every group', () => {
    const [, , guests] = clusterQueues({ ...COHORT, teams: [...TEAMS, { team: 'guests' }] });
    expect(guests!.spec).not.toHaveProperty('cohortName');
    expect(guests!.spec).not.toHaveProperty('preemption');
  });

  test('limits nobody unless told to', () => {
    const unlimited = { 'cpu': undefined, 'memory': undefined, 'nvidia.com/gpu': undefined };
    expect(limits(COHORT, 'vision', 'borrowingLimit')).toEqual(unlimited);
    expect(limits(COHORT, 'vision', 'lendingLimit')).toEqual(unlimited);
  });

  test('CPUs and memory are borrowed and lent with the GPUs that they go with', () => {
    const props = { ...COHORT, teams: [{ ...VISION, borrowingLimit: { gpus: 8 }, lendingLimit: { gpus: 4 } }, LANGUAGE] };
    expect(limits(props, 'vision', 'nominalQuota')).toEqual({ 'cpu': 480, 'memory': '5120Gi', 'nvidia.com/gpu': 20 });
    expect(limits(props, 'vision', 'borrowingLimit')).toEqual({ 'cpu': 192, 'memory': '2048Gi', 'nvidia.com/gpu': 8 });
    expect(limits(props, 'vision', 'lendingLimit')).toEqual({ 'cpu': 96, 'memory': '1024Gi', 'nvidia.com/gpu': 4 });
    expect(limits(props, 'vision', 'lendingLimit', 'cpus')).toEqual({ 'cpu': undefined, 'memory': undefined, 'nvidia.com/gpu': undefined });
  });

  test('a limit of a group without GPUs is one of CPUs, and a limit of 0 is one', () => {
    const props = { ...COHORT, teams: [{ ...VISION, lendingLimit: { cpus: 16, gpus: 0 } }, LANGUAGE] };
    expect(limits(props, 'vision', 'lendingLimit', 'cpus')).toEqual({ 'cpu': 16, 'memory': '64Gi', 'nvidia.com/gpu': 0 });
    expect(limits(props, 'vision', 'lendingLimit')).toEqual({ 'cpu': 0, 'memory': '0Gi', 'nvidia.com/gpu': 0 });
  });

  test('nobody lends more than a share, also of nodes whose CPUs divide badly: Kueue would refuse the queue', () => {
    const odd = { ...GPUS, cpus: 190, memoryGib: 2000 };
    for (let lent = 0; lent <= 20; lent += 1) {
      const [queue] = manifestsOf({ ...COHORT, teams: [{ ...LANGUAGE, gpus: { gpus: 20 }, lendingLimit: { gpus: lent } }] }, 'ClusterQueue', [odd]);
      (queue!.spec.resourceGroups[0].flavors[0].resources as Json[]).forEach(({ nominalQuota, lendingLimit }) => {
        expect(parseInt(lendingLimit, 10)).toBeLessThanOrEqual(parseInt(nominalQuota, 10));
      });
    }
  });
});

describe('preemption', () => {
  const preemption = (props: Partial<KueueProps>) => clusterQueues({ teams: TEAMS, ...props })[0]!.spec.preemption;

  test('takes back what was lent, by default in a cohort and nowhere else', () => {
    expect(preemption({ cohort: 'research' })).toEqual({ reclaimWithinCohort: 'Any' });
    expect(preemption({})).toBeUndefined();
  });

  test("each kind is Kueue's", () => {
    expect(preemption({ cohort: 'research', preemption: QueuePreemption.never() })).toBeUndefined();
    expect(preemption({ cohort: 'research', preemption: QueuePreemption.reclaim() })).toEqual({ reclaimWithinCohort: 'Any' });
    expect(preemption({ cohort: 'research', preemption: QueuePreemption.byPriority() })).toEqual({ reclaimWithinCohort: 'Any', withinClusterQueue: 'LowerPriority' });
    expect(preemption({ cohort: 'research', preemption: QueuePreemption.full() })).toEqual({
      reclaimWithinCohort: 'Any', withinClusterQueue: 'LowerPriority', borrowWithinCohort: { policy: 'LowerPriority' },
    });
  });

  test('by priority is also for teams that lend nothing', () => {
    expect(preemption({ preemption: QueuePreemption.byPriority() })).toEqual({ withinClusterQueue: 'LowerPriority' });
  });
});

describe('priorities', () => {
  test('are classes of workloads, in one order whatever order they came in', () => {
    const made = (priorities: Record<string, number>) => manifestsOf({ teams: TEAMS, priorities }, 'WorkloadPriorityClass');
    expect(made({ research: 100, production: 1000, idle: -1 }).map(({ metadata, value }) => [metadata.name, value])).toEqual([['idle', -1], ['production', 1000], ['research', 100]]);
    expect(made({ production: 1000, idle: -1, research: 100 })).toEqual(made({ research: 100, production: 1000, idle: -1 }));
    expect(made({ idle: -1 })[0]!.metadata.labels).toEqual({ platform: 'ml' });
  });
});

describe('fair sharing', () => {
  const FAIR: KueueProps = { ...COHORT, teams: [{ ...VISION, weight: 2 }, { ...LANGUAGE, weight: 0.5 }, { team: 'ops', cpus: { cpus: 16 } }], fairSharing: true };

  test('is switched on in the manager, with a list of strategies that it takes', () => {
    const { fairSharing } = JSON.parse(valuesOf(new Kueue(FAIR)).managerConfig.controllerManagerConfigYaml);
    expect(fairSharing).toEqual({ preemptionStrategies: ['LessThanOrEqualToFinalShare', 'LessThanInitialShare'] });
  });

  test('weighs teams; who gives no weight has that of Kueue', () => {
    expect(clusterQueues(FAIR).map(({ spec }) => spec.fairSharing)).toEqual([{ weight: '2' }, { weight: '0.5' }, undefined]);
  });
});

describe('a topology', () => {
  const LEVELS = ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'];
  const placed = (nodeGroups: NodeGroupTraits[]) => manifestsOf({ teams: [VISION], topology: LEVELS }, 'ResourceFlavor', nodeGroups);

  test('has its levels from the widest to the narrowest', () => {
    expect(manifestsOf({ teams: TEAMS, topology: LEVELS }, 'Topology', [FIXED, CPUS])).toEqual([{
      apiVersion: 'kueue.x-k8s.io/v1beta2',
      kind: 'Topology',
      metadata: { name: 'default', labels: { platform: 'ml' } },
      spec: { levels: [{ nodeLabel: 'topology.kubernetes.io/zone' }, { nodeLabel: 'kubernetes.io/hostname' }] },
    }]);
  });

  test('is one of groups with GPUs, whose flavors have a label of nodes, as Kueue asks for', () => {
    const [gpus, cpus] = placed([FIXED, CPUS]);
    expect(gpus!.spec).toMatchObject({ topologyName: 'default', nodeLabels: { 'ml-platform/node-group': 'gpus' } });
    expect(cpus!.spec).not.toHaveProperty('topologyName');
  });

  test('is none of groups that scale: no node comes for a job that waits for room', () => {
    const [, elastic] = placed([FIXED, { ...GPUS, name: 'spot' }, CPUS]);
    expect(elastic!.spec).not.toHaveProperty('topologyName');
  });
});

describe('what jobs are told of the queues', () => {
  const told = (props: KueueProps) => Object.fromEntries(partsOf(props).queues!.map(({ namespace, gpus, cpus }) => [namespace, { gpus, cpus }]));

  test('where they are, and which priorities there are', () => {
    expect(partsOf({ teams: [LANGUAGE] }).queues).toEqual([{ name: 'default', namespace: 'language', gpus: { gpus: 12 }, cpus: {} }]);
    expect(partsOf({ teams: [LANGUAGE], priorities: { urgent: 10, idle: 0 } }).queues![0]!.priorities).toEqual(['idle', 'urgent']);
  });

  test('without a cohort a team has its share, and a team without one nothing', () => {
    expect(told({ teams: [...TEAMS, { team: 'guests' }] })).toEqual({
      vision: { gpus: { gpus: 20 }, cpus: { cpus: 100 } }, language: { gpus: { gpus: 12 }, cpus: {} }, guests: { gpus: {}, cpus: {} },
    });
    expect(told({ teams: [{ team: 'vision', gpus: { gpus: 0 } }] })).toEqual({ vision: { gpus: {}, cpus: {} } });
  });

  test('in a cohort it has all that others lend besides, of groups that are open to it', () => {
    expect(told({ ...COHORT, teams: [...TEAMS, { team: 'trial', gpus: { gpus: 0 } }, { team: 'guests' }] })).toEqual({
      vision: { gpus: { gpus: 32 }, cpus: { cpus: 100 } },
      language: { gpus: { gpus: 32 }, cpus: {} },
      trial: { gpus: { gpus: 32 }, cpus: {} },
      guests: { gpus: {}, cpus: {} },
    });
  });

  test('as far as it may borrow, and others lend', () => {
    expect(told({ ...COHORT, teams: [{ ...VISION, borrowingLimit: { gpus: 4 } }, LANGUAGE] }).vision!.gpus).toEqual({ gpus: 24 });
    expect(told({ ...COHORT, teams: [{ ...VISION, borrowingLimit: { gpus: 40 } }, LANGUAGE] }).vision!.gpus).toEqual({ gpus: 32 });
    expect(told({ ...COHORT, teams: [VISION, { ...LANGUAGE, lendingLimit: { gpus: 2 } }] }).vision!.gpus).toEqual({ gpus: 22 });
  });
});

describe('bad input', () => {
  const codes = (props: Partial<KueueProps>) => codesOf(() => new Kueue({ teams: TEAMS, ...props }));
  const team = (wishes: Partial<TeamQuota>): Partial<KueueProps> => ({ cohort: 'research', fairSharing: true, teams: [{ ...VISION, ...wishes }] });

  test('what needs a cohort without one', () => {
    expect(codes({ teams: [{ ...VISION, borrowingLimit: { gpus: 1 } }] })).toEqual(['kueue/cohort']);
    expect(codes({ teams: [{ ...VISION, lendingLimit: { gpus: 1 } }] })).toEqual(['kueue/cohort']);
    expect(codes({ fairSharing: true })).toEqual(['kueue/cohort']);
    expect(codes({ preemption: QueuePreemption.reclaim() })).toEqual(['kueue/cohort']);
    expect(codes({ preemption: QueuePreemption.full() })).toEqual(['kueue/cohort']);
    expect(codes({ preemption: QueuePreemption.never() })).toEqual([]);
  });

  test('names that no cohort has', () => {
    ['', 'Research', 'a_b', '-a', 'a'.repeat(64)].forEach((cohort) => expect(codes({ cohort })).toEqual(['kueue/cohort']));
    expect(codes({ cohort: Token.asString(Fn.lower('A')) })).toEqual(['core/token-not-allowed']);
    expect(codes({ cohort: 'a'.repeat(63) })).toEqual([]);
  });

  test.each(['borrowingLimit', 'lendingLimit'])('a %s that is no whole number, of a group without a share, or known only at deployment', (limit) => {
    expect(codes(team({ [limit]: { gpus: 0.5 } }))).toEqual(['kueue/limit']);
    expect(codes(team({ [limit]: { gpus: -1 } }))).toEqual(['kueue/limit']);
    expect(codes(team({ [limit]: { gpu: 1 } }))).toEqual(['kueue/limit']);
    expect(() => new Kueue({ ...COHORT, teams: [{ ...VISION, [limit]: { gpu: 1 } }] })).toThrow("nearest: 'gpus'");
    expect(codes(team({ [limit]: { gpus: Token.asNumber(Fn.lengthOf(['a'])) } }))).toEqual(['core/token-not-allowed']);
    expect(codes(team({ [limit]: { gpus: 20, cpus: 0 } }))).toEqual([]);
  });

  test('more lent than there is; more borrowed than there is just does not come', () => {
    expect(codes(team({ lendingLimit: { gpus: 21 } }))).toEqual(['kueue/limit']);
    expect(codes(team({ borrowingLimit: { gpus: 21 } }))).toEqual([]);
  });

  test('weights that nobody counts, or that are none', () => {
    expect(codes({ cohort: 'research', teams: [{ ...VISION, weight: 2 }] })).toEqual(['kueue/fair-sharing']);
    [-1, NaN, Infinity, 1e-9].forEach((weight) => expect(codes(team({ weight }))).toEqual(['kueue/fair-sharing']));
    expect(codes(team({ weight: Token.asNumber(Fn.lengthOf(['a'])) }))).toEqual(['core/token-not-allowed']);
    [0, 0.5, 3].forEach((weight) => expect(codes(team({ weight }))).toEqual([]));
  });

  test('fair sharing beside priorities that decide who borrows', () => {
    expect(codes({ cohort: 'research', fairSharing: true, preemption: QueuePreemption.full() })).toEqual(['kueue/fair-sharing']);
    expect(codes({ cohort: 'research', fairSharing: true, preemption: QueuePreemption.byPriority() })).toEqual([]);
  });

  test('priorities of bad names, and values that are none', () => {
    ['', 'High', 'a_b', 'a-', 'a'.repeat(64)].forEach((name) => expect(codes({ priorities: { [name]: 1 } })).toEqual(['kueue/priority']));
    [0.5, NaN, 2 ** 31, -(2 ** 31) - 1].forEach((value) => expect(codes({ priorities: { high: value } })).toEqual(['kueue/priority']));
    expect(codes({ priorities: { high: Token.asNumber(Fn.lengthOf(['a'])) } })).toEqual(['core/token-not-allowed']);
    expect(codes({ priorities: { high: 2 ** 31 - 1, low: -(2 ** 31) } })).toEqual([]);
  });

  test('levels that Kueue refuses', () => {
    expect(codes({ topology: [] })).toEqual(['kueue/topology']);
    expect(codes({ topology: ['zone', 'zone'] })).toEqual(['kueue/topology']);
    expect(codes({ topology: ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'] })).toEqual(['kueue/topology']);
    expect(codes({ topology: Array.from({ length: 17 }, (_, i) => `level-${i}`) })).toEqual(['kueue/topology']);
    ['', 'a b', '/rack', 'Example.com/rack', 'example.com/', `${'a'.repeat(64)}`].forEach((level) => expect(codes({ topology: [level] })).toEqual(['kueue/topology']));
    expect(codes({ topology: [Token.asString(Fn.lower('A'))] })).toEqual(['core/token-not-allowed']);
    expect(codes({ topology: ['rack', 'cloud.google.com/gce-topology-block', 'kubernetes.io/hostname'] })).toEqual([]);
  });

  test('a topology of a cluster without nodes that stay', () => {
    const installed = (nodeGroups: NodeGroupTraits[]) => codesOf(() => partsOf({ teams: [{ team: 'guests' }], topology: ['rack'] }, nodeGroups));
    expect(installed([GPUS, CPUS])).toEqual(['kueue/topology']);
    expect(installed([CPUS])).toEqual(['kueue/topology']);
    expect(installed([])).toEqual(['kueue/node-group']);
    expect(installed([GPUS, { ...FIXED, name: 'fixed' }])).toEqual([]);
    expect(() => partsOf({ teams: [VISION], topology: ['rack'] })).toThrow("the groups with GPUs scale ('gpus')");
  });

  test('several at once', () => {
    expect(codes({ cohort: 'A', fairSharing: true, priorities: { A: 1 }, topology: [], preemption: QueuePreemption.full(), teams: [] }).sort()).toEqual([
      'kueue/cohort', 'kueue/fair-sharing', 'kueue/no-team', 'kueue/priority', 'kueue/topology',
    ]);
  });
});
