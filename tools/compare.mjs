#!/usr/bin/env node
// npm run compare  a GPU cluster on AWS from this library, and from eks-blueprints: both are run here and now, one after the other
// The other package is installed into .cache; it is no dependency of anything.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linter } from './checks/linters.mjs';
import { SetupError, build, environment, install, root, run } from './setup.mjs';

const RUNS = 3;
const OTHER = { '@aws-quickstart/eks-blueprints': '1.19.0', 'aws-cdk-lib': '2.261.0', 'constructs': '10.6.0' };
const scratch = join(root, '.cache', 'compare');

/** The other package in a folder of its own, and ours beside it as a user would have it. */
function prepare() {
  mkdirSync(scratch, { recursive: true });
  const manifest = JSON.stringify({ name: 'compare', version: '0.0.0', private: true, type: 'module', dependencies: OTHER });
  const file = join(scratch, 'package.json');
  if (!existsSync(file) || readFileSync(file, 'utf8') !== manifest || !existsSync(join(scratch, 'node_modules', 'aws-cdk-lib'))) {
    writeFileSync(file, manifest);
    run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', scratch], { what: 'npm install of the other package' });
  }
  cpSync(join(root, 'tools', 'compare', 'eks-blueprints.mjs'), join(scratch, 'eks-blueprints.mjs'));
}

/** The median time of a synthesis, and what the last one wrote and called. */
function synthesize(program, cwd) {
  const out = join(scratch, 'out');
  const calls = join(scratch, 'calls');
  const seconds = Array.from({ length: RUNS }, () => {
    rmSync(out, { recursive: true, force: true });
    rmSync(calls, { force: true });
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, ['--import', join(root, 'tools', 'compare', 'count-calls.mjs'), program], {
      cwd, encoding: 'utf8', env: { ...environment, OUT_DIR: out, CALLS_FILE: calls, CDK_VALIDATION: 'false' }, timeout: 300_000,
    });
    if (status !== 0) throw new SetupError(`${program} failed\n${stderr}`);
    return Number(process.hrtime.bigint() - start) / 1e9;
  }).sort((a, b) => a - b);
  const templates = readdirSync(out).filter((name) => name.endsWith('.template.json')).map((name) => join(out, name));
  const called = existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [];
  return { seconds: seconds[Math.floor(RUNS / 2)], templates, called };
}

function findings(checkov, templates) {
  if (!checkov) return 'checkov is not at hand';
  return templates.reduce((sum, file) => {
    const { stdout } = spawnSync(checkov, ['-f', file, '--framework', 'cloudformation', '-o', 'json', '--quiet', '--compact', '--skip-download'], { encoding: 'utf8', maxBuffer: 1e8 });
    const reports = [JSON.parse(stdout.slice(stdout.search(/[[{]/)))].flat();
    return sum + reports.reduce((n, { summary }) => n + (summary?.failed ?? 0), 0);
  }, 0);
}

function facts(templates) {
  const resources = templates.flatMap((file) => Object.values(JSON.parse(readFileSync(file, 'utf8')).Resources ?? {}));
  const text = JSON.stringify(resources);
  const of = (type) => resources.filter(({ Type }) => Type === type);
  return {
    'resources': resources.length,
    'alarms': of('AWS::CloudWatch::Alarm').length,
    'managed policies': new Set([...text.matchAll(/:iam::aws:policy\/([\w/-]+)/g)].map(([, name]) => name)).size,
    'API server': /"(?:EndpointPublicAccess|endpointPublicAccess)":(?:true|"true")/.test(text) && !/[pP]ublicAccessCidrs/.test(text) ? 'open to the internet' : 'private, or some networks',
    'secrets encrypted with a key of its own': /"(?:EncryptionConfig|encryptionConfig)":\[\{/.test(text) ? 'yes' : 'no',
    'nodes scale with the work': /karpenter|cluster-autoscaler|ComputeConfig":\{"Enabled":true/i.test(text) ? 'yes' : 'no',
  };
}

function lines(file) {
  return readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() !== '' && !/^(import |\/\/)/.test(line)).length;
}

try {
  install();
  build();
  prepare();
  const checkov = linter({ skip: (what, why) => console.log(`SKIP ${what}: ${why}`) }, 'checkov');
  const columns = [['this library', join(root, 'tools', 'compare', 'ours.mjs'), root], ['eks-blueprints', join(scratch, 'eks-blueprints.mjs'), scratch]].map(([name, program, cwd]) => {
    const { seconds, templates, called } = synthesize(program, cwd);
    return { name, 'user lines': lines(program), 'synth, seconds': seconds.toFixed(1), 'network calls at synth': called.length, 'findings of checkov': findings(checkov, templates), ...facts(templates) };
  });
  const [ours, theirs] = columns;
  console.log(`\n| | ${ours.name} | ${theirs.name} ${OTHER['@aws-quickstart/eks-blueprints']} |\n|---|---|---|`);
  Object.keys(ours).filter((key) => key !== 'name').forEach((key) => console.log(`| ${key} | ${ours[key]} | ${theirs[key]} |`));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
