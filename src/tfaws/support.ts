import { Target } from '../core/private';

/** What AWS cannot do for a platform: nothing that core's language can say. */
export const TARGET: Target = { name: 'tfaws', refusals: {} };
