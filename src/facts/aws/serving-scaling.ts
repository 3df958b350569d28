import { SageMakerEndpoint, ServedVariant } from './serving-endpoint';
import { SeriesFacts, utilization, variantLatency } from './serving-metrics';

/** What Application Auto Scaling moves. */
export interface ScalableFacts {
  readonly resourceId: string;
  readonly dimension: string;
  /** The metric of the service itself for requests a minute. */
  readonly requestsMetric: string;
}

/** What a user wants to be held: requests a minute and replica, percent, milliseconds. */
export interface TrackedValue {
  readonly kind: string;
  readonly target: number;
}

/** What is held at a value. */
export interface TrackingFacts {
  readonly target: number;
  /** A metric of the service's own, or a series. */
  readonly predefined?: string;
  readonly series?: SeriesFacts;
}

export const SCALING_SERVICE = 'sagemaker';

/**
 * The machines of a variant, or the copies of a component: https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html,
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html
 */
export function scalable(endpoint: SageMakerEndpoint, variant: ServedVariant): ScalableFacts {
  if (endpoint.place.kind === 'scale-to-zero') {
    return {
      resourceId: `inference-component/${endpoint.name}`,
      dimension: 'sagemaker:inference-component:DesiredCopyCount',
      requestsMetric: 'SageMakerInferenceComponentInvocationsPerCopy',
    };
  }
  return {
    resourceId: `endpoint/${endpoint.name}/variant/${variant.name}`,
    dimension: 'sagemaker:variant:DesiredInstanceCount',
    requestsMetric: 'SageMakerVariantInvocationsPerInstance',
  };
}

/** A value that is held, as CloudWatch has it: https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-add-code-define.html */
export function tracking(endpoint: SageMakerEndpoint, variant: ServedVariant, { kind, target }: TrackedValue): TrackingFacts {
  if (kind === 'requests') return { target, predefined: scalable(endpoint, variant).requestsMetric };
  if (kind === 'latency') return { target: target * 1_000, series: variantLatency(endpoint, variant) };
  const { series, units } = utilization(endpoint, variant, kind as 'cpu' | 'gpu');
  return { target: target * units, series };
}

/** Machines take minutes to start, so that they go later than they come. */
export const COOLDOWN_SECONDS = { in: 300, out: 60 } as const;

/**
 * From nothing to one copy, as soon as a request found none: target tracking has nothing to go by while there is none.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-zero-instances.html
 */
export const FROM_ZERO = {
  adjustmentType: 'ChangeInCapacity', metricAggregationType: 'Maximum', cooldownSeconds: 60, copies: 1, periodSeconds: 30, statistic: 'Maximum',
} as const;
