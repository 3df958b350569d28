import { AccountPrincipal, Role, ServicePrincipal, User } from 'aws-cdk-lib/aws-iam';
import { Identity } from '../../../src/awscdk';
import { Kueue } from '../../../src/kubernetes';
import { Json, synthesize, text } from '../../support/cloudformation';
import { codesOf } from '../../support/refusals';
import { trained } from './clusters';
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
