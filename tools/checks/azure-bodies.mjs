import { synthesized } from './flagship.mjs';
import { sharedChecker } from './shared-checker.mjs';

/** The ARM bodies of azapi resources against the published types. */
export function run(tally) {
  sharedChecker(tally, 'check-arm', [synthesized('tfazure')]);
}
