import { VariantPlan } from '../../../core/serving/variant-plan';
import { ClusterEndpointBinding } from '../cluster-endpoint-binding';
import { ClusterEndpointPlan, metadataOf, variantLabels, workloadName } from '../endpoint-labels';
import { START_SECONDS } from '../pods/model-pod';
import { podTemplate } from '../pods/pod-template';
import { isScaled } from '../scaling/autoscaler';

/** Old versions that are kept, to go back to. */
export const KEPT_VERSIONS = 3;

/** A Deployment, none of whose pods goes before a new one answers. */
export function deploymentOf(plan: ClusterEndpointPlan, variant: VariantPlan, binding: ClusterEndpointBinding): Record<string, unknown> {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf(plan, workloadName(plan, variant), variantLabels(plan, variant)),
    spec: {
      ...fixedReplicas(variant),
      revisionHistoryLimit: KEPT_VERSIONS,
      progressDeadlineSeconds: START_SECONDS,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '25%' } },
      selector: { matchLabels: variantLabels(plan, variant) },
      template: podTemplate(plan, variant, binding),
    },
  };
}

/** A number that an autoscaler moves is not said here, so that no deployment sets it back. */
export function fixedReplicas(variant: VariantPlan): { readonly replicas?: number } {
  return isScaled(variant) ? {} : { replicas: variant.scaling.max };
}
