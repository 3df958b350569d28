import { AlarmProps, Comparison, Severity, Statistic } from '../observability';
import { IModelEndpointMetrics } from './model-endpoint';
import { ModelEndpointPlan } from './model-endpoint-plan';

/** An alarm that an endpoint has: a target makes it with its own `Alarm`. */
export interface EndpointAlarm extends AlarmProps {
  /** What it is called in the tree. */
  readonly id: string;
  /** What it is called by the cloud, behind the endpoint's name. */
  readonly suffix: string;
  /** Whether it sends a rollout back. */
  readonly guards: boolean;
}

export function endpointAlarms(plan: ModelEndpointPlan, metrics: IModelEndpointMetrics): EndpointAlarm[] {
  const { name, severity, objectives, rollout } = plan;
  const { latencyMillis, errorPercent, saturationPercent } = objectives;
  const above = { comparison: Comparison.ABOVE, guards: rollout.ownAlarms };
  const latency: EndpointAlarm[] = latencyMillis === undefined ? [] : [{
    ...above,
    id: 'Slow',
    suffix: 'slow',
    metric: metrics.latency(Statistic.P99),
    threshold: latencyMillis,
    severity: Severity.WARNING,
    description: `${name}: one of 100 requests takes more than ${latencyMillis} ms. Look for replicas that are busy, and for what changed in the model; raise the most replicas where all run.`,
  }];
  return [
    {
      ...above,
      severity,
      id: 'Failing',
      suffix: 'failing',
      metric: metrics.errorPercent(),
      threshold: errorPercent,
      description: `${name}: more than ${errorPercent} % of the requests fail by the endpoint's own fault. Read the logs of its containers; a rollout that is on its way goes back by itself.`,
    },
    ...latency,
    {
      ...above,
      guards: false,
      id: 'Busy',
      suffix: 'busy',
      metric: metrics.saturation(),
      threshold: saturationPercent,
      severity: Severity.WARNING,
      description: `${name}: its replicas are more than ${saturationPercent} % busy although their number may grow. Raise the most replicas, or take a larger machine.`,
    },
  ];
}

/** How many alarms of the endpoint itself send its rollouts back: that for errors, and that for latency where there is an objective. */
export function ownGuards({ rollout, objectives }: Pick<ModelEndpointPlan, 'rollout' | 'objectives'>): number {
  if (!rollout.ownAlarms) return 0;
  return objectives.latencyMillis === undefined ? 1 : 2;
}
