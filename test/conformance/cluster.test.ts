import { Profile, Severity } from '../../src/core';
import { buildCluster, CHANNELS, isCloud, groupsOf, NAMED_SUBJECTS } from './cluster-builds';
import { Facts } from './facts';

/** What an auditor asks of a cluster that says little, on every target. */
describe.each(NAMED_SUBJECTS)('a cluster on %s', (_, subject) => {
  let facts: Facts;
  let alone: Facts;
  beforeAll(() => {
    alone = subject.platform({ alerts: CHANNELS, tags: { team: 'ml' } }).synth();
    facts = buildCluster(subject, { nodeGroups: groupsOf(subject) }).synth();
  });

  test('is one, with its groups', () => {
    expect(facts.clusters).toHaveLength(1);
    expect(facts.clusters[0].groups.map(({ name }) => name).sort()).toEqual(
      isCloud(subject) ? ['booked', 'cpus', 'h100x8', 'kept', 't4x1'] : ['a10080gbx8', 'cpus'],
    );
  });

  test('opens its API server to the networks that were named, and its nodes to nobody', () => {
    if (!isCloud(subject)) return;
    expect(facts.clusters[0]).toMatchObject({ access: 'authorized', authorizedCidrs: ['203.0.113.0/24'], privateNodes: true });
    expect(facts.publicEndpoints).toEqual(alone.publicEndpoints);
  });

  test('encrypts secrets and disks with the key of the platform', () => {
    if (!isCloud(subject)) return;
    expect(facts.clusters[0].secretsEncrypted).toBe(true);
    facts.clusters[0].groups.forEach((found) => expect(found).toMatchObject({ diskEncrypted: true }));
  });

  test('logs who did what, knows workloads by identity, and has no account of its own', () => {
    if (!isCloud(subject)) return;
    expect(facts.clusters[0]).toMatchObject({ auditLogs: true, workloadIdentity: true, localAccounts: false });
  });

  test('resists a destroy in production, and lets go in development', () => {
    if (!isCloud(subject)) return;
    expect(facts.clusters[0].protected).toBe(true);
    expect(buildCluster(subject, {}, { profile: Profile.development() }).synth().clusters[0].protected).toBe(false);
  });

  test('gives its nodes new images by itself, in a window', () => {
    if (!isCloud(subject)) return;
    expect(facts.clusters[0].maintenance).toEqual({ day: 'sunday', startHour: 0, hours: 12 });
    facts.clusters[0].groups.filter(({ min }) => min === 0).forEach(({ patched }) => expect(patched).toBe(true));
  });

  test('scales, buys and places machines as it was told', () => {
    const of = (name: string) => facts.clusters[0].groups.find((found) => found.name === name)!;
    if (!isCloud(subject)) {
      expect(of('a10080gbx8')).toMatchObject({ gpus: 8, min: 2, max: 2, capacity: 'on-demand' });
      return;
    }
    expect(of('t4x1')).toMatchObject({ gpus: 1, min: 0, max: 8, capacity: 'spot', compact: false });
    expect(of('h100x8')).toMatchObject({ gpus: 8, min: 2, max: 2, capacity: 'on-demand', compact: true });
    expect(of('kept')).toMatchObject({ gpus: 1, min: 1, max: 4, capacity: 'on-demand' });
    expect(of('booked')).toMatchObject({ gpus: 4, min: 2, max: 2, capacity: 'reservation', reservationId: subject.reservation });
    expect(of('cpus')).toMatchObject({ gpus: 0, min: 0, max: 10, tainted: false });
  });

  test('keeps what needs no GPU away from GPUs, and labels nodes by their group', () => {
    if (!isCloud(subject)) return;
    facts.clusters[0].groups.forEach(({ name, gpus, tainted, labels }) => {
      expect(labels['ml-platform/node-group']).toBe(name);
      expect(tainted).toBe(gpus > 0);
    });
  });

  test('calls when nodes are not ready, GPUs idle, pods wait, or a quota is near', () => {
    ['nodes-not-ready', 'gpu-idle', 'gpus-pending', 'quota-near'].forEach((kind) => {
      expect(facts.alarms).toContainEqual(expect.objectContaining({ kind, routed: true }));
    });
    expect(facts.alarms.find(({ kind }) => kind === 'nodes-not-ready')!.severity).toBe(Severity.CRITICAL);
  });

  test('has a dashboard of its own', () => {
    expect(facts.graphs).toEqual(expect.arrayContaining([...alone.graphs, 'GPU utilization', 'Pods that wait for a node']));
  });

  test('has no wildcard in its rights, no secret, and tags on everything', () => {
    expect(facts.wildcards).toEqual(alone.wildcards);
    expect(facts.secrets).toEqual([]);
    expect(facts.untagged).toEqual([]);
  });

  test('says what it needs of quotas, as an output too', () => {
    const { cluster } = buildCluster(subject, { nodeGroups: groupsOf(subject) });
    expect(facts.outputs.some((name) => /quotas$/i.test(name))).toBe(isCloud(subject));
    if (!isCloud(subject)) {
      expect(cluster.quotas).toEqual([]);
      return;
    }
    expect(cluster.quotas.length).toBeGreaterThan(0);
    cluster.quotas.forEach((need) => {
      expect(need.needed).toBeGreaterThan(0);
      expect(need.region).toBe(subject.region);
      expect(need.quota).not.toBe('');
    });
    expect(cluster.quotas.flatMap(({ nodeGroups }) => nodeGroups)).toEqual(expect.arrayContaining(['h100x8', 'cpus']));
  });

  test('pins every chart', () => {
    facts.software.filter(({ chart }) => chart !== 'manifests').forEach(({ version, repository }) => {
      expect(version).toMatch(/^v?\d+\.\d+\.\d+/);
      expect(repository).toMatch(/^(https|oci):\/\//);
    });
  });

  test('adds nothing to what the platform had but resources of its own', () => {
    expect(facts.ids).toEqual(expect.arrayContaining(alone.ids));
    expect(facts.stores).toEqual(alone.stores);
  });

  test('gives the same bytes twice', () => {
    expect(buildCluster(subject, { nodeGroups: groupsOf(subject) }).synth()).toEqual(facts);
  });

  test('has addresses that are a contract', () => {
    expect(facts.ids.filter((id) => !alone.ids.includes(id))).toMatchSnapshot();
  });
});
