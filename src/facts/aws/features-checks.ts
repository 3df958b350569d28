import { TAG_VALUE } from './features-catalog';
import { GroupFacts } from './features-group';

export interface FeatureProblem {
  readonly code: string;
  readonly message: string;
}

/** What AWS refuses of groups, whatever they are made of. */
export function featureProblems(groups: readonly GroupFacts[]): FeatureProblem[] {
  return groups.flatMap(({ groupName, owner }) => {
    if (owner === undefined || TAG_VALUE.pattern.test(owner)) return [];
    return [{
      code: 'features/owner',
      message: `'${owner}' is to answer for '${groupName}', which is kept as a tag of AWS, and a tag takes ${TAG_VALUE.allowed}: give the address or the name of a team`,
    }];
  });
}

/** What only SageMaker refuses of groups. */
export function sageMakerProblems(groups: readonly GroupFacts[]): FeatureProblem[] {
  return groups.filter(({ offline }) => offline).flatMap((group) => [...inMemory(group), ...partitioned(group)]);
}

/**
 * Its store in memory has no offline store beside it, and copies nothing there.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-storage-configurations-online-store.html#feature-store-storage-configurations-online-store-in-memory-tier
 */
function inMemory({ groupName, online }: GroupFacts): FeatureProblem[] {
  if (online !== 'low') return [];
  return [{
    code: 'features/low-latency-offline',
    message: `'${groupName}' is to answer from memory, and all of its values are to be kept offline, but a group of SageMaker in memory has no offline store: say 'offline: false', take `
      + 'OnlineLatency.STANDARD, or make two groups',
  }];
}

/** Tables are divided by the day of the event time, under a name that no column may have: https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-offline.html */
function partitioned({ groupName, eventTime, entityKeys, features }: GroupFacts): FeatureProblem[] {
  const name = `${eventTime}_trunc`;
  if (![...entityKeys, ...features].some((column) => column.name === name)) return [];
  return [{ code: 'features/reserved', message: `a column of '${groupName}' is called '${name}', by which SageMaker divides its table into days: give it another name` }];
}
