import { TerraformVariable } from 'cdktf';
import { Persona } from '../../../src/core';
import { Identity } from '../../../src/tfaws';
import { codesOf } from '../../support/refusals';
import { Attributes } from '../../support/terraform';
import { stage, synth } from '../platforms';

const GITHUB = 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com';
const trust = (role: Attributes) => JSON.parse(role.assume_role_policy).Statement as Attributes[];

test.each([
  ['a role that is none', () => Identity.role('arn:aws:iam::123456789012:user/ada'), 'identity/arn'],
  ['a user that is none', () => Identity.user('ada'), 'identity/arn'],
  ['an account that is none', () => Identity.accountRoot('acme'), 'identity/account'],
  ['a subject that everybody has', () => Identity.oidc(GITHUB, 'sts.amazonaws.com', '*'), 'identity/oidc-subject'],
  ['the subject of every repository', () => Identity.oidc(GITHUB, 'sts.amazonaws.com', 'repo:*'), 'identity/oidc-subject'],
])('%s is refused', (_, make, code) => expect(codesOf(make)).toEqual([code]));

describe('a persona', () => {
  test('without members is assumed by nobody', () => {
    const stack = synth();
    expect(trust(stack.resource('aws_iam_role', 'reviewer/Resource'))).toEqual([expect.objectContaining({ Effect: 'Deny' })]);
  });

  test('is assumed by roles, by accounts, and by a workflow of one repository only', () => {
    const ci = [Identity.role('arn:aws:iam::123456789012:role/jenkins'), Identity.accountRoot('210987654321'), Identity.oidc(GITHUB, 'sts.amazonaws.com', 'repo:acme/ml:*')];
    expect(trust(synth({ personas: { ci } }).resource('aws_iam_role', 'ci/Resource'))).toEqual([
      { Sid: 'Members', Effect: 'Allow', Principal: { AWS: ['arn:aws:iam::123456789012:role/jenkins', 'arn:aws:iam::210987654321:root'] }, Action: ['sts:AssumeRole'] },
      {
        Sid: 'Federated0',
        Effect: 'Allow',
        Principal: { Federated: GITHUB },
        Action: ['sts:AssumeRoleWithWebIdentity'],
        Condition: {
          StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
          StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/ml:*' },
        },
      },
    ]);
  });

  test('has policies that IAM takes: at most 6,144 characters, and no brace left unfilled', () => {
    const policies = Object.values(synth({ platformName: 'a-long-name-here', region: 'ap-southeast-2' }).resources('aws_iam_policy'));
    expect(policies.length).toBeGreaterThanOrEqual(4);
    policies.forEach(({ policy }) => {
      // References are replaced by ARNs, which are at most that long.
      expect(policy.replace(/\$\{[^}]+\}/g, 'x'.repeat(100)).length).toBeLessThan(6_144);
      expect(policy.replace(/\$\{[^}]+\}/g, '')).not.toMatch(/\{[a-zA-Z]+\}/);
    });
  });
});

describe('a grant', () => {
  test('is written into the policy of a role or a user, once', () => {
    const { platform, synth: done } = stage();
    const role = Identity.role('arn:aws:iam::123456789012:role/teams/science');
    [1, 2].forEach(() => platform.artifacts.grantRead(role, 'datasets/'));
    platform.artifacts.grantRead(Identity.user('arn:aws:iam::123456789012:user/ada'));
    const stack = done();
    const granted = Object.values(stack.resources('aws_iam_role_policy')).filter(({ role: name }) => name === 'science');
    expect(granted).toHaveLength(1);
    const statements = JSON.parse(granted[0].policy).Statement as Attributes[];
    expect(statements.find(({ Sid }) => Sid === 'ReadObjects')).toMatchObject({ Action: ['s3:GetObject'], Resource: [expect.stringMatching(/\.arn\}\/datasets\/\*$/)] });
    expect(statements.find(({ Sid }) => Sid === 'ListObjects')!.Condition).toEqual({ StringLike: { 's3:prefix': 'datasets/*' } });
    expect(stack.resource('aws_iam_user_policy').user).toBe('ada');
  });

  test('to what is known only at deployment takes the name out of the ARN', () => {
    const { platform, stack, synth: done } = stage();
    platform.registry.grantPull(Identity.role(new TerraformVariable(stack, 'role', {}).stringValue));
    expect(Object.values(done().resources('aws_iam_role_policy')).map(({ role }) => role)).toContain('${replace(var.role, "/^.*[/]/", "")}');
  });

  test('to what has no policy, or lies elsewhere, is refused', () => {
    const { artifacts } = stage().platform;
    expect(codesOf(() => artifacts.grantRead(Identity.accountRoot('123456789012')))).toEqual(['identity/cannot-grant']);
    expect(codesOf(() => artifacts.grantRead(Identity.role('arn:aws:iam::123456789012:role/here'), '*'))).toEqual(['storage/prefix']);
    expect(codesOf(() => artifacts.grantRead(Identity.role('arn:aws:iam::210987654321:role/there')))).toEqual(['identity/other-account']);
  });
});

test('SageMaker takes its roles for this account only, and a job cannot pass them on', () => {
  const stack = synth();
  expect(trust(stack.resource('aws_iam_role', 'training/Resource'))).toEqual([
    { Sid: 'SageMaker', Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } } },
  ]);
  expect(stack.resource('aws_iam_role_policy', 'training/Policy').policy).not.toContain('iam:PassRole');
});

test('the role of every persona can be named', () => {
  const { platform } = stage();
  Object.values(Persona).forEach((persona) => expect(platform.personaRole(persona)).toBeTruthy());
});
