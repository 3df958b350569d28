import { synthesized } from './examples.mjs';
import { sharedChecker } from './shared-checker.mjs';

/** The ARM bodies of azapi resources against the published types. */
export function run(tally) {
  sharedChecker(tally, 'check-arm', [synthesized('tfazure'), synthesized('tfazure', 'model-registry')]);
}
