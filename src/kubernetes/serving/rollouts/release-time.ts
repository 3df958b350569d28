import { ClusterPlace } from '../../../core/serving/cluster-endpoint-plan';
import { rolloutSeconds } from '../../../core/serving/cluster-release';
import { ModelEndpointPlan } from '../../../core/serving/model-endpoint-plan';
import { START_SECONDS } from '../pods/model-pod';

/** What Helm and the hooks themselves take. */
const MARGIN_SECONDS = 120;

/** How long the parts of a release may take. */
export interface ReleaseTime {
  /** Until new pods answer, and once more if it goes back. */
  readonly readySeconds: number;
  /** A hook as a whole. */
  readonly hookSeconds: number;
  /** Helm, for each of its steps. */
  readonly releaseSeconds: number;
}

export function releaseTime(plan: ModelEndpointPlan<ClusterPlace>, longest: number | undefined): ReleaseTime {
  const watched = rolloutSeconds(plan);
  const readySeconds = longest === undefined ? START_SECONDS : Math.min(START_SECONDS, Math.floor((longest - watched - MARGIN_SECONDS) / 2));
  const hookSeconds = watched + 2 * readySeconds;
  return { readySeconds, hookSeconds, releaseSeconds: hookSeconds + MARGIN_SECONDS };
}
