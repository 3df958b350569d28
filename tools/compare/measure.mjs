// What the comparisons share: another package in a folder of its own, and how a program is run and looked at.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SetupError, environment, root, run } from '../setup.mjs';

const RUNS = 3;
const HERE = join(root, 'tools', 'compare');

/** Installs packages into `.cache/<name>`, puts programs of this folder beside them, and gives the folder. */
export function installed(name, packages, programs) {
  const scratch = join(root, '.cache', name);
  mkdirSync(scratch, { recursive: true });
  const manifest = JSON.stringify({ name, version: '0.0.0', private: true, type: 'module', dependencies: packages });
  const file = join(scratch, 'package.json');
  if (!existsSync(file) || readFileSync(file, 'utf8') !== manifest || !existsSync(join(scratch, 'node_modules', 'aws-cdk-lib'))) {
    writeFileSync(file, manifest);
    run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', scratch], { what: `npm install of ${Object.keys(packages).join(', ')}` });
  }
  programs.forEach((program) => cpSync(join(HERE, program), join(scratch, program)));
  return scratch;
}

/** Where a program is that is run with the packages of the project. */
export function ours(program) {
  return join(HERE, program);
}

/** Runs a program with another one preloaded, and gives the templates that it wrote. */
export function synthesize(program, { cwd, out, preload, env = {} }) {
  rmSync(out, { recursive: true, force: true });
  const { status, stderr } = spawnSync(process.execPath, ['--import', preload, program], {
    cwd, encoding: 'utf8', env: { ...environment, OUT_DIR: out, CDK_VALIDATION: 'false', ...env }, timeout: 300_000,
  });
  if (status !== 0) throw new SetupError(`${program} failed\n${stderr}`);
  return readdirSync(out).filter((name) => name.endsWith('.template.json')).sort().map((name) => join(out, name));
}

/** The median time of a synthesis, and what the last one wrote and called. */
export function timed(program, { cwd, out }) {
  const calls = `${out}-calls`;
  let templates = [];
  const seconds = Array.from({ length: RUNS }, () => {
    rmSync(calls, { force: true });
    const start = process.hrtime.bigint();
    templates = synthesize(program, { cwd, out, preload: ours('count-calls.mjs'), env: { CALLS_FILE: calls } });
    return Number(process.hrtime.bigint() - start) / 1e9;
  }).sort((a, b) => a - b);
  const called = existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [];
  return { seconds: seconds[Math.floor(RUNS / 2)], templates, called };
}

/** The resources of templates, of all or of the stacks that are named. */
export function resourcesOf(templates, stacks) {
  return templates
    .filter((file) => !stacks || stacks.includes(basename(file, '.template.json')))
    .flatMap((file) => Object.values(JSON.parse(readFileSync(file, 'utf8')).Resources ?? {}));
}

/** The lines that a user writes, beside imports. */
export function userLines(file) {
  return readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() !== '' && !/^(import |\/\/)/.test(line)).length;
}

/** Prints columns of the same rows side by side. */
export function printTable(columns) {
  console.log(`\n| | ${columns.map(({ name }) => name).join(' | ')} |\n|${'---|'.repeat(columns.length + 1)}`);
  Object.keys(columns[0]).filter((key) => key !== 'name').forEach((key) => console.log(`| ${key} | ${columns.map((column) => column[key]).join(' | ')} |`));
}
