import { Identity, ModelRegistry } from '../../../src/awscdk';
import { AlertChannel, Approval, Model, ModelCard, ModelStage, Promotion, Runtime } from '../../../src/core';
import { Made, platform } from '../platforms';

/** A registry with everything, and versions of each kind. */
export function everyVersion(): Made {
  const made = platform({ platformName: 'acme-ml', alerts: [AlertChannel.email('ml@acme.io')] });
  const { stack, ml } = made;
  const registry = new ModelRegistry(stack, 'Fraud', {
    platform: ml,
    stage: ModelStage.STAGING,
    description: 'Fraud of cards',
    approvers: { 'ada@acme.io': Identity.role('arn:aws:iam::123456789012:role/risk') },
    promotions: [Promotion.to(ModelStage.PRODUCTION, '444455556666')],
    card: ModelCard.of({ description: 'Scores payments', owner: 'ada', intendedUse: 'Holds payments', metrics: [{ metricName: 'auc', value: 0.93 }] }),
  });
  registry.addVersion('V1', { model: Model.fromArtifact(ml.artifacts.path('fraud/1/model.tar.gz'), Runtime.xgboost('3.2')), approval: Approval.approved('ada@acme.io', 'good') });
  registry.addVersion('V2', { model: Model.fromArtifact(ml.artifacts.path('fraud/2'), Runtime.sklearn('1.4')), description: 'Newer payments' });
  registry.addVersion('V3', { model: Model.fromImage(ml.registry.imageUri('serving', '3')) });
  registry.addVersion('V4', { model: Model.fromRegistry(registry.version('1')) });
  registry.grantRegister(Identity.role('arn:aws:iam::123456789012:role/trainer'));
  registry.grantRead(Identity.role('arn:aws:iam::123456789012:role/deployer'));
  return made;
}
