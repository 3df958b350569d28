import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { stacks, TERRAFORM_TARGETS } from './examples.mjs';
import { sharedChecker } from './shared-checker.mjs';

/** The custom resources that the manifest chart is given, against the schemas of their definitions. */
export function run(tally) {
  const folder = join(root, '.cache', 'manifests');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifests = TERRAFORM_TARGETS.flatMap((target) => stacks(target)).flatMap(manifestsOf);
  manifests.forEach((manifest, i) => writeFileSync(join(folder, `${i}.json`), manifest));
  if (manifests.length === 0) return tally.fail('check-manifests', 'the flagship has no custom resource to check');
  return sharedChecker(tally, 'check-manifests', [folder]);
}

/** A reference to another resource becomes a name, which is what it is once applied. */
function manifestsOf(stack) {
  const { resource = {} } = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8'));
  return Object.values(resource.helm_release ?? {}).flatMap(({ values = [] }) => values.flatMap((text) => JSON.parse(text).manifests ?? []))
    .map((manifest) => manifest.replace(/\$\{[^}]*\}/g, 'reference'));
}
