// What a fresh checkout needs before it can run, step by step; a step whose inputs have not changed is skipped.
// Plain Node.js without dependencies: this is what installs them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const windows = process.platform === 'win32';
const cache = join(root, '.cache');
const VENV = '.venv';
const PYTHON_MINIMUM = [3, 10];
const NODE_MINIMUM = 20;

/** Ends the run with a sentence instead of a stack trace. */
export class SetupError extends Error {}

/** The environment of every child. jsii's notice about Node 20 is 11 lines long and repeated by each of its programs. */
export const environment = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', ...process.env };

/** Runs a program in the project; its output is shown, or kept for the case that it fails. */
export function run(command, args, { quiet = true, env = {}, what = command } = {}) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    env: { ...environment, ...env },
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status !== 0) throw new SetupError(`${what} failed${error ? `: ${error.message}` : ''}\n${stdout ?? ''}${stderr ?? ''}`);
  return stdout;
}

/** Runs a Node.js program. */
export function node(args, options) {
  return run(process.execPath, args, options);
}

function say(what) {
  console.log(`setup: ${what}`);
}

// ---- content stamps ----------------------------------------------------------------------------------------------

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path).filter((name) => name !== '__pycache__').sort().flatMap((name) => filesBelow(join(path, name)));
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesBelow(join(root, path)))) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Does `work` unless it was done with the same content of `inputs`, and its `output` is still there. */
function once(name, { inputs, output }, work) {
  const stamp = join(cache, `${name}.stamp`);
  const hash = hashOf(inputs);
  const fresh = () => existsSync(join(root, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (fresh()) return false;
  return alone(() => {
    if (fresh()) return false; // another run has done it meanwhile
    rmSync(stamp, { force: true });
    work();
    writeFileSync(stamp, hash);
    return true;
  });
}

/** Two runs in one checkout (a test beside a demo) must not write lib/ at the same time. */
function alone(work) {
  const lock = join(cache, 'setup.lock');
  mkdirSync(cache, { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!isAlive(lock)) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    }
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isAlive(lock) {
  try {
    const owner = Number(readFileSync(lock, 'utf8'));
    if (owner > 0) process.kill(owner, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// ---- Node.js -----------------------------------------------------------------------------------------------------

/** npm's packages as the lock file has them. */
export function install() {
  if (Number(process.versions.node.split('.')[0]) < NODE_MINIMUM) {
    throw new SetupError(`Node.js ${process.versions.node} is too old: ${NODE_MINIMUM} or newer is needed`);
  }
  if (installed()) return;
  alone(() => {
    if (installed()) return;
    say('npm ci');
    run(windows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund'], { what: 'npm ci' });
  });
}

function installed() {
  const actual = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(actual)) return false;
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const present = packages(actual);
  return Object.entries(packages(join(root, 'package-lock.json')))
    .every(([path, { version, optional, devOptional }]) => path === '' || optional || devOptional || present[path]?.version === version);
}

/** lib/ and .jsii. */
export function build() {
  const inputs = ['src', 'package.json', 'package-lock.json', 'tsconfig.json', 'tools'];
  once('build', { inputs, output: '.jsii' }, () => {
    say('compile');
    rmSync(join(root, 'lib'), { recursive: true, force: true });
    node(['node_modules/jsii/bin/jsii', '--silence-warnings=reserved-word'], { what: 'the compile' });
    node(['tools/strip-comments.mjs'], { what: 'taking out the comments' });
    cpSync(join(root, 'src'), join(root, 'lib'), { recursive: true, filter: (path) => !/\.(ts|md)$/.test(path) }); // charts and the like
    node(['tools/vendor-providers.mjs'], { what: 'vendoring the providers' });
    node(['tools/lazy-index.mjs'], { what: 'making the targets lazy' });
    node(['tools/prune-declarations.mjs'], { what: 'taking out unread declarations' });
    node(['tools/third-party-notices.mjs'], { what: 'writing THIRD-PARTY-NOTICES' });
  });
}

// ---- Python ------------------------------------------------------------------------------------------------------

/** The interpreter of the virtual environment. */
export const venvPython = join(root, VENV, windows ? 'Scripts/python.exe' : 'bin/python');

function findPython() {
  for (const command of ['python3', 'python', ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`)]) {
    const { status, stdout } = spawnSync(command, ['-c', 'import sys, venv, ensurepip; print(*sys.version_info[:2])'], { encoding: 'utf8' });
    if (status !== 0) continue;
    const [major, minor] = stdout.trim().split(' ').map(Number);
    if (major === PYTHON_MINIMUM[0] && minor >= PYTHON_MINIMUM[1]) return command;
  }
  return undefined;
}

/** The wheel in a virtual environment of its own; the answer is the reason why not, if there is one. */
export function python() {
  const command = findPython();
  if (command === undefined) return `no Python >= ${PYTHON_MINIMUM.join('.')} with venv on the PATH`;

  const pip = ['-m', 'pip', '--disable-pip-version-check', '--quiet', 'install', '--no-input'];
  const requirements = 'test/python/requirements.txt';
  once('python-packages', { inputs: [requirements], output: VENV }, () => {
    say('Python packages');
    rmSync(join(root, VENV), { recursive: true, force: true });
    run(command, ['-m', 'venv', VENV]);
    run(venvPython, [...pip, '--requirement', requirements], { what: 'pip install' });
  });

  once('wheel', { inputs: ['.cache/build.stamp', '.cache/python-packages.stamp', 'package.json', 'README.md'], output: `${VENV}/.wheel` }, () => {
    say('wheel');
    const source = '.cache/python';
    rmSync(join(root, source), { recursive: true, force: true });
    node(['node_modules/jsii-pacmak/bin/jsii-pacmak', '--target', 'python', '--code-only', '--no-npmignore', '--outdir', source], { what: 'jsii-pacmak' });
    const wheels = join(source, 'wheel');
    run(venvPython, ['-m', 'pip', '--disable-pip-version-check', '--quiet', 'wheel', '--no-deps', '--no-build-isolation', '--wheel-dir', wheels, `./${source}/python`],
      { what: 'building the wheel' });
    const [wheel] = readdirSync(join(root, wheels));
    run(venvPython, [...pip, '--no-deps', '--force-reinstall', join(wheels, wheel)], { what: 'installing the wheel' });
    run(venvPython, ['-m', 'pip', 'check'], { what: 'the requirements of the wheel' });
    writeFileSync(join(root, VENV, '.wheel'), `${wheel}\n`);
  });
  return undefined;
}
