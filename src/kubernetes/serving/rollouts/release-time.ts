import { ClusterPlace } from '../../../core/serving/cluster-endpoint-plan';
import { ModelEndpointPlan } from '../../../core/serving/model-endpoint-plan';
import { rolloutSeconds } from '../../../core/serving/rollout-plan';
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

export function releaseTime({ rollout }: ModelEndpointPlan<ClusterPlace>, longest: number | undefined): ReleaseTime {
  const watched = rolloutSeconds(rollout);
  const readySeconds = longest === undefined ? START_SECONDS : Math.min(START_SECONDS, Math.floor((longest - watched - MARGIN_SECONDS) / 2));
  const hookSeconds = watched + 2 * readySeconds;
  return { readySeconds, hookSeconds, releaseSeconds: hookSeconds + MARGIN_SECONDS };
}

/** What new pods need at least to start while Helm waits, before anybody watches them. */
const LEAST_START_SECONDS = 240;

/** The same of a release that waits for pods and then watches them; nothing where a deployment would end before that, and then only the start is waited for. */
export function watchingTime(plan: ModelEndpointPlan<ClusterPlace>, longest: number | undefined): ReleaseTime | undefined {
  const time = releaseTime(plan, longest);
  return time.readySeconds < LEAST_START_SECONDS ? undefined : time;
}

/** The same of a release that only waits for pods. */
export function startingTime(longest: number | undefined): ReleaseTime {
  const readySeconds = Math.min(START_SECONDS, (longest ?? Infinity) - MARGIN_SECONDS);
  return { readySeconds, hookSeconds: readySeconds, releaseSeconds: readySeconds + MARGIN_SECONDS };
}
