import { CertManager } from '../../../src/kubernetes';
import { Identity } from '../../../src/tfaws';
import { codesOf } from '../../support/refusals';
import { Attributes } from '../../support/terraform';
import { clusterStage } from './clusters';

const SCIENCE = 'arn:aws:iam::123456789012:role/science';
const EDIT = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy';
const ADMIN = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy';

const people = (entries: Record<string, Attributes>) => Object.values(entries).filter(({ type }) => type === undefined);

test('whoever is granted twice has one entry, and each policy once', () => {
  const { cluster, platform, synthBoth } = clusterStage({ deployer: Identity.role(SCIENCE) });
  cluster.grantEdit(Identity.role(SCIENCE), 'vision');
  cluster.grantEdit(Identity.role(SCIENCE), 'language');
  cluster.grantEdit(Identity.role(SCIENCE), 'vision');
  cluster.grantAdmin(Identity.role(SCIENCE));
  // A role of the same program is known by its reference.
  cluster.grantEdit(Identity.role(platform.trainingRoleArn), 'vision');
  cluster.grantAdmin(Identity.role(platform.trainingRoleArn));
  const { main } = synthBoth();
  expect(people(main.resources('aws_eks_access_entry'))).toHaveLength(2);
  const policies = Object.values(main.resources('aws_eks_access_policy_association')).map(({ policy_arn, access_scope }) => [policy_arn as string, access_scope as Attributes]);
  expect(policies).toEqual(expect.arrayContaining([[EDIT, { type: 'namespace', namespaces: ['vision', 'language'] }], [ADMIN, { type: 'cluster' }]]));
  expect(policies).toHaveLength(4);
});

test('whoever is let in finds the cluster, unless nobody can write that into the policy', () => {
  const { cluster, synthBoth } = clusterStage({ deployer: Identity.role('arn:aws:iam::123456789012:role/deploy') });
  cluster.grantEdit(Identity.role(SCIENCE), 'vision');
  cluster.grantAdmin(Identity.role(SCIENCE));
  cluster.grantEdit(Identity.user('arn:aws:iam::123456789012:user/ada'), 'vision');
  cluster.grantEdit(Identity.role('arn:aws:iam::999999999999:role/elsewhere'), 'vision');
  cluster.grantAdmin(Identity.role('arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ml_0123456789abcdef'));
  const { main } = synthBoth();
  const finding = (type: string) => Object.values(main.resources(type)).filter(({ policy }) => (policy as string).includes('FindCluster'));
  expect(finding('aws_iam_role_policy').map(({ role }) => role as string)).toEqual(['science']);
  expect(finding('aws_iam_user_policy').map(({ user }) => user as string)).toEqual(['ada']);
  expect(JSON.parse(finding('aws_iam_role_policy')[0]!.policy as string).Statement).toEqual([
    { Sid: 'FindCluster', Effect: 'Allow', Action: ['eks:DescribeCluster'], Resource: ['arn:aws:eks:us-east-2:123456789012:cluster/acme-ml-train'] },
  ]);
  expect(people(main.resources('aws_eks_access_entry'))).toHaveLength(5);
});

test('a namespace that is none is refused, with an identity that is none', () => {
  const { cluster } = clusterStage();
  expect(codesOf(() => cluster.grantEdit(Identity.accountRoot('123456789012'), ''))).toEqual(['training/namespace', 'identity/cannot-grant']);
});

test('an account and an OIDC subject take a role first', () => {
  const { cluster } = clusterStage();
  expect(codesOf(() => cluster.grantAdmin(Identity.accountRoot('123456789012')))).toEqual(['identity/cannot-grant']);
});

test('a service account is a role of its pods alone, and waits for its namespace', () => {
  const { cluster, platform, synthBoth } = clusterStage();
  cluster.install(new CertManager());
  const account = cluster.addServiceAccount('Trainer', { namespace: 'cert-manager', serviceAccountName: 'trainer-gpu' });
  platform.artifacts.grantWrite(account.identity, 'checkpoints/');
  const { main, workloads } = synthBoth();
  const role = main.resource('aws_iam_role', 'ServiceAccounts/Trainer/Role/Resource');
  expect(role.name).toBe('acme-ml-train-us-east-2-cert-manager-trainer-gpu');
  expect(role.assume_role_policy).toContain('"aws:RequestTag/kubernetes-namespace":"cert-manager","aws:RequestTag/kubernetes-service-account":"trainer-gpu"');
  expect(main.resource('aws_eks_pod_identity_association', 'Trainer/Resource')).toMatchObject({ namespace: 'cert-manager', service_account: 'trainer-gpu' });
  const inside = workloads.resource('kubernetes_service_account_v1');
  expect(inside.metadata).toMatchObject({ name: 'trainer-gpu', namespace: 'cert-manager', labels: { platform: 'acme-ml' } });
  expect(inside.depends_on).toEqual([expect.stringContaining('Namespace-cert-manager')]);
});

test.each(['UPPER', '-x', 'a.b'])("'%s' names no service account", (serviceAccountName) => {
  const { cluster } = clusterStage();
  expect(codesOf(() => cluster.addServiceAccount('Trainer', { namespace: 'vision', serviceAccountName }))).toEqual(['training/service-account-name']);
});

test.each<[string, { namespace: string; serviceAccountName?: string }, string]>([
  ['Second', { namespace: 'vision', serviceAccountName: 'trainer' }, 'training/service-account-twice'],
  ['My_SA', { namespace: 'vision' }, 'training/service-account-name'],
  ['Other', { namespace: 'Vision' }, 'training/namespace'],
])('the account %s of %p is refused', (id, props, code) => {
  const { cluster } = clusterStage();
  cluster.addServiceAccount('Trainer', { namespace: 'vision' });
  const before = cluster.node.findAll().length;
  expect(codesOf(() => cluster.addServiceAccount(id, props))).toEqual([code]);
  expect(cluster.node.findAll()).toHaveLength(before);
});
