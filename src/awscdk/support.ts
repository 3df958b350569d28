import { Target } from '../core/private';
import { REFUSALS } from '../facts/aws/refusals';

/** What AWS cannot do of what core can say. */
export const TARGET: Target = { name: 'awscdk', refusals: REFUSALS };
