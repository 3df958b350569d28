import { Duration } from '../units';
import { EndpointPlace, isInCluster } from './endpoint-place';
import { RolloutPlan } from './rollout-plan';

/** What new pods need at least to start, once forth and once back. */
export const LEAST_START_SECONDS = 240;

/** What Helm and its hooks themselves take. */
export const RELEASE_MARGIN_SECONDS = 120;

/**
 * How long a rollout in a cluster may be watched where its release ends after `longest`; absent where nothing ends it. Rollouts of Argo go on without a release.
 */
export function longestWatch(place: EndpointPlace | undefined, kind: RolloutPlan['kind'], longest: Duration | undefined): number | undefined {
  if (!longest || !place || !isInCluster(place)) return undefined;
  if (place.kind === 'deployment' && kind !== 'all-at-once') return undefined;
  return longest.toSeconds() - 2 * LEAST_START_SECONDS - RELEASE_MARGIN_SECONDS;
}
