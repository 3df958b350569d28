import { ClusterPlace } from '../../../core/serving/cluster-endpoint-plan';
import { LEAST_START_SECONDS, RELEASE_MARGIN_SECONDS } from '../../../core/serving/cluster-release';
import { ModelEndpointPlan } from '../../../core/serving/model-endpoint-plan';
import { rolloutSeconds } from '../../../core/serving/rollout-plan';
import { START_SECONDS } from '../pods/model-pod';

/** How long the parts of a release may take. */
export interface ReleaseTime {
  /** Until new pods answer, and once more if it goes back. */
  readonly readySeconds: number;
  /** A hook as a whole. */
  readonly hookSeconds: number;
  /** Helm, for each of its steps. */
  readonly releaseSeconds: number;
}

type Plan = Pick<ModelEndpointPlan<ClusterPlace>, 'rollout'>;

/** Of a release whose hook waits for pods. */
export function releaseTime({ rollout }: Plan, longest: number | undefined): ReleaseTime {
  const watched = rolloutSeconds(rollout);
  const readySeconds = longest === undefined ? START_SECONDS : Math.min(START_SECONDS, Math.floor((longest - watched - RELEASE_MARGIN_SECONDS) / 2));
  const hookSeconds = watched + 2 * readySeconds;
  return { readySeconds, hookSeconds, releaseSeconds: hookSeconds + RELEASE_MARGIN_SECONDS };
}

/** Of a release in which Helm itself waits for pods, and a hook only watches them then: both together end in time. */
export function watchTime({ rollout }: Plan, longest: number | undefined): ReleaseTime {
  if (longest === undefined) return releaseTime({ rollout }, longest);
  const hookSeconds = rolloutSeconds(rollout) + RELEASE_MARGIN_SECONDS;
  const readySeconds = longest - hookSeconds;
  return { readySeconds, hookSeconds, releaseSeconds: Math.max(readySeconds, hookSeconds) };
}

/** Whether a release ends before its rollout would, which only a rollout of Argo may that goes on without it. */
export function endsBefore(plan: Plan, longest: number | undefined): boolean {
  return releaseTime(plan, longest).readySeconds < LEAST_START_SECONDS;
}
