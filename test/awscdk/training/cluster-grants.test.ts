import { AccountPrincipal, Role, ServicePrincipal, User } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Identity, TrainingCluster } from '../../../src/awscdk';
import { Kueue } from '../../../src/kubernetes';
import { Json, synthesize, text } from '../../support/cloudformation';
import { codesOf } from '../../support/refusals';
import { ENV, trained } from './clusters';
import { before, MANIFEST } from './templates';

describe('rights', () => {
  test('somebody who is granted to twice has one entry', () => {
    const { app: program, cluster, stack } = trained();
    const role = new Role(stack, 'Scientist', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    cluster.grantEdit(Identity.of(role), 'vision');
    cluster.grantEdit(Identity.of(role), 'language');
    cluster.grantAdmin(Identity.of(role));
    cluster.grantAdmin(Identity.of(new User(stack, 'Operator')));
    const entries = synthesize(program).of('AWS::EKS::AccessEntry').filter(({ id }) => id.includes('Grants'));
    expect(entries).toHaveLength(2);
    expect(entries[0].properties.AccessPolicies.map(({ PolicyArn, AccessScope }: Json) => [text(PolicyArn).split('/').pop(), AccessScope])).toEqual([
      ['AmazonEKSClusterAdminPolicy', { Type: 'cluster' }],
      ['AmazonEKSEditPolicy', { Type: 'namespace', Namespaces: ['vision', 'language'] }],
    ]);
  });

  test('somebody who is let in finds the cluster, unless nobody can write that into the policy', () => {
    const { app: program, cluster, stack } = trained();
    const role = new Role(stack, 'Scientist', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    cluster.grantEdit(Identity.of(role), 'vision');
    cluster.grantEdit(Identity.of(role), 'language');
    cluster.grantAdmin(Identity.of(new User(stack, 'Operator')));
    cluster.grantAdmin(Identity.role('arn:aws:iam::123456789012:role/team/admin'));
    cluster.grantAdmin(Identity.role('arn:aws:iam::999999999999:role/elsewhere'));
    cluster.grantAdmin(Identity.role('arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ml_0123456789abcdef'));
    const app = synthesize(program);
    const policies = app.of('AWS::IAM::RolePolicy', 'AWS::IAM::UserPolicy');
    expect(policies.map(({ properties }) => properties.RoleName ?? properties.UserName)).toEqual([
      { Ref: expect.stringContaining('Scientist') }, { Ref: expect.stringContaining('Operator') }, 'admin',
    ]);
    policies.forEach(({ properties: { PolicyDocument } }) => {
      const [{ Action, Resource }] = PolicyDocument.Statement;
      expect(Action).toBe('eks:DescribeCluster');
      expect(text(Resource)).toMatch(/:eks:eu-north-1:123456789012:cluster\/acme-ml-train$/);
    });
    expect(app.of('AWS::EKS::AccessEntry').filter(({ id }) => id.includes('Grants'))).toHaveLength(5);
  });

  test('a role of another stack, and a cluster that this one makes, wait in one direction only', () => {
    const { app: program, cluster, ml, stack } = trained();
    const other = new Stack(program, 'People', { env: ENV });
    const role = new Role(other, 'Scientist', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    cluster.grantEdit(Identity.of(role), 'vision');
    TrainingCluster.fromExisting(stack, 'Same', ml, { cluster: cluster.resource }).grantAdmin(Identity.of(role));
    expect(() => synthesize(program)).not.toThrow();
    expect(stack.dependencies).toEqual([other]);
  });

  test('a namespace that is none is refused, with an identity that is none', () => {
    const { cluster } = trained();
    expect(codesOf(() => cluster.grantEdit(Identity.of(new ServicePrincipal('ec2.amazonaws.com')), 'Not One'))).toEqual(['training/namespace', 'identity/cannot-grant']);
  });

  test.each<[string, { namespace: string; serviceAccountName?: string }, string]>([
    ['Second', { namespace: 'vision', serviceAccountName: 'trainer' }, 'training/service-account-twice'],
    ['My_SA', { namespace: 'vision' }, 'training/service-account-name'],
    ['Other', { namespace: 'Vision' }, 'training/namespace'],
  ])('the account %s of %p is refused', (id, props, code) => {
    const { cluster } = trained();
    cluster.addServiceAccount('Trainer', { namespace: 'vision' });
    const count = cluster.node.findAll().length;
    expect(codesOf(() => cluster.addServiceAccount(id, props))).toEqual([code]);
    expect(cluster.node.findAll()).toHaveLength(count);
  });

  test('neither a service nor an account comes in', () => {
    const { cluster } = trained();
    expect(codesOf(() => cluster.grantAdmin(Identity.of(new ServicePrincipal('ec2.amazonaws.com'))))).toEqual(['identity/cannot-grant']);
    expect(codesOf(() => cluster.grantEdit(Identity.of(new AccountPrincipal('123456789012')), 'vision'))).toEqual(['identity/cannot-grant']);
  });

  test('an account of pods is a role for these pods only, in a namespace that is there', () => {
    const { app: program, cluster, ml } = trained();
    cluster.install(new Kueue({ teams: [{ team: 'vision', gpus: { gpus: 2 } }] }));
    const { identity, namespace } = cluster.addServiceAccount('Trainer', { namespace: 'vision' });
    ml.artifacts.grantRead(identity);
    expect(namespace).toBe('vision');
    const app = synthesize(program);
    const role = app.of('AWS::IAM::Role').find(({ id }) => id.includes('ServiceAccountsTrainer'))!;
    expect(role.properties.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals).toEqual({
      'aws:RequestTag/eks-cluster-name': 'acme-ml-train',
      'aws:RequestTag/kubernetes-namespace': 'vision',
      'aws:RequestTag/kubernetes-service-account': 'trainer',
    });
    const account = app.of(MANIFEST).find(({ properties }) => text(properties.Manifest).includes('"ServiceAccount"'))!;
    const made = app.of(MANIFEST).find(({ properties }) => text(properties.Manifest).includes('"name":"vision"') && text(properties.Manifest).includes('"Namespace"'))!;
    expect(before(app, account)).toContain(made.id);
    expect(app.of('AWS::EKS::PodIdentityAssociation').map(({ properties }) => properties.ServiceAccount).sort()).toEqual(['karpenter', 'trainer']);
  });
});
