import { METER_PORTS } from '../../../core/serving/meter-ports';
import { modelsOf } from '../../../core/serving/model-endpoint-plan';
import { VariantPlan } from '../../../core/serving/variant-plan';
import { ClusterEndpointPlan, metadataOf, variantLabels, workloadName } from '../endpoint-labels';
import { serverOf } from '../pods/model-server';
import { newPodsService } from '../rollouts/argo-rollout';

/** The port of all services. */
export const SERVICE_PORT = 80;

/** A Service for each model, and for the new pods of a rollout. Argo Rollouts says itself which pods each of its two selects. */
export function servicesOf(plan: ClusterEndpointPlan): Array<Record<string, unknown>> {
  return modelsOf(plan).flatMap((variant) => {
    const isShadow = variant === plan.shadow;
    const more = isShadow ? undefined : newPodsService(plan, variant);
    return [serviceOf(plan, variant, workloadName(plan, variant)), ...(more ? [serviceOf(plan, variant, more)] : [])];
  });
}

function serviceOf(plan: ClusterEndpointPlan, variant: VariantPlan, name: string): Record<string, unknown> {
  const { grpc } = serverOf(variant.model, plan.name);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(plan, name, variantLabels(plan, variant)),
    spec: {
      selector: variantLabels(plan, variant),
      ports: [{ name: grpc ? 'grpc' : 'http', port: SERVICE_PORT, targetPort: METER_PORTS.requests, appProtocol: grpc ? 'kubernetes.io/h2c' : 'http' }],
    },
  };
}
