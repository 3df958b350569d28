import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = join(__dirname, '..', 'collector');
const ROOT = join(__dirname, '..', '..', '..');
const BUILD_WITHIN_MS = 20 * 60_000;

/** The release of Bento that `go.mod` pins. */
export const BENTO_VERSION = /warpstreamlabs\/bento v(\S+)/.exec(readFileSync(join(SOURCE, 'go.mod'), 'utf8'))![1]!;

const CACHE = join(ROOT, '.cache', `bento-${BENTO_VERSION}`);

/** The real Bento, or why there is none. It is built, which takes minutes, for `LIFECYCLE_FULL=1` only. */
export function bento(): { readonly program: string } | { readonly missing: string } {
  const program = join(CACHE, 'bento');
  if (existsSync(program)) return { program };
  if (process.env.LIFECYCLE_FULL !== '1') return { missing: `Bento ${BENTO_VERSION} is not built yet; LIFECYCLE_FULL=1 builds it, which takes minutes` };
  if (spawnSync('go', ['version']).status !== 0) return { missing: `Bento ${BENTO_VERSION} is not built yet, and Go is not installed` };
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  // Built in a folder beside the cache and renamed, so that a build that was cut short is never taken for a finished one.
  const target = mkdtempSync(`${CACHE}-`);
  const { status, stderr } = spawnSync('go', ['build', '-trimpath', '-ldflags', '-s -w', '-o', join(target, 'bento'), '.'], {
    cwd: SOURCE, encoding: 'utf8', timeout: BUILD_WITHIN_MS, env: { ...process.env, GOFLAGS: '-mod=readonly', GOWORK: 'off' },
  });
  if (status === 0) renameSync(target, CACHE);
  else rmSync(target, { recursive: true, force: true });
  return status === 0 ? { program } : { missing: `the build of Bento ${BENTO_VERSION} failed: ${stderr.trim().split('\n').pop()}` };
}
