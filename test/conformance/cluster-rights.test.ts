import { codesOf } from '../support/refusals';
import { buildCluster, NAMED_SUBJECTS } from './cluster-builds';

describe.each(NAMED_SUBJECTS)('rights on %s', (_, subject) => {
  test('a service account of the cluster is an identity that may be granted to, and lets nobody in', () => {
    const built = buildCluster(subject);
    const account = built.cluster.addServiceAccount('Trainer', { namespace: 'vision' });
    built.platform.artifacts.grantRead(account.identity);
    expect(account.serviceAccountName).toBe('trainer');
    const [facts, without] = [built.synth(), buildCluster(subject).synth()];
    expect(facts.wildcards).toEqual(without.wildcards);
    expect(facts.clusters[0].letIn).toEqual(without.clusters[0].letIn);
    expect(facts.ids.length).toBeGreaterThan(without.ids.length);
  });

  test('somebody may work in a namespace, or do everything, and nobody else may', () => {
    const built = buildCluster(subject);
    const [trainer, operator] = [subject.identity('trainer'), subject.identity('operator')];
    built.cluster.grantEdit(trainer, 'vision');
    built.cluster.grantEdit(trainer, 'language');
    built.cluster.grantEdit(trainer, 'vision');
    built.cluster.grantAdmin(operator);
    // On Azure whoever deploys has to be let in, too.
    const before = buildCluster(subject).synth().clusters[0].letIn;
    expect(before.filter(({ rights, who }) => rights === 'edit' || who === operator.identityName)).toEqual([]);
    const added = built.synth().clusters[0].letIn.filter((access) => !before.some(({ who }) => who === access.who));
    expect(added).toHaveLength(3);
    expect(added).toEqual(expect.arrayContaining([
      { who: trainer.identityName, rights: 'edit', namespace: 'vision' },
      { who: trainer.identityName, rights: 'edit', namespace: 'language' },
      { who: operator.identityName, rights: 'admin' },
    ]));
  });

  test('a namespace that is none is refused, for people and for pods', () => {
    const { cluster } = buildCluster(subject);
    ['', 'Not A Namespace'].forEach((namespace) => {
      expect(codesOf(() => cluster.grantEdit(subject.identity('trainer'), namespace))).toEqual(['training/namespace']);
      expect(codesOf(() => cluster.addServiceAccount('Trainer', { namespace }))).toEqual(['training/namespace']);
    });
  });

  test('a service account has a name of Kubernetes, once in its namespace', () => {
    const { cluster } = buildCluster(subject);
    cluster.addServiceAccount('Trainer', { namespace: 'vision' });
    expect(codesOf(() => cluster.addServiceAccount('Second', { namespace: 'vision', serviceAccountName: 'trainer' }))).toEqual(['training/service-account-twice']);
    expect(codesOf(() => cluster.addServiceAccount('Third', { namespace: 'language', serviceAccountName: 'trainer' }))).toEqual([]);
    expect(codesOf(() => cluster.addServiceAccount('My_SA', { namespace: 'vision' }))).toEqual(['training/service-account-name']);
  });

  test('an identity of another cloud is refused', () => {
    const { cluster } = buildCluster(subject);
    const stranger = { identitySystem: 'mainframe', identityName: 'x' };
    expect(codesOf(() => cluster.grantAdmin(stranger))).toContain('identity/wrong-target');
    expect(codesOf(() => cluster.grantEdit(stranger, 'vision'))).toContain('identity/wrong-target');
  });
});
