import { ClusterPlace } from './cluster-endpoint-plan';
import { ModelEndpointPlan } from './model-endpoint-plan';
import { rolloutSeconds } from './rollout-plan';

/** What new pods need at least to start, once forth and once back. */
const START_SECONDS = 240;

/** How long a deployment waits at least where it shifts the requests itself. */
export function leastReleaseSeconds({ rollout }: Pick<ModelEndpointPlan<ClusterPlace>, 'rollout'>): number {
  return rolloutSeconds(rollout) + START_SECONDS;
}
