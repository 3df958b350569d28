import { Construct, RootConstruct } from 'constructs';
import {
  Approval, ArtifactPath, IIdentity, IModelVersion, Model, ModelCard, ModelRegistryProps, ModelStage, ModelVersionProps, Promotion,
  RiskRating, Runtime,
} from '../../../src/core';
import { planModelRegistry } from '../../../src/core/registry/model-registry-plan';
import { planModelVersion } from '../../../src/core/registry/model-version-plan';
import { ABLE } from '../../support/fake-target';
import { codesOf } from '../../support/refusals';
import { newStack, path } from '../jobs/fake-jobs';
import { IMAGES } from '../runtime/fake-images';
import { lacking, NAME_RULE } from '../training/fake-cloud';

const ada: IIdentity = { identitySystem: 'aws', identityName: 'ada' };
const scope = newStack;
const registry = (props: ModelRegistryProps = {}, profileName = 'development', target = ABLE) =>
  planModelRegistry(scope(), 'Fraud', props, { target, platform: { construct: new RootConstruct('Platform'), platformName: 'ml', profileName }, nameRule: NAME_RULE, check: () => undefined });
const refused = (...args: Parameters<typeof registry>) => codesOf(() => registry(...args));

describe('a registry', () => {
  test('has the stage of the platform, and approvers in the order of their names', () => {
    expect(registry()).toMatchObject({ modelName: 'ml-fraud', stage: ModelStage.DEVELOPMENT, approvers: [], promotions: [] });
    expect(registry({ approvers: { zoe: ada, ada } }, 'production')).toMatchObject({ stage: ModelStage.PRODUCTION, approvers: [{ name: 'ada' }, { name: 'zoe' }] });
  });

  test.each<[string, ModelRegistryProps, string, string]>([
    ['a promotion to where it is', { promotions: [Promotion.to(ModelStage.DEVELOPMENT, '1')] }, 'development', 'models/same-stage'],
    ['a promotion backwards', { promotions: [Promotion.to(ModelStage.DEVELOPMENT, '1')] }, 'staging', 'models/promotion-order'],
    ['two promotions to one place', { promotions: [ModelStage.STAGING, ModelStage.STAGING].map((stage) => Promotion.to(stage, '1')) }, 'development', 'models/promotion-twice'],
    ['nobody who approves in production', {}, 'production', 'models/no-approver'],
    ['nobody who approves what goes on to production', { promotions: [Promotion.to(ModelStage.PRODUCTION, '1')] }, 'staging', 'models/no-approver'],
  ])('refuses %s', (_what, props, profile, code) => expect(refused(props, profile)).toEqual([code]));

  test('refuses what the target lacks', () => {
    expect(refused({ promotions: [Promotion.to(ModelStage.STAGING, '1')] }, 'development', lacking('models/promotion'))).toEqual(['models/promotion']);
    expect(refused({ approvers: { ada } }, 'production', lacking('models/approvers'))).toEqual(['models/approvers']);
  });

  test('refuses a second registry of the same model, and remembers none that was refused', () => {
    const construct = new RootConstruct('Platform');
    const again = (props: ModelRegistryProps = {}) => codesOf(() => planModelRegistry(scope(), 'Fraud', props, {
      target: ABLE, platform: { construct, platformName: 'ml', profileName: 'development' }, nameRule: NAME_RULE, check: () => undefined,
    }));
    expect(again({ stage: ModelStage.PRODUCTION })).toEqual(['models/no-approver']);
    expect([again(), again(), again({ modelName: 'other' })]).toEqual([[], ['models/name-twice'], []]);
  });

  test('refuses an approver without a name, and a stage that is none', () => {
    expect(refused({ approvers: { ' ': ada } })).toEqual(['models/approver']);
    expect(refused({ stage: 'prod' as ModelStage })).toEqual(['models/stage']);
  });

  test('a promotion has a place', () => expect(codesOf(() => Promotion.to(ModelStage.STAGING, ' '))).toEqual(['models/promotion-place']));
});

describe('a version', () => {
  const model = Model.fromArtifact(path('fraud/3'), Runtime.ray('2.56'));
  const version = (props: Partial<ModelVersionProps> = {}, within = scope()) => planModelVersion(within, 'V3', { model, ...props }, {
    registry: registry({ approvers: { 'ada@acme.io': ada }, card: CARD }), images: IMAGES, place: 'Acme Serve', region: 'eu-central-1', storageUri: /^s3:\/\//, storageName: 'Acme stores', system: 'aws', check: () => undefined,
  });
  const codes = (props: Partial<ModelVersionProps>) => codesOf(() => version(props));
  const other = (approval?: Approval): IModelVersion => ({ registry: { registrySystem: 'aws' } as IModelVersion['registry'], versionId: 'staging/3', approval });

  test('waits for approval, and has the card of the registry', () => expect(version()).toMatchObject({ approval: { status: 'pending' }, card: CARD, model: { kind: 'artifact' } }));

  test('is approved by one of the approvers', () => {
    expect(version({ approval: Approval.approved('ada@acme.io') }).approval.by).toBe('ada@acme.io');
    expect(codes({ approval: Approval.approved('bob@acme.io') })).toEqual(['models/unknown-approver']);
    expect(codes({ approval: Approval.rejected('bob@acme.io', 'biased') })).toEqual(['models/unknown-approver']);
  });

  test('of another registry was approved there', () => {
    expect(codes({ model: Model.fromRegistry(other(Approval.approved('zoe'))) })).toEqual([]);
    expect(codes({ model: Model.fromRegistry(other(Approval.pending())) })).toEqual(['models/not-approved']);
    expect(codes({ model: Model.fromRegistry(other()) })).toEqual([]);
  });

  test('has an id that differs from others by more than capitals', () => {
    const within = scope();
    new Construct(within, 'v3');
    expect(codesOf(() => version({}, within))).toEqual(['models/version-twice']);
  });

  test('lies in a store of this program', () => {
    const store = { uri: 's3://other', node: new RootConstruct('Other').node } as unknown as ArtifactPath['store'];
    expect(codes({ model: Model.fromArtifact(ArtifactPath.of(store, 'fraud/3'), Runtime.ray('2.56')) })).toEqual(['models/foreign-store']);
  });

  test('lies on this cloud', () => {
    const elsewhere = { store: { uri: 'gs://acme' }, key: 'fraud/1', uri: 'gs://acme/fraud/1' } as unknown as ArtifactPath;
    expect(codes({ model: Model.fromArtifact(elsewhere, Runtime.ray('2.56')) })).toEqual(['models/foreign-uri']);
  });

  test('of a server that has images for GPUs only is for GPUs, though nobody said so', () => {
    expect(version({ model: Model.fromArtifact(path('fraud/3'), Runtime.vllm('0.27')) }).model.image?.uri).toBe('docker.io/acme/vllm:0.27.0');
    expect(version().model.image?.uri).toBe('docker.io/acme/ray:2.56.0');
  });

  test('an approval has a name, and a rejection a reason', () => {
    expect(codesOf(() => Approval.approved(' '))).toEqual(['models/approver']);
    expect(codesOf(() => Approval.rejected('ada@acme.io', ' '))).toEqual(['models/approver']);
  });
});

const said = { description: 'Scores payments', owner: 'payments@acme.io', intendedUse: 'Holds payments for review' };
const CARD = ModelCard.of({ ...said, riskRating: RiskRating.MEDIUM });

describe('a card', () => {
  test.each([
    ['without an owner', { owner: '' }], ['that says too much', { limitations: 'x'.repeat(1025) }], ['with a detail that says too much', { details: { Law: 'x'.repeat(1025) } }],
    ['with a measurement that is none', { metrics: [{ metricName: 'auc', value: Number.NaN }] }],
  ])('%s is refused', (_what, props) => expect(codesOf(() => ModelCard.of({ ...said, ...props }))).toEqual(['models/card']));

  test('says all that is wrong with it', () => expect(() => ModelCard.of({ ...said, owner: '', description: '' })).toThrow(/'description'.*'owner'/));
});
