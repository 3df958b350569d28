import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { scenariosOf, stacks } from './examples.mjs';
import { sharedChecker } from './shared-checker.mjs';

/** The namespace whose published types the checker has; bodies of others are checked by the azapi plugin itself, at validate. */
const NAMESPACE = 'Microsoft.MachineLearningServices/';

/** The ARM bodies of azapi resources against the published types. */
export function run(tally) {
  const folder = join(root, '.cache', 'azure-bodies');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const found = scenariosOf('tfazure').flatMap((scenario) => stacks('tfazure', scenario).map((stack) => bodies(stack)));
  found.forEach((resource, i) => writeFileSync(join(folder, `${i}.tf.json`), JSON.stringify({ resource })));
  return sharedChecker(tally, 'check-arm', [folder]);
}

function bodies(stack) {
  const { resource = {} } = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8'));
  return Object.fromEntries(['azapi_resource', 'azapi_update_resource'].map((kind) => {
    return [kind, Object.fromEntries(Object.entries(resource[kind] ?? {}).filter(([, { type }]) => type.startsWith(NAMESPACE)))];
  }));
}
