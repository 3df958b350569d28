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

test('an account and an OIDC subject take a role first', () => {
  const { cluster } = clusterStage();
  expect(codesOf(() => cluster.grantAdmin(Identity.accountRoot('123456789012')))).toEqual(['identity/no-policy']);
});

test('a service account is a role of its pods alone, and waits for its namespace', () => {
  const { cluster, platform, synthBoth } = clusterStage();
  cluster.install(new CertManager());
  const account = cluster.addServiceAccount('Trainer', { namespace: 'cert-manager', serviceAccountName: 'trainer.gpu' });
  platform.artifacts.grantWrite(account.identity, 'checkpoints/');
  const { main, workloads } = synthBoth();
  const role = main.resource('aws_iam_role', 'ServiceAccounts/Trainer/Role/Resource');
  expect(role.name).toBe('acme-ml-train-us-east-2-cert-manager-trainer.gpu');
  expect(role.assume_role_policy).toContain('"aws:RequestTag/kubernetes-namespace":"cert-manager","aws:RequestTag/kubernetes-service-account":"trainer.gpu"');
  expect(main.resource('aws_eks_pod_identity_association', 'Trainer/Resource')).toMatchObject({ namespace: 'cert-manager', service_account: 'trainer.gpu' });
  const inside = workloads.resource('kubernetes_service_account_v1');
  expect(inside.metadata).toMatchObject({ name: 'trainer.gpu', namespace: 'cert-manager', labels: { platform: 'acme-ml' } });
  expect(inside.depends_on).toEqual([expect.stringContaining('Namespace-cert-manager')]);
});

test.each(['UPPER', '-x'])("'%s' names no service account", (serviceAccountName) => {
  const { cluster } = clusterStage();
  expect(codesOf(() => cluster.addServiceAccount('Trainer', { namespace: 'vision', serviceAccountName }))).toEqual(['core/name-illegal']);
});
