import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { program } from './program.mjs';

const REQUIREMENTS = join(root, 'tools', 'checks', 'requirements.txt');
const VENV = join(root, '.cache', 'linters');

/** A linter from PyPI in a folder of its own, pinned; undefined, with a visible skip, without Python. */
export function linter(tally, name) {
  const stamp = join(VENV, 'requirements.txt');
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    mkdirSync(join(root, '.cache'), { recursive: true });
    const venv = program('python3', ['-m', 'venv', VENV]);
    if (!venv.ok) return void tally.skip(name, `no Python environment: ${venv.missing ? 'python3 is not installed' : venv.output}`);
    const install = program(join(VENV, 'bin', 'python'), ['-m', 'pip', 'install', '-q', '-r', REQUIREMENTS]);
    if (!install.ok) return void tally.skip(name, `pip could not install it: ${install.output.split('\n').pop()}`);
    writeFileSync(stamp, wanted);
  }
  return join(VENV, 'bin', name);
}
