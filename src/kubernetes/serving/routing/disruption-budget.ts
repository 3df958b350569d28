import { VariantPlan } from '../../../core/serving/variant-plan';
import { ClusterEndpointPlan, metadataOf, variantLabels, workloadName } from '../endpoint-labels';

/** Whoever empties nodes takes one replica after the other, and any that does not answer anyway: https://kubernetes.io/docs/tasks/run-application/configure-pdb/ */
export function disruptionBudget(plan: ClusterEndpointPlan, variant: VariantPlan): Record<string, unknown> {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataOf(plan, workloadName(plan, variant), variantLabels(plan, variant)),
    spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: variantLabels(plan, variant) } },
  };
}
