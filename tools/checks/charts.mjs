import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stacks, synthesized, TERRAFORM_TARGETS } from './examples.mjs';
import { sharedChecker } from './shared-checker.mjs';

/** Pins and values of Helm releases. Our own manifest chart is not among those that the checker knows. */
export function run(tally) {
  const foreign = TERRAFORM_TARGETS.filter((target) => stacks(target).some((stack) => {
    const { resource = {} } = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8'));
    return Object.values(resource.helm_release ?? {}).some(({ repository }) => repository);
  }));
  if (foreign.length === 0) return tally.skip('check-charts', 'the flagship installs no chart from a repository');
  return sharedChecker(tally, 'check-charts', foreign.map((target) => synthesized(target)));
}
