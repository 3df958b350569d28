import { Problems } from '../private';
import { EndpointObjectives } from './endpoint-objectives';

/** What callers may expect. */
export interface ObjectivesPlan {
  readonly latencyMillis?: number;
  readonly errorPercent: number;
  readonly saturationPercent: number;
}

export function checkObjectives({ latencyP99, errorPercent = 1, saturationPercent = 90 }: EndpointObjectives, problems: Problems): ObjectivesPlan {
  Object.entries({ errorPercent, saturationPercent }).filter(([, percent]) => !(percent > 0 && percent < 100)).forEach(([name, percent]) => {
    problems.add('serving/objective', `'${name}' of ${percent} is no objective: give more than 0 and less than 100`);
  });
  if (latencyP99?.toMilliseconds() === 0) problems.add('serving/objective', 'an answer within no time cannot be expected: give a time');
  return { latencyMillis: latencyP99?.toMilliseconds(), errorPercent, saturationPercent };
}
