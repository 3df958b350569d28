import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES, stacks, synthesized, templates } from './examples.mjs';
import { sharedChecker } from './shared-checker.mjs';

/** Pins and values of Helm releases. Our own manifest chart is not among those that the checker knows. */
export function run(tally) {
  const foreign = EXAMPLES.filter(([target, scenario]) => (target === 'awscdk' ? templates(scenario).some(hasChart) : stacks(target, scenario).some(hasRelease)));
  return sharedChecker(tally, 'check-charts', foreign.map(([target, scenario]) => synthesized(target, scenario)));
}

function hasChart(template) {
  const { Resources = {} } = JSON.parse(readFileSync(template, 'utf8'));
  return Object.values(Resources).some(({ Type, Properties }) => Type === 'Custom::AWSCDK-EKS-HelmChart' && Properties.Repository !== undefined);
}

function hasRelease(stack) {
  const { resource = {} } = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8'));
  return Object.values(resource.helm_release ?? {}).some(({ repository }) => repository);
}
