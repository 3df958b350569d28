import { AccountPrincipal, ArnPrincipal, Role, ServicePrincipal, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import { Identity, MlPlatformProps } from '../../../src/awscdk';
import { Persona } from '../../../src/core';
import { Json, list, SynthesizedApp, synthesize, text } from '../../support/cloudformation';
import { codesOf } from '../../support/refusals';
import { ACCOUNT, platform, synthesized } from '../platforms';

const roleOf = (app: SynthesizedApp, name: string) => app.of('AWS::IAM::Role').find(({ properties }) => properties.RoleName?.endsWith(`-${name}`))!;

/** Each allowed action of a role with the resources that it is allowed on. */
function rights(app: SynthesizedApp, name: string): Array<{ action: string; resources: string[]; condition: Json }> {
  const role = roleOf(app, name);
  const attached = app.of('AWS::IAM::ManagedPolicy').filter((policy) =>
    list<Json>(policy.properties.Roles).some((by) => app.named(policy, by) === role)
    || list<Json>(role.properties.ManagedPolicyArns).some((by) => app.named(role, by) === policy));
  return attached.flatMap(({ properties }) => properties.PolicyDocument.Statement).flatMap(({ Action, Resource, Condition }: Json) =>
    list<string>(Action).map((action) => ({ action, resources: list(Resource).map(text), condition: Condition })));
}

const trust = (props: MlPlatformProps, persona: Persona) => roleOf(synthesized(props), persona).properties.AssumeRolePolicyDocument.Statement;

describe('who holds a persona', () => {
  test('nobody without members', () => {
    expect(trust({}, Persona.REVIEWER)).toEqual([{ Action: 'sts:AssumeRole', Effect: 'Deny', Principal: { AWS: '*' } }]);
  });

  test('roles, accounts and identities of another provider side by side', () => {
    const oidc = new WebIdentityPrincipal(`arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`, {
      StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
    });
    const statements = trust({ personas: { ci: [Identity.role(`arn:aws:iam::${ACCOUNT}:role/builder`), Identity.of(new AccountPrincipal('210987654321')), Identity.of(oidc)] } }, Persona.CI);
    expect(statements.map(({ Action, Effect }: Json) => [Effect, Action])).toEqual(
      expect.arrayContaining([['Allow', 'sts:AssumeRole'], ['Allow', 'sts:AssumeRoleWithWebIdentity']]),
    );
    expect(JSON.stringify(statements)).toContain('role/builder');
    expect(JSON.stringify(statements)).toContain('210987654321');
  });

  test('not somebody of another cloud', () => {
    expect(codesOf(() => platform({ personas: { ci: [{ identitySystem: 'gcp', identityName: 'group:ml@acme.io' }] } }))).toEqual(['identity/wrong-target']);
  });
});

describe('what a persona may do', () => {
  const app = synthesized({ platformName: 'acme-ml' });
  const may = (persona: string, action: string) => rights(app, persona).filter((right) => right.action === action);

  test.each<[Persona, string, boolean]>([
    [Persona.DATA_SCIENTIST, 'sagemaker:CreateTrainingJob', true],
    [Persona.DATA_SCIENTIST, 'ecr:BatchGetImage', true],
    [Persona.DATA_SCIENTIST, 'ecr:PutImage', false],
    [Persona.DATA_SCIENTIST, 'sagemaker:CreateEndpoint', false],
    [Persona.ML_ENGINEER, 'sagemaker:CreateEndpoint', true],
    [Persona.ML_ENGINEER, 'sagemaker:CreatePipeline', true],
    [Persona.ML_ENGINEER, 'ecr:PutImage', true],
    [Persona.ML_ENGINEER, 'sagemaker:UpdateModelPackage', false],
    [Persona.REVIEWER, 'sagemaker:UpdateModelPackage', true],
    [Persona.REVIEWER, 's3:GetObject', true],
    [Persona.REVIEWER, 's3:PutObject', false],
    [Persona.REVIEWER, 'iam:PassRole', false],
    [Persona.CI, 's3:PutObject', true],
    [Persona.CI, 's3:GetObject', false],
    [Persona.CI, 's3:ListBucket', false],
    [Persona.CI, 'ecr:PutImage', true],
    [Persona.CI, 'sagemaker:UpdateEndpoint', true],
    [Persona.CI, 'sagemaker:UpdateModelPackage', false],
  ])('%s, %s: %s', (persona, action, expected) => {
    expect(may(persona, action).length > 0).toBe(expected);
  });

  test('a data scientist touches experiments only, in a network only', () => {
    ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'].forEach((action) => {
      expect(may(Persona.DATA_SCIENTIST, action).flatMap(({ resources }) => resources)).toEqual(['${MlArtifactsBFC22340.Arn}/experiments/*']);
    });
    expect(may(Persona.DATA_SCIENTIST, 'sagemaker:CreateTrainingJob')[0].condition).toEqual({ Null: { 'sagemaker:VpcSubnets': 'false' } });
  });

  test('an engineer registers models that somebody else approves', () => {
    expect(may(Persona.ML_ENGINEER, 'sagemaker:CreateModelPackage')[0].condition).toEqual({
      StringEqualsIfExists: { 'sagemaker:ModelApprovalStatus': 'PendingManualApproval' },
    });
  });

  test.each([[Persona.DATA_SCIENTIST, 1], [Persona.ML_ENGINEER, 3], [Persona.CI, 1]])('%s hands %d roles to SageMaker, and to nobody else', (persona, roles) => {
    const passed = may(persona, 'iam:PassRole');
    expect(passed.flatMap(({ resources }) => resources)).toHaveLength(roles);
    passed.forEach(({ condition, resources }) => {
      expect(condition).toEqual({ StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } });
      resources.forEach((resource) => expect(resource).toContain('Execution'));
    });
  });

  test('SageMaker works for this account only, and writes what an endpoint captures only under endpoints/', () => {
    ['training', 'serving', 'pipeline'].forEach((kind) => {
      const [statement] = roleOf(app, kind).properties.AssumeRolePolicyDocument.Statement;
      expect(statement).toMatchObject({ Principal: { Service: 'sagemaker.amazonaws.com' }, Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } } });
    });
    expect(may('serving', 's3:PutObject').flatMap(({ resources }) => resources)).toEqual(['${MlArtifactsBFC22340.Arn}/endpoints/*']);
  });
});

describe('a grant', () => {
  test('to a role of the account is a policy of that role', () => {
    const { app, ml } = platform();
    ml.artifacts.grantRead(Identity.role(`arn:aws:iam::${ACCOUNT}:role/trainer`), 'datasets/');
    const made = synthesize(app);
    const [policy] = made.of('AWS::IAM::Policy');
    expect(policy.properties.Roles).toEqual(['trainer']);
    const [objects] = policy.properties.PolicyDocument.Statement.filter(({ Action }: Json) => list(Action).includes('s3:GetObject'));
    expect(text(objects.Resource)).toBe('${MlArtifactsBFC22340.Arn}/datasets/*');
    const [listing] = policy.properties.PolicyDocument.Statement.filter(({ Action }: Json) => Action === 's3:ListBucket');
    expect(listing.Condition).toEqual({ StringLike: { 's3:prefix': 'datasets/*' } });
  });

  test('below a prefix that IAM would read as everything is refused', () => {
    const role = Identity.role(`arn:aws:iam::${ACCOUNT}:role/trainer`);
    expect(codesOf(() => platform().ml.artifacts.grantRead(role, '*'))).toEqual(['storage/prefix']);
  });

  test('to a role of another account is in the policies of bucket and key', () => {
    const { app, ml } = platform();
    const far = 'arn:aws:iam::210987654321:role/auditor';
    ml.artifacts.grantRead(Identity.role(far));
    const made = synthesize(app);
    const named = (type: string) => JSON.stringify(made.of(type).map(({ properties }) => properties)).includes(far);
    expect([named('AWS::S3::BucketPolicy'), named('AWS::KMS::Key')]).toEqual([true, true]);
  });

  test('to a role of the program gives just what it says', () => {
    const { app, stack, ml } = platform();
    const role = new Role(stack, 'Job', { assumedBy: new ServicePrincipal('batch.amazonaws.com') });
    ml.registry.grantPull(Identity.of(role));
    const [policy] = synthesize(app).of('AWS::IAM::Policy');
    expect(policy.properties.PolicyDocument.Statement.flatMap(({ Action }: Json) => Action)).not.toContain('ecr:PutImage');
  });

  test('that cannot be written anywhere is refused, and not forgotten', () => {
    const { ml } = platform();
    const principal = Identity.of(new ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/trainer`));
    expect(codesOf(() => ml.registry.grantPull(principal))).toEqual(['identity/cannot-grant']);
  });

  test.each([['no ARN', 'trainer', 'identity/arn'], ['a user', `arn:aws:iam::${ACCOUNT}:user/ann`, 'identity/arn'], ['a token', '${Token[TOKEN.1]}', 'core/token-not-allowed']])(
    'to what is %s and no role is refused', (_, arn, code) => {
      expect(codesOf(() => Identity.role(arn))).toEqual([code]);
    });
});
