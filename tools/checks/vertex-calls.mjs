import { synthesized } from './examples.mjs';
import { sharedChecker } from './shared-checker.mjs';

/** The calls of restful resources against Vertex AI's discovery document. */
export function run(tally) {
  sharedChecker(tally, 'check-vertex', [synthesized('tfgcp', 'model-registry')]);
}
