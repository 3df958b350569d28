import { ScalingPlan, TrackedTarget } from '../../core/serving/scaling-plan';
import { SERVING_METRICS } from '../../facts/azure/serving-metrics';
import { ENDPOINT, DEPLOYMENT, DEPLOYMENT_NAME } from './placeholders';

/** A rule of a profile of `Microsoft.Insights/autoscalesettings@2022-10-01`. */
export interface AutoscaleRule {
  readonly metricTrigger: {
    readonly metricName: string;
    readonly metricNamespace: string;
    readonly metricResourceUri: string;
    readonly dimensions?: ReadonlyArray<{ readonly DimensionName: string; readonly Operator: 'Equals'; readonly Values: readonly string[] }>;
    readonly dividePerInstance?: boolean;
    readonly timeGrain: 'PT1M';
    readonly statistic: 'Average';
    readonly timeWindow: string;
    readonly timeAggregation: 'Average';
    readonly operator: 'GreaterThan' | 'LessThan';
    readonly threshold: number;
  };
  readonly scaleAction: { readonly direction: 'Increase' | 'Decrease'; readonly type: 'ChangeCount'; readonly value: string; readonly cooldown: string };
}

type Watched = Omit<AutoscaleRule['metricTrigger'], 'timeGrain' | 'statistic' | 'timeWindow' | 'timeAggregation' | 'operator' | 'threshold'>;

/** Far enough below the target that one replica less does not go above it at once: https://learn.microsoft.com/en-us/azure/azure-monitor/autoscale/autoscale-flapping */
const SCALE_IN_SHARE = 0.5;

/** Up soon, and down slowly: a replica needs minutes until it serves. */
const UP = { timeWindow: 'PT5M', cooldown: 'PT5M' } as const;
const DOWN = { timeWindow: 'PT15M', cooldown: 'PT10M' } as const;

/**
 * A rule up and a rule down for each target. With several rules Azure Monitor takes the one that wants most replicas, and takes replicas away when all would:
 * https://learn.microsoft.com/en-us/azure/azure-monitor/autoscale/autoscale-understanding-settings#how-does-autoscale-evaluate-multiple-rules
 */
export function autoscaleRules({ tracked }: Pick<ScalingPlan, 'tracked'>): AutoscaleRule[] {
  return tracked.flatMap((target): AutoscaleRule[] => [
    {
      metricTrigger: { ...watched(target), timeGrain: 'PT1M', statistic: 'Average', timeWindow: UP.timeWindow, timeAggregation: 'Average', operator: 'GreaterThan', threshold: target.target },
      scaleAction: { direction: 'Increase', type: 'ChangeCount', value: '1', cooldown: UP.cooldown },
    },
    {
      metricTrigger: {
        ...watched(target), timeGrain: 'PT1M', statistic: 'Average', timeWindow: DOWN.timeWindow, timeAggregation: 'Average', operator: 'LessThan', threshold: target.target * SCALE_IN_SHARE,
      },
      scaleAction: { direction: 'Decrease', type: 'ChangeCount', value: '1', cooldown: DOWN.cooldown },
    },
  ]);
}

/** Latency is told by the endpoint for each deployment, all else by the deployment itself. */
function watched({ kind }: TrackedTarget): Watched {
  const { latency, deploymentRequests, cpu, gpu } = SERVING_METRICS;
  if (kind === 'latency') {
    return {
      metricName: latency.name,
      metricNamespace: latency.namespace,
      metricResourceUri: ENDPOINT,
      dimensions: [{ DimensionName: latency.dimension, Operator: 'Equals', Values: [DEPLOYMENT_NAME] }],
    };
  }
  const { name, namespace } = { requests: deploymentRequests, cpu, gpu }[kind];
  return { metricName: name, metricNamespace: namespace, metricResourceUri: DEPLOYMENT, ...(kind === 'requests' ? { dividePerInstance: true } : {}) };
}
