import { VariantPlan } from '../../../core/serving/variant-plan';
import { ClusterEndpointBinding } from '../cluster-endpoint-binding';
import { ClusterEndpointPlan } from '../endpoint-labels';
import { meterOf } from './meter';
import { LEAVING, modelPod, probesOf } from './model-pod';
import { serverOf } from './model-server';

/** A pod of a plain workload: the model, fetched before it starts, and the meter before it. */
export function podTemplate(plan: ClusterEndpointPlan, variant: VariantPlan, binding: ClusterEndpointBinding): Record<string, unknown> {
  const server = serverOf(variant.model, plan.name, variant.gpus);
  const { labels, spec, initContainers, container, volumes } = modelPod(plan, variant, server, binding);
  return {
    metadata: { labels },
    spec: {
      ...spec,
      initContainers: [...initContainers, meterOf(plan, variant, server, binding.requestLog ?? false)],
      containers: [{ name: 'model', ...container, ports: [{ name: server.grpc ? 'grpc' : 'http', containerPort: server.port }], ...probesOf(server), lifecycle: LEAVING }],
      volumes,
    },
  };
}
