import { VariantPlan } from '../../../core/serving/variant-plan';
import { FEATURES } from '../../features';
import { ClusterEndpointBinding } from '../cluster-endpoint-binding';
import { ClusterEndpointPlan, metadataOf, variantLabels, workloadName } from '../endpoint-labels';
import { START_SECONDS } from '../pods/model-pod';
import { podTemplate } from '../pods/pod-template';
import { analysisTemplate, HASH_ARGUMENT, NEW_PODS } from './analysis-template';
import { fixedReplicas, KEPT_VERSIONS } from './deployment';
import { guardsOf, prometheusOf } from './guards';

type Json = Record<string, unknown>;

/** Whether a rollout of this plan moves requests by its route; else by the number of pods. */
export function movesRequests({ place, variants, rollout }: ClusterEndpointPlan): boolean {
  const stepwise = rollout.kind === 'canary' || rollout.kind === 'linear';
  return stepwise && place.gateway !== undefined && variants.length === 1 && place.traits.provided.includes(FEATURES.gatewayRollouts);
}

/** The Service that new pods have for themselves meanwhile, where the rollout wants one. */
export function newPodsService(plan: ClusterEndpointPlan, variant: VariantPlan): string | undefined {
  const name = workloadName(plan, variant);
  if (plan.rollout.kind === 'blue-green') return `${name}-preview`;
  return movesRequests(plan) ? `${name}-canary` : undefined;
}

/** A Rollout, and what it measures: https://argo-rollouts.readthedocs.io/en/stable/features/specification/ */
export function argoRollout(plan: ClusterEndpointPlan, variant: VariantPlan, binding: ClusterEndpointBinding): Json[] {
  const name = workloadName(plan, variant);
  const guards = guardsOf(plan, binding, { variant, labels: [NEW_PODS] });
  const { kind, bakeSeconds } = plan.rollout;
  const analysis = guards.length > 0 ? { templates: [{ templateName: name }], args: [{ name: HASH_ARGUMENT, valueFrom: { podTemplateHashValue: 'Latest' } }] } : undefined;
  return [
    ...(analysis ? [analysisTemplate(plan, name, { guards, prometheus: prometheusOf(binding) }, kind === 'blue-green' ? bakeSeconds : undefined)] : []),
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: metadataOf(plan, name, variantLabels(plan, variant)),
      spec: {
        ...fixedReplicas(variant),
        revisionHistoryLimit: KEPT_VERSIONS,
        progressDeadlineSeconds: START_SECONDS,
        // New pods that do not start are given up, and those before stay.
        progressDeadlineAbort: true,
        selector: { matchLabels: variantLabels(plan, variant) },
        template: podTemplate(plan, variant, binding),
        strategy: kind === 'blue-green' ? { blueGreen: blueGreen(plan, variant, analysis) } : { canary: canary(plan, variant, analysis) },
      },
    },
  ];
}

function canary(plan: ClusterEndpointPlan, variant: VariantPlan, analysis: Json | undefined): Json {
  const { steps, bakeSeconds } = plan.rollout;
  const name = workloadName(plan, variant);
  return {
    maxUnavailable: 0,
    maxSurge: '25%',
    ...(movesRequests(plan) ? {
      stableService: name,
      canaryService: newPodsService(plan, variant),
      trafficRouting: { plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: plan.name, namespace: plan.place.namespace } } },
    } : {}),
    ...(analysis ? { analysis: { ...analysis, startingStep: 1 } } : {}),
    steps: steps.flatMap((setWeight) => [{ setWeight }, { pause: { duration: `${bakeSeconds}s` } }]),
  };
}

/** The old pods stay until the new ones have been watched, and as long as the user says. */
function blueGreen(plan: ClusterEndpointPlan, variant: VariantPlan, analysis: Json | undefined): Json {
  const { bakeSeconds, keepOldSeconds } = plan.rollout;
  return {
    activeService: workloadName(plan, variant),
    previewService: newPodsService(plan, variant),
    autoPromotionEnabled: true,
    scaleDownDelaySeconds: bakeSeconds + keepOldSeconds,
    ...(analysis ? { postPromotionAnalysis: analysis } : {}),
  };
}
