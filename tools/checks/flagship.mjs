import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { program } from './program.mjs';

export const TARGETS = ['awscdk', 'tfaws', 'tfgcp', 'tfazure', 'tfk8s'];
export const TERRAFORM_TARGETS = TARGETS.filter((target) => target !== 'awscdk');

const done = new Set();

/** The folder with the flagship of a target, synthesised once a run. */
export function synthesized(target) {
  const folder = join(root, '.cache', 'flagship', target);
  if (done.has(target)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const result = program(process.execPath, ['node_modules/tsx/dist/cli.mjs', `examples/platform/${target}.ts`], { env: { OUT_DIR: folder } });
  if (!result.ok) throw new Error(`examples/platform/${target}.ts does not synthesise\n${result.output}`);
  done.add(target);
  return folder;
}

/** The folders of the stacks in it. */
export function stacks(target) {
  const folder = join(synthesized(target), 'stacks');
  return existsSync(folder) ? readdirSync(folder).sort().map((name) => join(folder, name)) : [];
}

/** The CloudFormation templates in it. */
export function templates() {
  const folder = synthesized('awscdk');
  return readdirSync(folder).filter((name) => name.endsWith('.template.json')).sort().map((name) => join(folder, name));
}
