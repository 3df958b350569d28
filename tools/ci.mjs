#!/usr/bin/env node
// .ci/run          the README's test command, then the heavier checks
// .ci/run --full   the same, and the slow suites over every example
// .ci/run NAME     one check: see CHECKS
import { spawnSync } from 'node:child_process';
import * as azureBodies from './checks/azure-bodies.mjs';
import * as budgets from './checks/budgets.mjs';
import * as cfnLint from './checks/cfn-lint.mjs';
import * as charts from './checks/charts.mjs';
import * as checkov from './checks/checkov.mjs';
import * as consumers from './checks/consumers.mjs';
import * as generated from './checks/generated.mjs';
import * as lifecycle from './checks/lifecycle.mjs';
import * as lint from './checks/lint.mjs';
import * as manifests from './checks/manifests.mjs';
import { findMirror } from './checks/plugin-mirror.mjs';
import * as snippets from './checks/snippets.mjs';
import { Tally } from './checks/tally.mjs';
import * as mocks from './checks/terraform-mocks.mjs';
import * as plugins from './checks/terraform-plugins.mjs';
import * as vertexCalls from './checks/vertex-calls.mjs';
import { root } from './setup.mjs';

const CHECKS = {
  lint,
  generated,
  snippets,
  plugins,
  mocks,
  cfnLint,
  checkov,
  azureBodies,
  vertexCalls,
  manifests,
  charts,
  consumers,
  lifecycle,
  budgets,
};
const args = process.argv.slice(2);
const full = args.includes('--full');
const wanted = args.filter((arg) => !arg.startsWith('--'));
const tally = new Tally();
const mirror = process.env.TF_PLUGIN_MIRROR ?? findMirror();
if (mirror) process.env.TF_PLUGIN_MIRROR = mirror;

if (wanted.length === 0) {
  const { stdout, status } = spawnSync('npm', ['test', '--silent'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 268_435_456 });
  process.stdout.write(stdout);
  const counts = /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(stdout);
  if (counts) tally.add(...counts.slice(1).map(Number));
  if (!counts || (status !== 0 && Number(counts[2]) === 0)) tally.fail('npm test', `ended with ${status}`);
}
for (const name of wanted.length > 0 ? wanted : Object.keys(CHECKS)) {
  const started = Date.now();
  console.log(`\n== ${name}`);
  try {
    await CHECKS[name].run(tally, { full });
  } catch (error) {
    tally.fail(name, error.message);
  }
  console.log(`== ${name}: ${((Date.now() - started) / 1000).toFixed(0)} s`);
}
console.log(`\n${tally}`);
process.exitCode = tally.failed === 0 ? 0 : 1;
