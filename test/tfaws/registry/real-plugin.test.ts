import { Approval, Model, ModelCard, ModelStage, Profile, Promotion, RiskRating, Runtime } from '../../../src/core';
import { Identity, ModelRegistry } from '../../../src/tfaws';
import { danglingReferences, expectPassed, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { stage } from '../platforms';

const RISK = Identity.role('arn:aws:iam::123456789012:role/risk');

/** What each text of Terraform takes for its own. */
const WRITTEN = { interpolated: 'AUC of ${x} "0.93"', directive: 'a %{ if } b' };

test.each(Object.values(WRITTEN))("the real plugin takes '%s' in a description, a card and a reason, and SageMaker gets what was written", (text) => {
  const { platform, synth } = stage({ profile: Profile.development() });
  const card = ModelCard.of({ description: text, owner: 'ada', intendedUse: text, details: { more: text } });
  const registry = new ModelRegistry(platform, 'Fraud', { platform, approvers: { 'ada@acme.io': RISK }, description: text, card });
  registry.addVersion('V1', {
    model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.xgboost('3.2')), description: text, approval: Approval.approved('ada@acme.io', text),
  });
  const stack = synth();
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
  const [version] = Object.keys(stack.resources('aws_cloudcontrolapi_resource'));
  const [group] = Object.keys(stack.resources('aws_sagemaker_model_package_group'));
  const state = `jsondecode(aws_cloudcontrolapi_resource.${version}.desired_state)`;
  const expected = JSON.stringify(text).replaceAll('${', () => '$${').replaceAll('%{', '%%{');
  expectPassed(terraformMockedApply(stack, {
    expect: [
      `aws_sagemaker_model_package_group.${group}.model_package_group_description == ${expected}`,
      `${state}.ModelPackageDescription == ${expected}`,
      `${state}.ApprovalDescription == "ada@acme.io: ${expected.slice(1)}`,
      `jsondecode(${state}.ModelCard.ModelCardContent).intended_uses.intended_uses == ${expected}`,
    ],
  }));
}, 240_000);

test.each([['of a known account', '123456789012'], ['of an account that is known at deployment only', undefined]])('the real plugin takes a registry %s', (_, accountId) => {
  const { platform, synth } = stage({ profile: Profile.development(), accountId });
  const registry = new ModelRegistry(platform, 'Fraud', {
    platform,
    approvers: { 'ada@acme.io': RISK },
    description: 'Fraud of cards',
    promotions: [Promotion.to(ModelStage.STAGING, '444455556666'), Promotion.to(ModelStage.PRODUCTION, '777788889999')],
    card: ModelCard.of({ description: 'Scores "cards"', owner: 'ada', intendedUse: 'Holds ${payments}', riskRating: RiskRating.HIGH, metrics: [{ metricName: 'auc', value: 0.9 }] }),
  });
  registry.grantRegister(Identity.role('arn:aws:iam::123456789012:role/trainer'));
  registry.grantRead(Identity.user('arn:aws:iam::123456789012:user/ada'));
  registry.addVersion('V1', { model: Model.fromArtifact(platform.artifacts.path('fraud/1/model.tar.gz'), Runtime.xgboost('3.2')), approval: Approval.approved('ada@acme.io', 'good') });
  registry.addVersion('V2', { model: Model.fromArtifact(platform.artifacts.path('fraud/2'), Runtime.sklearn('1.4')), description: 'Newer payments' });
  registry.addVersion('V3', { model: Model.fromImage(platform.registry.imageUri('serving', '3')) });
  registry.addVersion('V4', { model: Model.fromRegistry(registry.version('1')), approval: Approval.rejected('ada@acme.io', 'a copy') });
  const stack = synth();
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
  expectPassed(terraformMockedApply(stack, { expect: ['output.fraud_registry_id != ""'] }));
}, 240_000);
