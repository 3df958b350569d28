import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { program } from './program.mjs';

export const TARGETS = ['awscdk', 'tfaws', 'tfgcp', 'tfazure', 'tfk8s'];
export const TERRAFORM_TARGETS = TARGETS.filter((target) => target !== 'awscdk');

/** The scenarios beside the flagship, and the targets that have them. */
export const SCENARIOS = {
  'foundation': TARGETS,
  'gpu-cluster': TARGETS,
  'distributed-training': TARGETS,
  'llm-fine-tuning': TARGETS,
  'ray-training': TARGETS,
  'ab-canary': TARGETS,
  'low-latency-endpoint': TARGETS,
  'governed-promotion': TARGETS,
  'batch-features': TARGETS,
  'realtime-features': TARGETS,
  'drift-retraining': TARGETS,
  'fairness-monitoring': TARGETS,
  'model-registry': ['tfgcp', 'tfazure'],
};

/** Every example as its target and its scenario, the flagship first. */
export const EXAMPLES = [
  ...TARGETS.map((target) => [target, 'platform']),
  ...Object.entries(SCENARIOS).flatMap(([scenario, targets]) => targets.map((target) => [target, scenario])),
];

/** The scenarios that a target has. */
export function scenariosOf(target) {
  return EXAMPLES.filter(([of]) => of === target).map(([, scenario]) => scenario);
}

/** Those that Terraform deploys. */
export const TERRAFORM_EXAMPLES = EXAMPLES.filter(([target]) => TERRAFORM_TARGETS.includes(target));

const done = new Set();

/** The folder with an example of a target, the flagship by default, synthesised once a run. */
export function synthesized(target, scenario = 'platform') {
  const folder = join(root, '.cache', 'examples', scenario, target);
  if (done.has(folder)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const result = program(process.execPath, ['node_modules/tsx/dist/cli.mjs', `examples/${scenario}/${target}.ts`], { env: { OUT_DIR: folder } });
  if (!result.ok) throw new Error(`examples/${scenario}/${target}.ts does not synthesise\n${result.output}`);
  done.add(folder);
  return folder;
}

/** The folders of the stacks in it. */
export function stacks(target, scenario = 'platform') {
  const folder = join(synthesized(target, scenario), 'stacks');
  return existsSync(folder) ? readdirSync(folder).sort().map((name) => join(folder, name)) : [];
}

/** The CloudFormation templates in it. */
export function templates(scenario = 'platform') {
  const folder = synthesized('awscdk', scenario);
  return readdirSync(folder).filter((name) => name.endsWith('.template.json')).sort().map((name) => join(folder, name));
}
