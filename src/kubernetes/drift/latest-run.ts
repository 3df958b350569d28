import { longestDistanceSeconds } from '../../core/drift/run-distance';
import { ClusterDriftPlan } from './drift-labels';

/** Time to get a node, and to pull the image. */
const START_SECONDS = 15 * 60;

/** So long after the last run that ended well the next one has ended, or something is wrong. */
export function latestRunSeconds({ schedule, maxRunSeconds }: Pick<ClusterDriftPlan, 'schedule' | 'maxRunSeconds'>): number {
  return longestDistanceSeconds(schedule) + maxRunSeconds + START_SECONDS;
}
