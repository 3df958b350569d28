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

/**
 * What only SageMaker refuses of groups: its store in memory has no offline store beside it, and copies nothing there.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-storage-configurations-online-store.html#feature-store-storage-configurations-online-store-in-memory-tier
 */
export function sageMakerProblems(groups: readonly GroupFacts[]): FeatureProblem[] {
  return groups.filter(({ online, offline }) => online === 'low' && offline).map(({ groupName }) => ({
    code: 'features/low-latency-offline',
    message: `'${groupName}' is to answer from memory, and all of its values are to be kept offline, but a group of SageMaker in memory has no offline store: say 'offline: false', take `
      + 'OnlineLatency.STANDARD, or make two groups',
  }));
}
