#!/usr/bin/env node
// npm run benchmark             each budget as value / ceiling / ratio
// npm run benchmark -- --strict  and fails if one is exceeded that does not depend on the machine
// Times are medians of five fresh processes.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError, build, environment, install, root, run, venvPython } from './setup.mjs';

const RUNS = 5;
const ENGINES = { awscdk: 'aws-cdk-lib', tfaws: 'cdktf', tfgcp: 'cdktf', tfazure: 'cdktf', tfk8s: 'cdktf' };
/** What every program takes of its engine; aws-cdk-lib loads nothing until it is touched. */
const BARE = { 'aws-cdk-lib': '["App", "Stack"].forEach((name) => require("aws-cdk-lib")[name]);', 'cdktf': 'require("cdktf");' };
/** Ceilings of a synthesis, in seconds; the flagship is a platform with a cluster, a job, features, a registry, an endpoint and its monitor. */
const SYNTH = { awscdk: 1.0, tfaws: 0.5, tfgcp: 0.5, tfazure: 0.5, tfk8s: 0.5 };
const rows = [];

function budget(what, value, ceiling, unit, fixed = false) {
  rows.push({ what, value, ceiling, unit, fixed });
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The median of each number that a program prints as JSON on its last line. */
function measure(command, args, env = {}) {
  const samples = Array.from({ length: RUNS }, () => {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8', env: { ...environment, ...env } });
    if (status !== 0) throw new SetupError(`${command} ${args.join(' ')}\n${stderr}`);
    return JSON.parse(stdout.trim().split('\n').at(-1));
  });
  return Object.fromEntries(Object.keys(samples[0]).map((key) => [key, median(samples.map((sample) => sample[key]))]));
}

/** What it takes to load a module, after its engine is loaded. */
function load(engine, module) {
  const code = `
    ${BARE[engine]}
    const use = () => { globalThis.gc(); return process.memoryUsage().rss; };
    const memory = use(), start = process.hrtime.bigint();
    require(${JSON.stringify(module)});
    const ms = Number(process.hrtime.bigint() - start) / 1e6;
    console.log(JSON.stringify({ ms, mb: (use() - memory) / 1e6 }));`;
  return measure(process.execPath, ['--expose-gc', '--eval', code]);
}

function loads(targets) {
  for (const target of targets) {
    const { ms, mb } = load(ENGINES[target], `ml-platform-constructs/${target}`);
    budget(`load of ${target} above bare ${ENGINES[target]}`, ms, 150, 'ms');
    budget(`memory of ${target} above bare ${ENGINES[target]}`, mb, 40, 'MB');
  }
}

/** An example that imports the sources is measured with what users get of them. */
const compiledLibrary = {
  name: 'compiled-library',
  setup(bundler) {
    bundler.onResolve({ filter: /^\.\.\/\.\.\/src\/\w+$/ }, ({ path }) => (
      { path: path.replace('../../src', 'ml-platform-constructs').replace('/core', ''), external: true }
    ));
  },
};

/** An example without the start of the process: from the first line of the program to its end, compiled beforehand. */
async function syntheses(targets, scenario, what) {
  const { build: bundle } = await import('esbuild');
  const scratch = join(root, '.cache', 'benchmark', scenario);
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  // A program reads the lock of its schemas beside itself.
  const lock = join(root, 'examples', scenario, 'features.lock.json');
  if (existsSync(lock)) cpSync(lock, join(scratch, 'features.lock.json'));
  for (const target of targets) {
    const example = join(root, 'examples', scenario, `${target}.ts`);
    if (!existsSync(example)) continue;
    const program = join(scratch, `${target}.cjs`);
    await bundle({
      entryPoints: [example],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
      external: ['aws-cdk-lib', 'cdktf', 'constructs', 'ml-platform-constructs'],
      plugins: [compiledLibrary],
    });
    const out = mkdtempSync(join(tmpdir(), 'benchmark-'));
    const code = `
      ${BARE[ENGINES[target]]} require("ml-platform-constructs/${target}");
      const start = process.hrtime.bigint();
      require(${JSON.stringify(program)});
      console.log('\\n' + JSON.stringify({ seconds: Number(process.hrtime.bigint() - start) / 1e9 }));`;
    const { seconds } = measure(process.execPath, ['--eval', code], { OUT_DIR: out, CDK_VALIDATION: 'false' });
    rmSync(out, { recursive: true, force: true });
    budget(`synth of ${what} on ${target}`, seconds, SYNTH[target], 's');
  }
}

function python(targets) {
  if (!existsSync(join(root, '.venv', '.wheel'))) return console.log('SKIP python: no wheel in .venv; npm run build -- --wheel makes it');
  const code = `import json, time
start = time.time()
import ml_platform_constructs as ml
${targets.map((target) => `import ml_platform_constructs.${target}`).join('\n')}
ml.Duration.days(1)
print(json.dumps({"seconds": time.time() - start}))`;
  const { seconds } = measure(venvPython, ['-c', code]);
  return budget('Python: import of everything and the first object', seconds, 3, 's');
}

function sizes() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const [{ size, unpackedSize }] = JSON.parse(run(npm, ['pack', '--dry-run', '--json', '--ignore-scripts'], { what: 'npm pack' }));
  budget('package, packed', size / 1e6, 2, 'MB', true);
  budget('package, unpacked', unpackedSize / 1e6, 20, 'MB', true);
}

/** Lines of the flagship that a user writes: no imports, no comments, no blank ones. */
function userLines(targets) {
  for (const target of targets) {
    const file = join(root, 'examples', 'platform', `${target}.ts`);
    if (!existsSync(file)) continue;
    const lines = readFileSync(file, 'utf8').split('\n').map((line) => line.trim());
    budget(`lines of the flagship on ${target}`, lines.filter((line) => line && !/^(import |\/\/|\/\*|\*)/.test(line)).length, 15, 'lines', true);
  }
}

try {
  install();
  build();
  const { types } = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8'));
  const targets = Object.keys(ENGINES).filter((name) => Object.values(types).some(({ namespace }) => namespace === name));
  sizes();
  userLines(targets);
  loads(targets);
  await syntheses(targets, 'platform', 'the flagship');
  await syntheses(targets, 'gpu-cluster', 'the GPU cluster');
  python(targets);

  const number = (value) => (Number.isInteger(value) ? String(value) : value.toFixed(2));
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const { what, value, ceiling, unit } of rows) {
    const figures = `${number(value).padStart(8)} / ${number(ceiling).padStart(4)} ${unit.padEnd(5)}`;
    console.log(`${what.padEnd(width)} ${figures} ${(value / ceiling).toFixed(2).padStart(6)}${value > ceiling ? '  EXCEEDED' : ''}`);
  }
  const [load1] = loadavg();
  if (load1 > cpus().length) console.log(`The load average is ${load1.toFixed(1)} on ${cpus().length} cores: times would be shorter on a machine of its own.`);
  const exceeded = rows.filter(({ value, ceiling, fixed }) => fixed && value > ceiling);
  if (process.argv.includes('--strict') && exceeded.length > 0) throw new SetupError(`exceeded: ${exceeded.map(({ what }) => what).join(', ')}`);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
