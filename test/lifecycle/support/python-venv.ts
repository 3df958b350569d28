import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
const REQUIREMENTS = join(__dirname, '..', 'requirements.txt');
const VENV = join(ROOT, '.cache', 'lifecycle-venv');
const STAMP = join(VENV, 'requirements.sha256');
const PYTHON = join(VENV, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));
const CANDIDATES = ['python3', 'python', ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`)];
const INSTALL_WITHIN_MS = 10 * 60_000;

/** An interpreter that has what `requirements.txt` names, or why there is none. */
export type Python = { readonly python: string } | { readonly missing: string };

/** Made at first use, and again when `requirements.txt` has changed. */
export function lifecyclePython(): Python {
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return { python: PYTHON };
  const base = CANDIDATES.find(isRecent);
  if (base === undefined) return { missing: 'no Python 3.10 or newer with venv' };
  return make(base) ?? (writeFileSync(STAMP, wanted), { python: PYTHON });
}

function isRecent(command: string): boolean {
  return spawnSync(command, ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']).status === 0;
}

function make(base: string): { readonly missing: string } | undefined {
  rmSync(VENV, { recursive: true, force: true });
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const steps: [string, string[]][] = [
    [base, ['-m', 'venv', VENV]],
    [PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', REQUIREMENTS]],
  ];
  for (const [command, args] of steps) {
    const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8', timeout: INSTALL_WITHIN_MS });
    if (status !== 0) return { missing: `the local AWS server could not be installed: ${error?.message ?? stderr.trim().split('\n').pop()}` };
  }
  return undefined;
}
