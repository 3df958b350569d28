import { spawnSync } from 'node:child_process';
import { environment, root } from '../setup.mjs';

/** Runs a program and gives back what it printed, whatever comes of it; `missing` where it is not installed. */
export function program(command, args, { cwd = root, env = {} } = {}) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...environment, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 268_435_456,
  });
  return { ok: status === 0, missing: error?.code === 'ENOENT', status, stdout: stdout ?? '', output: `${stdout ?? ''}${stderr ?? ''}`.trim() };
}
