import { Target } from '../core/private';
import { CLUSTER_REFUSALS } from '../facts/aws/cluster-refusals';

/** What AWS cannot do for a platform. */
export const TARGET: Target = { name: 'awscdk', refusals: CLUSTER_REFUSALS };
