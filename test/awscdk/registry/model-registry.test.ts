import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import { ArtifactStore, Identity, ModelEndpoint, ModelRegistry, ModelRegistryProps } from '../../../src/awscdk';
import {
  AlertChannel, Approval, Model, ModelCard, ModelStage, ModelVersionProps, Profile, Promotion, RiskRating, Rollout, Runtime,
} from '../../../src/core';
import { Json, SynthesizedApp, synthesize, text } from '../../support/cloudformation';
import { codesOf } from '../../support/refusals';
import { ENV, Made, platform } from '../platforms';

const RISK = 'arn:aws:iam::123456789012:role/risk';
const TRAINER = 'arn:aws:iam::123456789012:role/trainer';
const STAGING = '444455556666';
const PRODUCTION = '777788889999';

const CARD = ModelCard.of({
  description: 'Scores card payments for fraud',
  owner: 'payments-ml@acme.io',
  intendedUse: 'Holds a payment for review',
  limitations: 'Knows no payments of companies',
  riskRating: RiskRating.MEDIUM,
  trainingData: 'Payments of 2025',
  ethicalConsiderations: 'Was tested for countries',
  metrics: [{ metricName: 'auc', value: 0.93, dataset: 'holdout-2026-06' }, { metricName: 'latency', value: 4 }],
  details: { reviewed: 'yes' },
});

interface Registered extends Made {
  readonly registry: ModelRegistry;
  readonly synth: () => SynthesizedApp;
}

function registered(props: Partial<ModelRegistryProps> = {}, profile = Profile.production()): Registered {
  const made = platform({ platformName: 'acme-ml', profile, alerts: [AlertChannel.email('ml@acme.io')] });
  const registry = new ModelRegistry(made.stack, 'Fraud', { platform: made.ml, approvers: { 'ada@acme.io': Identity.role(RISK) }, ...props });
  return { ...made, registry, synth: () => synthesize(made.app) };
}

const archive = ({ ml }: Made): Model => Model.fromArtifact(ml.artifacts.path('fraud/1/model.tar.gz'), Runtime.xgboost('3.2'));

/** The package that a version becomes. */
function packaged(props: (made: Made) => Partial<ModelVersionProps> = () => ({}), registry: Partial<ModelRegistryProps> = {}): Json {
  const made = registered(registry);
  made.registry.addVersion('V1', { model: archive(made), ...props(made) });
  return only(made.synth(), 'AWS::SageMaker::ModelPackage').properties;
}

function only(app: SynthesizedApp, type: string): Json {
  const found = app.of(type);
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** Actions by the role that has them, of the policies below the registry. */
function rightsOf(app: SynthesizedApp, role: string): Json[] {
  return app.of('AWS::IAM::Policy')
    .filter(({ properties }) => properties.Roles.includes(role))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement);
}

const actionsOf = (statements: Json[]) => statements.flatMap(({ Action }) => Action as string | string[]).filter((action) => action.startsWith('sagemaker:'));

describe('who may do what with versions', () => {
  test('an approver sets the approval, of this model only, and changes nothing else', () => {
    const app = registered().synth();
    const statements = rightsOf(app, 'risk');
    const update = statements.find(({ Action }) => JSON.stringify(Action).includes('UpdateModelPackage'));
    expect(update.Condition).toEqual({ StringEquals: { 'sagemaker:ModelApprovalStatus': ['Approved', 'PendingManualApproval', 'Rejected'] } });
    expect(text(update.Resource)).toMatch(/:model-package\/acme-ml-fraud\/\*"?$/);
    expect(actionsOf(statements).sort()).toEqual([
      'sagemaker:DescribeModelPackage', 'sagemaker:DescribeModelPackageGroup', 'sagemaker:ListModelPackages', 'sagemaker:UpdateModelPackage',
    ]);
  });

  test('who registers cannot approve, and who reads can do neither', () => {
    const made = registered({ approvers: {}, stage: ModelStage.DEVELOPMENT });
    made.registry.grantRegister(Identity.role(TRAINER));
    made.registry.grantRead(Identity.role(RISK));
    const app = made.synth();
    const register = rightsOf(app, 'trainer').find(({ Action }) => JSON.stringify(Action).includes('CreateModelPackage'));
    expect(register.Condition).toEqual({ StringEqualsIfExists: { 'sagemaker:ModelApprovalStatus': 'PendingManualApproval' } });
    expect(actionsOf(rightsOf(app, 'trainer'))).not.toContain('sagemaker:UpdateModelPackage');
    expect(actionsOf(rightsOf(app, 'risk')).filter((action) => /Create|Update|Delete/.test(action))).toEqual([]);
  });

  test('nobody gets a right on the key but through SageMaker', () => {
    const keys = rightsOf(registered().synth(), 'risk').filter(({ Action }) => JSON.stringify(Action).includes('kms:'));
    expect(keys.map(({ Condition }) => Condition)).toEqual([{ StringEquals: { 'kms:ViaService': 'sagemaker.eu-west-1.amazonaws.com' } }]);
  });

  test('people are told of what waits, and of decisions', () => {
    const app = registered().synth();
    const rule = app.of('AWS::Events::Rule').find(({ properties }) => properties.Name === 'acme-ml-fraud-approvals')!.properties;
    expect(rule.EventPattern).toEqual({
      'source': ['aws.sagemaker'], 'detail-type': ['SageMaker Model Package State Change'], 'detail': { ModelPackageGroupName: ['acme-ml-fraud'] },
    });
    expect(rule.Targets).toHaveLength(1);
    expect(rule.Targets[0].InputTransformer.InputPathsMap).toEqual({ 'detail-ModelPackageArn': '$.detail.ModelPackageArn', 'detail-ModelApprovalStatus': '$.detail.ModelApprovalStatus' });
  });
});

describe('promotion to other accounts', () => {
  const promotions = [Promotion.to(ModelStage.STAGING, STAGING), Promotion.to(ModelStage.PRODUCTION, PRODUCTION)];
  const promoted = (model: (made: Made) => Model = archive) => {
    const made = registered({ stage: ModelStage.DEVELOPMENT, promotions });
    made.registry.addVersion('V1', { model: model(made) });
    return made.synth();
  };

  test("names exactly the given accounts in the group's policy, which may neither register nor approve", () => {
    const { ModelPackageGroupPolicy: policy } = only(promoted(), 'AWS::SageMaker::ModelPackageGroup').properties;
    const principals = [STAGING, PRODUCTION].map((account) => expect.stringContaining(`:iam::${account}:root`) as string);
    (policy.Statement as Json[]).forEach(({ Principal }) => expect((Principal.AWS as Json[]).map(text)).toEqual(principals));
    expect(actionsOf(policy.Statement as Json[]).sort()).toEqual([
      'sagemaker:CreateModel', 'sagemaker:DescribeModelPackage', 'sagemaker:DescribeModelPackageGroup', 'sagemaker:ListModelPackages',
    ]);
  });

  test("lets them read that model's files, and no others", () => {
    const app = promoted();
    const statements = app.of('AWS::S3::BucketPolicy').flatMap(({ properties }) => properties.PolicyDocument.Statement as Json[]).filter(({ Principal }) => JSON.stringify(Principal).includes(PRODUCTION));
    const read = statements.find(({ Action }) => Action === 's3:GetObject');
    expect(text(read.Resource)).toContain('/fraud/1/model.tar.gz*');
    expect(statements.every(({ Action }) => ['s3:GetObject', 's3:ListBucket'].includes(Action as string))).toBe(true);
  });

  test('lets them decrypt through S3 and SageMaker only', () => {
    const statements = (only(promoted(), 'AWS::KMS::Key').properties.KeyPolicy.Statement as Json[]).filter(({ Principal }) => JSON.stringify(Principal).includes(STAGING));
    expect(statements.length).toBeGreaterThan(0);
    statements.forEach(({ Action, Condition }) => {
      expect([Action].flat().every((action: string) => ['kms:Decrypt', 'kms:DescribeKey'].includes(action))).toBe(true);
      expect(JSON.stringify(Condition)).toMatch(/"kms:ViaService":"(s3|sagemaker)\.eu-west-1\.amazonaws\.com"/);
    });
  });

  test("lets them pull an image of the platform's own registry", () => {
    const app = promoted(({ ml }) => Model.fromImage(ml.registry.imageUri('serving', '1')));
    const policies = app.of('AWS::ECR::Repository').filter(({ properties }) => properties.RepositoryPolicyText);
    expect(policies.map(({ properties }) => properties.RepositoryName)).toEqual(['acme-ml/serving']);
    expect(JSON.stringify(policies[0]!.properties.RepositoryPolicyText)).toContain(PRODUCTION);
  });

  test('writes no policy without promotions', () => {
    expect(only(registered().synth(), 'AWS::SageMaker::ModelPackageGroup').properties.ModelPackageGroupPolicy).toBeUndefined();
  });

  test('takes a version over in the next account, which counts and approves it anew', () => {
    const made = registered();
    const staging = ModelRegistry.fromAttributes(made.stack, 'Staging', {
      platform: made.ml, registryId: `arn:aws:sagemaker:eu-west-1:${STAGING}:model-package-group/acme-ml-fraud`, stage: ModelStage.STAGING,
    });
    made.registry.addVersion('V1', { model: Model.fromRegistry(staging.version('7')), approval: Approval.approved('ada@acme.io') });
    const { SourceUri, InferenceSpecification, ModelApprovalStatus } = only(made.synth(), 'AWS::SageMaker::ModelPackage').properties;
    expect(SourceUri).toBe(`arn:aws:sagemaker:eu-west-1:${STAGING}:model-package/acme-ml-fraud/7`);
    expect(InferenceSpecification).toBeUndefined();
    expect(ModelApprovalStatus).toBe('Approved');
  });

  describe('and an endpoint in the next account', () => {
    const keyArn = `arn:aws:kms:eu-west-1:${STAGING}:key/11111111-2222-3333-4444-555555555555`;

    /** What the role of an endpoint may read, and decrypt, that serves a version of another account. */
    function rightsOfEndpoint(known: { readonly files: boolean; readonly takenOver?: boolean }): Json[] {
      const made = registered();
      const { stack, ml } = made;
      const bucket = Bucket.fromBucketName(stack, 'StagingBucket', 'acme-staging');
      const staging = ModelRegistry.fromAttributes(stack, 'Staging', {
        platform: ml,
        registryId: `arn:aws:sagemaker:eu-west-1:${STAGING}:model-package-group/acme-ml-fraud`,
        stage: ModelStage.STAGING,
        encryptionKeyArn: keyArn,
        artifacts: known.files ? ArtifactStore.fromExisting(stack, 'StagingFiles', ml, bucket) : undefined,
      });
      const version = staging.version('7');
      const takenOver = () => made.registry.addVersion('V1', { model: Model.fromRegistry(version), approval: Approval.approved('ada@acme.io') });
      const served = known.takenOver ? takenOver() : version;
      new ModelEndpoint(stack, 'Scores', { platform: ml, model: Model.fromRegistry(served), rollout: Rollout.allAtOnce() });
      const app = made.synth();
      return [...app.of('AWS::IAM::Policy'), ...app.of('AWS::IAM::ManagedPolicy')]
        .filter(({ properties }) => JSON.stringify(properties.Roles ?? []).includes('Scores'))
        .flatMap(({ properties }) => properties.PolicyDocument.Statement as Json[]);
    }

    const resourcesOf = (statements: Json[], action: string) => statements
      .filter(({ Action }) => [Action].flat().includes(action))
      .flatMap(({ Resource }) => [Resource].flat().map(text));

    test.each([
      ['a version of it', false],
      ['one that was taken over from it', true],
    ])('lets its role read where the files of %s lie, with their key, and nowhere else', (_, takenOver) => {
      const statements = rightsOfEndpoint({ files: true, takenOver });
      expect(resourcesOf(statements, 's3:GetObject')).toEqual([expect.stringMatching(/:s3:::acme-staging\/\*"?$/)]);
      const decrypts = statements.filter(({ Resource }) => JSON.stringify(Resource).includes(keyArn));
      expect(decrypts.map(({ Action, Condition }) => [Action, Condition])).toEqual([['kms:Decrypt', { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } }]]);
    });

    test("reads the platform's own store where nobody said where they lie", () => {
      const statements = rightsOfEndpoint({ files: false });
      expect(JSON.stringify(statements)).not.toContain(keyArn);
      expect(resourcesOf(statements, 's3:GetObject')).toEqual([expect.stringMatching(/MlArtifacts.*\/\*"?$/)]);
    });
  });
});

describe('a version', () => {
  test('waits for approval unless somebody has approved it', () => {
    expect(packaged().ModelApprovalStatus).toBe('PendingManualApproval');
  });

  test('says who decided, and why', () => {
    expect(packaged(() => ({ approval: Approval.approved('ada@acme.io', 'AUC 0.93') }))).toMatchObject({
      ModelApprovalStatus: 'Approved', ApprovalDescription: 'ada@acme.io: AUC 0.93', CustomerMetadataProperties: { 'stage': 'production', 'decided-by': 'ada@acme.io' },
    });
  });

  test('differs by its approval in fields only that change in place', () => {
    const pending = packaged(() => ({ card: CARD }));
    const approved = packaged(() => ({ card: CARD, approval: Approval.approved('ada@acme.io') }));
    const changed = Object.keys({ ...pending, ...approved }).filter((name) => JSON.stringify(pending[name]) !== JSON.stringify(approved[name]));
    expect(changed.sort()).toEqual(['ApprovalDescription', 'CustomerMetadataProperties', 'ModelApprovalStatus', 'ModelCard']);
  });

  test('is encrypted, and carries no tags, which SageMaker refuses beside a group', () => {
    const { SecurityConfig, Tags } = packaged();
    expect(text(SecurityConfig.KmsKeyId)).toContain('MlKey');
    expect(Tags).toBeUndefined();
  });

  test('stays in the registry in production when it goes from the program, and goes in a trial', () => {
    const policy = (profile: Profile) => {
      const made = registered({}, profile);
      made.registry.addVersion('V1', { model: archive(made) });
      return only(made.synth(), 'AWS::SageMaker::ModelPackage').deletionPolicy as string;
    };
    expect([policy(Profile.production()), policy(Profile.development())]).toEqual(['Retain', 'Delete']);
  });

  test('is an archive or a folder', () => {
    const containers = packaged(({ ml }) => ({ model: Model.fromArtifact(ml.artifacts.path('fraud/2'), Runtime.xgboost('3.2')) })).InferenceSpecification.Containers;
    expect(text(packaged().InferenceSpecification.Containers[0].ModelDataUrl)).toContain('/fraud/1/model.tar.gz');
    expect(containers[0].ModelDataSource.S3DataSource).toMatchObject({ S3DataType: 'S3Prefix', CompressionType: 'None' });
    expect(text(containers[0].ModelDataSource.S3DataSource.S3Uri)).toContain('/fraud/2/');
  });

  test("has a card in SageMaker's words; its own goes before the registry's", () => {
    const content = JSON.parse(packaged(() => ({}), { card: CARD }).ModelCard.ModelCardContent as string);
    expect(content).toEqual({
      model_overview: { model_creator: 'payments-ml@acme.io' },
      intended_uses: { purpose_of_model: 'Scores card payments for fraud', intended_uses: 'Holds a payment for review', risk_rating: 'Medium' },
      training_details: { training_observations: 'Payments of 2025' },
      evaluation_details: [
        { name: 'holdout-2026-06', datasets: ['holdout-2026-06'], metric_groups: [{ name: 'evaluation', metric_data: [{ name: 'auc', type: 'number', value: 0.93 }] }] },
        { name: 'evaluation', metric_groups: [{ name: 'evaluation', metric_data: [{ name: 'latency', type: 'number', value: 4 }] }] },
      ],
      additional_information: {
        ethical_considerations: 'Was tested for countries', caveats_and_recommendations: 'Knows no payments of companies', custom_details: { reviewed: 'yes' },
      },
    });
    const own = ModelCard.of({ description: 'a', owner: 'b', intendedUse: 'c' });
    expect(packaged(() => ({ card: own }), { card: CARD }).ModelCard.ModelCardContent).toContain('"purpose_of_model":"a"');
  });
});

describe('what cannot be is refused', () => {
  const refused = (props: (made: Made) => Partial<ModelVersionProps>) => codesOf(() => packaged(props));

  test.each<[string, Partial<ModelRegistryProps>, string]>([
    ['no approver in production', { approvers: {} }, 'models/no-approver'],
    ['an approver of another cloud', { approvers: { ada: { identitySystem: 'gcp', identityName: 'user:ada@acme.io' } } }, 'identity/wrong-target'],
    ['a promotion to no account', { stage: ModelStage.STAGING, promotions: [Promotion.to(ModelStage.PRODUCTION, 'acme-prod')] }, 'models/promotion-place'],
    ['a promotion to the same stage', { stage: ModelStage.STAGING, promotions: [Promotion.to(ModelStage.STAGING, STAGING)] }, 'models/same-stage'],
    ['a name that SageMaker does not take', { modelName: 'Fraud_Model' }, 'core/name-illegal'],
  ])('%s', (_, props, code) => {
    expect(codesOf(() => registered(props))).toContain(code);
  });

  test('an approval by somebody who is no approver', () => {
    expect(refused(() => ({ approval: Approval.approved('eve@acme.io') }))).toEqual(['models/unknown-approver']);
  });

  test('a card that SageMaker does not take, with what is wrong', () => {
    const card = ModelCard.of({ description: 'a', owner: 'b', intendedUse: 'c', metrics: [{ metricName: 'auc', value: 1, dataset: 'x'.repeat(70) }] });
    expect(refused(() => ({ card }))).toEqual(['models/card']);
    expect(() => packaged(() => ({ card }))).toThrow(/evaluation_details\[0\]\.name/);
  });

  test('a model that nobody keeps, and a container that SageMaker cannot ask', () => {
    const revision = 'b968826d9c46dd6066d109eabc6255188de91218';
    expect(refused(() => ({ model: Model.fromHuggingFace('Qwen/Qwen3-8B', { runtime: Runtime.vllm('0.24'), revision }) }))).toContain('models/version-files');
    expect(refused(({ ml }) => ({ model: Model.fromImage(ml.registry.imageUri('serving', '1'), { port: 8000 }) }))).toEqual(['models/container']);
    expect(refused(({ ml }) => ({ model: Model.fromImage(ml.registry.imageUri('serving', '1'), { args: ['--fast'] }) }))).toEqual(['models/container']);
  });

  test('a version of another registry that is not approved there', () => {
    const made = registered();
    const pending = made.registry.addVersion('V1', { model: archive(made) });
    const next = new ModelRegistry(made.stack, 'Next', { platform: made.ml, approvers: { ada: Identity.role(RISK) } });
    expect(codesOf(() => next.addVersion('V1', { model: Model.fromRegistry(pending) }))).toEqual(['models/not-approved']);
  });

  test('an address of no group', () => {
    const made = registered();
    expect(codesOf(() => ModelRegistry.fromAttributes(made.stack, 'Other', { platform: made.ml, registryId: 'acme-ml-fraud', stage: ModelStage.STAGING }))).toEqual(['models/registry-id']);
  });

  test('a right of somebody without a policy', () => {
    expect(codesOf(() => registered().registry.grantRead(Identity.of(new ServicePrincipal('lambda.amazonaws.com'))))).toEqual(['identity/cannot-grant']);
  });
});

test('the audit command asks the trail of the platform for calls on this model', () => {
  const { registry } = registered();
  expect(registry.auditCommand).toMatch(/--log-group-name \/acme-ml\/audit .*like "acme-ml-fraud"/);
  expect(registry.auditCommand).not.toMatch(/\{\w+\}/);
});

test('stands in another stack, and in a stack of unknown account', () => {
  const made = platform({ platformName: 'acme-ml' }, {});
  const other = new Stack(made.app, 'Models', {});
  new ModelRegistry(other, 'Fraud', { platform: made.ml, approvers: { ada: Identity.role(RISK) } });
  expect(only(synthesize(made.app), 'AWS::SageMaker::ModelPackageGroup').properties.ModelPackageGroupName).toBe('acme-ml-fraud');
  expect(ENV.account).toBe('123456789012');
});
