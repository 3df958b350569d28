import {
  AlertChannel, Approval, EndpointKind, IIdentity, IMlPlatform, IModelEndpoint, IModelVersion, MlPlatformProps, Model, ModelCard, Promotion,
  RiskRating, Runtime,
} from 'ml-platform-constructs';

/** What Acme wants of its ML platforms, wherever they run: one for each stage. */
export const acme: MlPlatformProps = {
  platformName: 'acme-ml',
  alerts: [AlertChannel.email('ml@acme.io')],
  tags: { team: 'payments' },
};

/** What people have to know of the model before they use it; it goes with each version. */
const card = ModelCard.of({
  description: 'Scores card payments for fraud',
  owner: 'payments-ml@acme.io',
  intendedUse: 'Holds a payment for review; never refuses one by itself',
  limitations: 'Knows no payments between companies',
  riskRating: RiskRating.MEDIUM,
  trainingData: 'Card payments of 2025-01 to 2026-05, without names and card numbers',
  metrics: [{ metricName: 'auc', value: 0.93, dataset: 'holdout-2026-06' }],
});

/** Development: training adds versions, and Ada looks at each before it goes on. */
export function develop(ml: IMlPlatform, runtime: Runtime, ada: IIdentity, promotions?: Promotion[]): IModelVersion {
  const registry = ml.addModelRegistry('FraudModels', { approvers: { 'ada@acme.io': ada }, promotions, card });
  return registry.addVersion('V7', {
    model: Model.fromArtifact(ml.artifacts.path('fraud/7'), runtime),
    description: 'Has seen the payments of May',
    approval: Approval.approved('ada@acme.io', 'AUC 0.93 on the holdout of June'),
  });
}

/** Staging: what Ada let through is tried as in production, and Grace lets it go on. */
export function tryOut(ml: IMlPlatform, developed: IModelVersion, grace: IIdentity, promotions?: Promotion[]): IModelVersion {
  const registry = ml.addModelRegistry('FraudModels', { approvers: { 'grace@acme.io': grace }, promotions, card });
  return registry.addVersion('V7', {
    model: Model.fromRegistry(developed),
    approval: Approval.approved('grace@acme.io', 'A week of copied requests without an alarm'),
  });
}

/** Production: what Grace let through is served, as soon as the risk office has approved it. */
export function serve(ml: IMlPlatform, tried: IModelVersion, risk: IIdentity, runtime?: Runtime, kind?: EndpointKind): IModelEndpoint {
  const registry = ml.addModelRegistry('FraudModels', { approvers: { 'risk@acme.io': risk }, card });
  const version = registry.addVersion('V7', {
    model: Model.fromRegistry(tried),
    approval: Approval.approved('risk@acme.io', 'Release of July'),
  });
  return ml.addModelEndpoint('Fraud', { model: Model.fromRegistry(version, runtime), kind });
}
