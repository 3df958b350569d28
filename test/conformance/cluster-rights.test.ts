import { codesOf } from '../support/refusals';
import { buildCluster, NAMED_SUBJECTS } from './cluster-builds';

describe.each(NAMED_SUBJECTS)('rights on %s', (_, subject) => {
  test('a service account of the cluster is an identity that may be granted to', () => {
    const built = buildCluster(subject);
    const account = built.cluster.addServiceAccount('Trainer', { namespace: 'vision' });
    built.platform.artifacts.grantRead(account.identity);
    expect(account.serviceAccountName).toBe('trainer');
    const facts = built.synth();
    expect(facts.wildcards).toEqual(buildCluster(subject).synth().wildcards);
    expect(facts.ids.length).toBeGreaterThan(buildCluster(subject).synth().ids.length);
  });

  test('somebody may work in a namespace, or do everything', () => {
    const built = buildCluster(subject);
    built.cluster.grantEdit(subject.identity('trainer'), 'vision');
    built.cluster.grantAdmin(subject.identity('operator'));
    expect(built.synth().ids.length).toBeGreaterThanOrEqual(buildCluster(subject).synth().ids.length + 2);
  });

  test('an identity of another cloud is refused', () => {
    const { cluster } = buildCluster(subject);
    const stranger = { identitySystem: 'mainframe', identityName: 'x' };
    expect(codesOf(() => cluster.grantAdmin(stranger))).toContain('identity/wrong-target');
    expect(codesOf(() => cluster.grantEdit(stranger, 'vision'))).toContain('identity/wrong-target');
  });
});
