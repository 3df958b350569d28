import { AlertChannel, Approval, Model, ModelCard, ModelStage, ModelVersionProps, Profile, Promotion, Rollout, Runtime } from '../../../src/core';
import { ArtifactStore, Identity, ModelEndpoint, ModelRegistry, ModelRegistryProps } from '../../../src/tfaws';
import { codesOf } from '../../support/refusals';
import { SynthesizedStack } from '../../support/terraform';
import { EXISTING_KEY, EXISTING_NETWORK, Stage, stage } from '../platforms';

// Resources of a synthesized stack are open-ended JSON.
/* eslint-disable @typescript-eslint/no-explicit-any */
type Json = any;

const RISK = Identity.role('arn:aws:iam::123456789012:role/risk');
const STAGING = '444455556666';
const PRODUCTION = '777788889999';
const PROMOTIONS = [Promotion.to(ModelStage.STAGING, STAGING), Promotion.to(ModelStage.PRODUCTION, PRODUCTION)];

interface Registered extends Stage {
  readonly registry: ModelRegistry;
}

function registered(props: Partial<ModelRegistryProps> = {}, platform: Parameters<typeof stage>[0] = {}): Registered {
  const made = stage({ alerts: [AlertChannel.email('ml@acme.io')], ...platform });
  const registry = new ModelRegistry(made.platform, 'Fraud', { platform: made.platform, approvers: { 'ada@acme.io': RISK }, ...props });
  return { ...made, registry };
}

const archive = ({ platform }: Stage): Model => Model.fromArtifact(platform.artifacts.path('fraud/1/model.tar.gz'), Runtime.xgboost('3.2'));

type Platform = Parameters<typeof stage>[0];

function versioned(props: Partial<ModelVersionProps> = {}, registry: Partial<ModelRegistryProps> = {}, platform?: Platform): SynthesizedStack {
  const made = registered(registry, platform);
  made.registry.addVersion('V1', { model: archive(made), ...props });
  return made.synth();
}

/** What is asked of Cloud Control; expressions of Terraform stay text. */
const desired = (stack: SynthesizedStack): string => stack.resource('aws_cloudcontrolapi_resource').desired_state as string;
const document = (text: unknown): Json[] => JSON.parse(text as string).Statement as Json[];
const actions = (statements: Json[]): string[] => statements.flatMap(({ Action }) => Action as string[]).sort();

test('an approver sets the approval of this model only, and changes nothing else', () => {
  const [policy] = Object.values(registered().synth().resources('aws_iam_role_policy')).filter(({ name }) => (name as string).includes('-approve-'));
  const statements = document(policy!.policy);
  expect(policy!.role).toBe('risk');
  expect(statements.find(({ Sid }) => Sid === 'ApproveVersions')).toEqual({
    Sid: 'ApproveVersions',
    Effect: 'Allow',
    Action: ['sagemaker:UpdateModelPackage'],
    Resource: ['arn:aws:sagemaker:eu-west-1:123456789012:model-package/acme-ml-fraud/*'],
    Condition: { StringEquals: { 'sagemaker:ModelApprovalStatus': ['Approved', 'PendingManualApproval', 'Rejected'] } },
  });
  expect(actions(statements).filter((action) => /Create|Delete|Put/.test(action))).toEqual([]);
});

test('who registers cannot approve', () => {
  const made = registered();
  made.registry.grantRegister(Identity.role('arn:aws:iam::123456789012:role/trainer'));
  const [policy] = Object.values(made.synth().resources('aws_iam_role_policy')).filter(({ role }) => role === 'trainer');
  const statements = document(policy!.policy);
  expect(actions(statements)).not.toContain('sagemaker:UpdateModelPackage');
  expect(statements.find(({ Sid }) => Sid === 'RegisterVersions').Condition).toEqual({ StringEqualsIfExists: { 'sagemaker:ModelApprovalStatus': 'PendingManualApproval' } });
});

describe('promotion', () => {
  const promoted = () => versioned({}, { stage: ModelStage.DEVELOPMENT, promotions: PROMOTIONS });

  test("names exactly the given accounts in the group's policy, which may neither register nor approve", () => {
    const statements = document(promoted().resource('aws_sagemaker_model_package_group_policy').resource_policy);
    statements.forEach(({ Principal }) => expect(Principal).toEqual({ AWS: [STAGING, PRODUCTION].map((account) => `arn:aws:iam::${account}:root`) }));
    expect(actions(statements)).toEqual([
      'sagemaker:CreateModel', 'sagemaker:DescribeModelPackage', 'sagemaker:DescribeModelPackageGroup', 'sagemaker:ListModelPackages',
    ]);
  });

  test("lets each account read that model's file, and decrypt, and nothing else", () => {
    const stack = promoted();
    const foreign = Object.values(stack.resources('aws_s3_bucket_policy')).flatMap(({ policy }) => document(policy)).filter(({ Principal }) => JSON.stringify(Principal).includes(':iam::'));
    const each = (action: string) => [STAGING, PRODUCTION].map((account) => [[action], `arn:aws:iam::${account}:root`]);
    const [reads, lists] = ['s3:GetObject', 's3:ListBucket'].map((action) => foreign.filter(({ Action }) => Action[0] === action));
    expect([reads, lists].map((statements) => statements!.map(({ Action, Principal }) => [Action, Principal.AWS]))).toEqual([each('s3:GetObject'), each('s3:ListBucket')]);
    expect(foreign).toHaveLength(4);
    reads!.forEach(({ Resource }) => expect((Resource as string[])[0]).toMatch(/\/fraud\/1\/model\.tar\.gz\*$/));
    lists!.forEach(({ Condition }) => expect(Condition).toEqual({ StringLike: { 's3:prefix': 'fraud/1/model.tar.gz*' } }));
    expect(new Set(foreign.map(({ Sid }) => Sid as string)).size).toBe(4);
    expect(Object.values(stack.resources('aws_kms_grant')).map(({ operations }) => operations)).toEqual([['Decrypt', 'DescribeKey'], ['Decrypt', 'DescribeKey']]);
  });

  test("lets them pull an image of the platform's own registry, by one policy for all models", () => {
    const made = registered({ stage: ModelStage.DEVELOPMENT, promotions: [PROMOTIONS[0]!] });
    const model = Model.fromImage(made.platform.registry.imageUri('serving', '1'));
    made.registry.addVersion('V1', { model });
    new ModelRegistry(made.platform, 'Other', { platform: made.platform, stage: ModelStage.STAGING, approvers: { ada: RISK }, promotions: [PROMOTIONS[1]!] }).addVersion('V1', { model });
    const [statement] = document(made.synth().resource('aws_ecr_repository_policy').policy);
    expect(statement.Principal.AWS).toEqual([STAGING, PRODUCTION].map((account) => `arn:aws:iam::${account}:root`));
  });

  test('is refused of what lies where no policy is written', () => {
    const elsewhere = { existingArtifacts: { bucketName: 'acme-lake' }, existingNetwork: EXISTING_NETWORK, existingEncryptionKey: { keyArn: EXISTING_KEY } };
    expect(codesOf(() => versioned({}, { stage: ModelStage.DEVELOPMENT, promotions: PROMOTIONS }, elsewhere))).toEqual(['models/promotion-owner']);
    expect(codesOf(() => versioned({}, {}, elsewhere))).toEqual([]);
  });

  test('takes a version over in the next account', () => {
    const made = registered();
    const registryId = `arn:aws:sagemaker:eu-west-1:${STAGING}:model-package-group/acme-ml-fraud`;
    const staging = ModelRegistry.fromAttributes(made.platform, 'Staging', { platform: made.platform, registryId, stage: ModelStage.STAGING });
    made.registry.addVersion('V1', { model: Model.fromRegistry(staging.version('7')), approval: Approval.approved('ada@acme.io') });
    expect(desired(made.synth())).toContain(`"SourceUri":"arn:aws:sagemaker:eu-west-1:${STAGING}:model-package/acme-ml-fraud/7"`);
  });

  describe('and an endpoint in the next account', () => {
    const keyArn = `arn:aws:kms:eu-west-1:${STAGING}:key/11111111-2222-3333-4444-555555555555`;

    /** What the role of an endpoint may read, and decrypt, that serves a version of another account. */
    function rightsOf(known: { readonly files: boolean; readonly takenOver?: boolean }): Json[] {
      const made = registered();
      const { platform } = made;
      const staging = ModelRegistry.fromAttributes(platform, 'Staging', {
        platform,
        registryId: `arn:aws:sagemaker:eu-west-1:${STAGING}:model-package-group/acme-ml-fraud`,
        stage: ModelStage.STAGING,
        encryptionKeyArn: keyArn,
        artifacts: known.files ? ArtifactStore.fromExisting(platform, 'StagingFiles', platform, { bucketName: 'acme-staging', keyArn }) : undefined,
      });
      const version = staging.version('7');
      const takenOver = () => made.registry.addVersion('V1', { model: Model.fromRegistry(version), approval: Approval.approved('ada@acme.io') });
      const served = known.takenOver ? takenOver() : version;
      new ModelEndpoint(platform, 'Scores', { platform, model: Model.fromRegistry(served), rollout: Rollout.allAtOnce() });
      return Object.values(made.synth().resources('aws_iam_role_policy'))
        .filter(({ role }) => /Scores/.test(role as string))
        .flatMap(({ policy }) => document(policy));
    }

    const resourcesOf = (statements: Json[], action: string) => statements
      .filter(({ Action }) => [Action].flat().includes(action))
      .flatMap(({ Resource }) => Resource as string[]);

    test.each([
      ['a version of it', false],
      ['one that was taken over from it', true],
    ])('lets its role read where the files of %s lie, with their key, and nowhere else', (_, takenOver) => {
      const statements = rightsOf({ files: true, takenOver });
      expect(resourcesOf(statements, 's3:GetObject')).toEqual(['arn:aws:s3:::acme-staging/*']);
      const decrypts = statements.filter(({ Resource }) => (Resource as string[]).includes(keyArn));
      expect(decrypts.length).toBeGreaterThan(0);
      decrypts.forEach(({ Action, Condition }) => expect([Action, Condition]).toEqual([['kms:Decrypt'], { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } }]));
    });

    test("reads the platform's own store where nobody said where they lie", () => {
      const statements = rightsOf({ files: false });
      expect(resourcesOf(statements, 'kms:Decrypt')).not.toContain(keyArn);
      expect(resourcesOf(statements, 's3:GetObject')).toEqual([expect.stringMatching(/aws_s3_bucket\..*\/\*$/)]);
    });
  });
});

describe('a version', () => {
  test('is served as it was registered, which may be said once more', () => {
    const made = registered();
    const { platform } = made;
    const image = () => Runtime.image(platform.registry.imageUri('serving', '1'));
    const version = made.registry.addVersion('V1', { model: Model.fromArtifact(platform.artifacts.path('fraud/1'), image()), approval: Approval.approved('ada@acme.io') });
    const serve = (id: string, model: Model) => codesOf(() => new ModelEndpoint(platform, id, { platform, model, rollout: Rollout.allAtOnce() }));
    expect(serve('Same', Model.fromRegistry(version, image()))).toEqual([]);
    expect(serve('Other', Model.fromRegistry(version, Runtime.xgboost('3.2')))).toEqual(['models/version-runtime']);
    expect(serve('Unknown', Model.fromRegistry(made.registry.version('7'), image()))).toEqual(['models/version-runtime']);
  });

  test('differs by its approval in its desired state only, in what changes in place', () => {
    const [pending, approved] = [versioned(), versioned({ approval: Approval.approved('ada@acme.io', 'AUC 0.93') })].map((stack) => stack.resource('aws_cloudcontrolapi_resource'));
    const same = (text: string) => text.replace(/"ModelApprovalStatus":"\w+",|"ApprovalDescription":"[^"]*",|,"decided-by":"[^"]*"/g, '');
    const [before, after] = [pending, approved].map((resource) => ({ ...resource, desired_state: same(resource!.desired_state as string) }));
    expect(after).toEqual(before);
    const { createOnlyProperties } = JSON.parse((pending!.schema as string).replace(/\$\$\{/g, '${')) as { createOnlyProperties: string[] };
    ['ModelApprovalStatus', 'ApprovalDescription', 'CustomerMetadataProperties', 'ModelCard'].forEach((name) => expect(createOnlyProperties).not.toContain(`/properties/${name}`));
  });

  test('is encrypted with the platform’s key, has no tags, and its card', () => {
    const text = desired(versioned({ card: ModelCard.of({ description: 'a', owner: 'b', intendedUse: 'c' }) }));
    expect(text).toMatch(/"SecurityConfig":\{"KmsKeyId":\$\{jsonencode\(aws_kms_key/);
    expect(text).not.toContain('"Tags"');
    expect(text).toContain('\\"purpose_of_model\\":\\"a\\"');
  });

  test('is held in production, and is not in a trial', () => {
    const resource = (profile: Profile) => versioned({}, {}, { profile }).resource('aws_cloudcontrolapi_resource');
    const held = (profile: Profile) => (resource(profile).lifecycle as Json)?.prevent_destroy as boolean;
    expect([held(Profile.production()), held(Profile.development())]).toEqual([true, false]);
  });
});

test('approvers and people are those of this account; what is said of it is output', () => {
  const foreign = Identity.role('arn:aws:iam::999999999999:role/risk');
  expect(codesOf(() => registered({ approvers: { ada: foreign } }))).toEqual(['identity/cannot-grant']);
  expect(codesOf(() => registered({ approvers: { ada: { identitySystem: 'gcp', identityName: 'user:ada@acme.io' } } }))).toEqual(['identity/wrong-target']);
  expect(codesOf(() => registered({ approvers: {} }))).toEqual(['models/no-approver']);
  const { outputs } = registered().synth();
  expect(Object.keys(outputs)).toEqual(expect.arrayContaining(['fraud_registry_id', 'fraud_audit_command']));
});

test('people are told of what waits, and of decisions', () => {
  const stack = registered().synth();
  const [rule] = Object.values(stack.resources('aws_cloudwatch_event_rule')).filter(({ name }) => name === 'acme-ml-fraud-approvals');
  expect(JSON.parse(rule!.event_pattern as string)).toEqual({
    'source': ['aws.sagemaker'], 'detail-type': ['SageMaker Model Package State Change'], 'detail': { ModelPackageGroupName: ['acme-ml-fraud'] },
  });
  expect(Object.values(stack.resources('aws_cloudwatch_event_target')).filter(({ rule: name }) => JSON.stringify(name).includes('Fraud'))).toHaveLength(1);
});
