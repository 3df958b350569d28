import { AlarmProps, Comparison, IMetric, Severity, Statistic } from '../observability';
import { IModelEndpointMetrics } from './model-endpoint';
import { ModelEndpointPlan } from './model-endpoint-plan';
import { fewestReplicas } from './scaling-plan';

/** An alarm that an endpoint has: a target makes it with its own `Alarm`. */
export interface EndpointAlarm extends AlarmProps {
  /** What it is called in the tree. */
  readonly id: string;
  /** What it is called by the cloud, behind the endpoint's name. */
  readonly suffix: string;
  /** Whether it sends a rollout back. */
  readonly guards: boolean;
}

/** What an endpoint is measured by. */
export interface EndpointMeasurements extends IModelEndpointMetrics {
  /** Replicas that are there, all variants together; absent where nothing counts them. */
  replicas?(): IMetric;
}

/** In how many minutes in a row nobody is there before people are called. */
const ABSENT_PERIODS = 5;

export function endpointAlarms(plan: ModelEndpointPlan, metrics: EndpointMeasurements): EndpointAlarm[] {
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
    ...absent(plan, metrics.replicas?.()),
  ];
}

/** Where nobody answers, nothing fails, is slow or is busy. */
function absent({ name, severity, variants }: ModelEndpointPlan, replicas: IMetric | undefined): EndpointAlarm[] {
  const mayBeNone = variants.some(({ scaling }) => fewestReplicas(scaling) === 0);
  if (!replicas || mayBeNone) return [];
  return [{
    severity,
    id: 'Absent',
    suffix: 'absent',
    guards: false,
    metric: replicas,
    threshold: 1,
    comparison: Comparison.BELOW,
    periods: ABSENT_PERIODS,
    description: `${name}: no replica answers. Look at the events of its pods: nodes without room, an image or a model that cannot be fetched.`,
  }];
}

/** How many alarms of the endpoint itself send its rollouts back: that for errors, and that for latency where there is an objective. */
export function ownGuards({ rollout, objectives }: Pick<ModelEndpointPlan, 'rollout' | 'objectives'>): number {
  if (!rollout.ownAlarms) return 0;
  return objectives.latencyMillis === undefined ? 1 : 2;
}
