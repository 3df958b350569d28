import { TrackedTarget } from '../../../core/serving/scaling-plan';
import { VariantPlan } from '../../../core/serving/variant-plan';
import { ClusterEndpointBinding } from '../cluster-endpoint-binding';
import { ClusterEndpointPlan, metadataOf, variantLabels, workloadName } from '../endpoint-labels';
import { endpointQueries, modelContainer } from '../endpoint-queries';
import { prometheusOf } from '../rollouts/guards';
import { scheduledLimits } from './scheduled-limits';

type Json = Record<string, unknown>;

/** What is scaled. */
export interface ScaledWorkload {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** Replicas leave slowly: each has to load its model again. */
const LEAVE_WINDOW_SECONDS = 300;
const BEHAVIOR = { scaleDown: { stabilizationWindowSeconds: LEAVE_WINDOW_SECONDS } };

/** Whether something other than its own resource says how many replicas a workload has. */
export function isScaled({ scaling }: VariantPlan): boolean {
  return scaling.tracked.length > 0 || scaling.schedules.length > 0;
}

/**
 * What moves the number of replicas: an autoscaler of Kubernetes where CPUs alone decide, else a ScaledObject of KEDA, which makes one
 * (https://keda.sh/docs/2.20/reference/scaledobject-spec/).
 */
export function autoscalerOf(plan: ClusterEndpointPlan, variant: VariantPlan, binding: ClusterEndpointBinding, target: ScaledWorkload): Json[] {
  if (!isScaled(variant)) return [];
  const { min, max, tracked, schedules } = variant.scaling;
  const name = workloadName(plan, variant);
  const metadata = metadataOf(plan, name, variantLabels(plan, variant));
  const scaleTargetRef = { ...target };
  if (schedules.length === 0 && tracked.every(({ kind }) => kind === 'cpu')) {
    const metrics = tracked.map(({ target: averageUtilization }) => {
      return { type: 'ContainerResource', containerResource: { name: 'cpu', container: modelContainer(plan), target: { type: 'Utilization', averageUtilization } } };
    });
    return [{
      apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata, spec: { scaleTargetRef, minReplicas: min, maxReplicas: max, metrics, behavior: BEHAVIOR },
    }];
  }
  return [
    {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata,
      spec: {
        scaleTargetRef,
        minReplicaCount: min,
        maxReplicaCount: max,
        pollingInterval: 15,
        advanced: { horizontalPodAutoscalerConfig: { behavior: BEHAVIOR } },
        triggers: tracked.map((wish) => triggerOf(wish, plan, variant, prometheusOf(binding))),
      },
    },
    ...scheduledLimits(plan, variant, name),
  ];
}

function triggerOf({ kind, target }: TrackedTarget, plan: ClusterEndpointPlan, variant: VariantPlan, serverAddress: string): Json {
  // https://keda.sh/docs/2.20/scalers/cpu/
  if (kind === 'cpu') return { type: 'cpu', metricType: 'Utilization', metadata: { value: String(target), containerName: modelContainer(plan) } };
  const { rate, averageLatency, saturation } = endpointQueries(plan, { variant, window: '1m' });
  // Requests are divided by the replicas; what is an average already is compared as it is. https://keda.sh/docs/2.20/scalers/prometheus/
  const [metricType, query] = kind === 'requests' ? ['AverageValue', `60 * ${rate}`] : ['Value', numberOf(kind === 'latency' ? averageLatency : saturation)];
  return { type: 'prometheus', metricType, metadata: { serverAddress, query, threshold: String(target), ignoreNullValues: 'true' } };
}

/** Where nobody asks there is no average, which would be no number to an autoscaler. */
function numberOf(query: string): string {
  return `(${query}) >= 0 or vector(0)`;
}
