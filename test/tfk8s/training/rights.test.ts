import { TerraformVariable } from 'cdktf';
import { Kueue } from '../../../src/kubernetes';
import { Identity } from '../../../src/tfk8s';
import { codesOf } from '../../support/refusals';
import { made } from './clusters';

const TEAMS = { teams: [{ team: 'vision', gpus: { gpus: 8 } }] };
const JANE = Identity.user('jane@acme.io');

describe('a service account', () => {
  test('is made after the namespace that software brings, and is an identity that may read the store', () => {
    const { cluster, platform, synth } = made();
    cluster.install(new Kueue(TEAMS));
    const account = cluster.addServiceAccount('Trainer', { namespace: 'vision' });
    platform.artifacts.grantRead(account.identity);
    expect(account).toMatchObject({ namespace: 'vision', serviceAccountName: 'trainer', podLabels: {} });
    const stack = synth();
    const resource = stack.resource('kubernetes_service_account_v1');
    expect(resource.metadata).toMatchObject({ name: 'trainer', namespace: 'vision', labels: { platform: 'ml' } });
    expect(resource.depends_on).toEqual([expect.stringMatching(/^kubernetes_namespace_v1\..*Namespace-vision/)]);
    const [binding] = Object.values(stack.resources('kubernetes_role_binding_v1'));
    expect(binding.subject).toEqual([{ kind: 'ServiceAccount', name: 'trainer', namespace: 'vision', api_group: '' }]);
  });

  test('has the name that it is given, if Kubernetes takes it', () => {
    const { cluster } = made();
    expect(cluster.addServiceAccount('Trainer', { namespace: 'vision', serviceAccountName: 'big-trainer' }).serviceAccountName).toBe('big-trainer');
    expect(codesOf(() => cluster.addServiceAccount('Other', { namespace: 'vision', serviceAccountName: 'Big_Trainer' }))).toEqual(['training/service-account-name']);
  });

  test('stands in a namespace that is known at deployment only', () => {
    const { cluster, platform, synth } = made();
    cluster.addServiceAccount('Trainer', { namespace: platform.namespace });
    expect(synth().resource('kubernetes_service_account_v1').metadata.namespace).toMatch(/^\$\{kubernetes_namespace_v1\./);
  });
});

describe('grants', () => {
  test('to work in a namespace are of the role that every cluster has, in that namespace and no other', () => {
    const { cluster, synth } = made();
    cluster.install(new Kueue(TEAMS));
    cluster.grantEdit(JANE, 'vision');
    const [binding] = Object.values(synth().resources('kubernetes_role_binding_v1'));
    expect(binding).toMatchObject({
      metadata: { namespace: 'vision' },
      role_ref: { kind: 'ClusterRole', name: 'edit' },
      subject: [{ kind: 'User', name: 'jane@acme.io' }],
    });
    expect(binding.depends_on).toHaveLength(1);
  });

  test('to do everything are of the whole cluster', () => {
    const { cluster, synth } = made();
    cluster.grantAdmin(Identity.group('acme:operators'));
    expect(synth().resource('kubernetes_cluster_role_binding_v1')).toMatchObject({
      role_ref: { kind: 'ClusterRole', name: 'cluster-admin' },
      subject: [{ kind: 'Group', name: 'acme:operators' }],
    });
  });

  test('given twice are one, in two namespaces are two', () => {
    const { cluster, synth } = made();
    ['vision', 'vision', 'language'].forEach((namespace) => cluster.grantEdit(JANE, namespace));
    [JANE, JANE].forEach((identity) => cluster.grantAdmin(identity));
    const stack = synth();
    expect(Object.values(stack.resources('kubernetes_role_binding_v1')).map(({ metadata }) => metadata.namespace as string)).toEqual(['vision', 'language']);
    expect(Object.keys(stack.resources('kubernetes_cluster_role_binding_v1'))).toHaveLength(1);
  });

  test('keep their addresses when something else becomes known at deployment only', () => {
    const addresses = (others: number) => {
      const { cluster, stack, synth } = made();
      for (let i = 0; i < others; i += 1) void new TerraformVariable(stack, `other${i}`, {}).stringValue;
      const team = new TerraformVariable(stack, 'team', {}).stringValue;
      cluster.grantAdmin(Identity.group(team));
      cluster.grantEdit(JANE, team);
      return synth().addresses.filter((address) => address.includes('Grants'));
    };
    expect(addresses(5)).toEqual(addresses(0));
    expect(addresses(0)).toHaveLength(2);
  });

  test('to somebody of another cloud are refused', () => {
    const stranger = { identitySystem: 'aws', identityName: 'arn:aws:iam::111122223333:role/x' };
    expect(codesOf(() => made().cluster.grantEdit(stranger, 'vision'))).toEqual(['identity/wrong-target']);
  });
});
