import { ClusterPlace } from './cluster-endpoint-plan';
import { ModelEndpointPlan } from './model-endpoint-plan';

/** What new pods need at least to start, once forth and once back. */
const START_SECONDS = 240;

/** How long a rollout is watched as a whole. */
export function rolloutSeconds({ rollout: { steps, bakeSeconds, keepOldSeconds } }: Pick<ModelEndpointPlan<ClusterPlace>, 'rollout'>): number {
  return steps.length * bakeSeconds + keepOldSeconds;
}

/** How long a deployment waits at least where it shifts the requests itself. */
export function leastReleaseSeconds(plan: Pick<ModelEndpointPlan<ClusterPlace>, 'rollout'>): number {
  return rolloutSeconds(plan) + START_SECONDS;
}
