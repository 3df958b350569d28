import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
const LOW_PRIORITY = 10;
const PROGRAMS = ['kube-apiserver', 'kube-controller-manager'] as const;

/** The release of Kubernetes that `go.mod` pins. */
export const KUBERNETES_VERSION = /k8s\.io\/kubernetes v(\S+)/.exec(readFileSync(join(__dirname, 'go.mod'), 'utf8'))![1]!;

const CACHE = join(ROOT, '.cache', `kube-apiserver-${KUBERNETES_VERSION}`);

/** Why there can be no API server here; undefined when there can be one. The programs are built, which takes minutes, for `LIFECYCLE_FULL=1` only. */
export function whyNoApiServer(): string | undefined {
  if (!installed('etcd', '--version')) return 'etcd is not installed (Debian: etcd-server)';
  if (isBuilt()) return undefined;
  if (process.env.LIFECYCLE_FULL !== '1') return `kube-apiserver ${KUBERNETES_VERSION} is not built yet; LIFECYCLE_FULL=1 builds it, which takes minutes`;
  return installed('go', 'version') ? undefined : `kube-apiserver ${KUBERNETES_VERSION} is not built yet, and Go is not installed`;
}

/** The paths of the programs by their names, built if need be. */
export async function controlPlanePrograms(): Promise<Record<(typeof PROGRAMS)[number], string>> {
  if (!isBuilt()) await build();
  return { 'kube-apiserver': join(CACHE, 'kube-apiserver'), 'kube-controller-manager': join(CACHE, 'kube-controller-manager') };
}

function isBuilt(): boolean {
  return PROGRAMS.every((program) => existsSync(join(CACHE, program)));
}

function installed(program: string, argument: string): boolean {
  return spawnSync(program, [argument]).status === 0;
}

/** Built in a folder beside the cache and renamed, so that a build that was cut short is never taken for a finished one. */
async function build(): Promise<void> {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const target = mkdtempSync(`${CACHE}-`);
  const [major, minor] = KUBERNETES_VERSION.split('.');
  const version = { gitVersion: `v${KUBERNETES_VERSION}`, gitMajor: major, gitMinor: minor };
  const stamps = Object.entries(version).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`);
  const packages = PROGRAMS.map((program) => `k8s.io/kubernetes/cmd/${program}`);
  try {
    await go(['build', '-trimpath', '-ldflags', ['-s', '-w', ...stamps].join(' '), '-o', `${target}/`, ...packages]);
    rmSync(CACHE, { recursive: true, force: true });
    renameSync(target, CACHE);
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
}

async function go(args: string[]): Promise<void> {
  const child = spawn('go', args, { cwd: __dirname, env: { ...process.env, GOFLAGS: '-mod=readonly', GOWORK: 'off' }, stdio: ['ignore', 'pipe', 'pipe'] });
  if (child.pid) setPriority(child.pid, LOW_PRIORITY);
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const status = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (status !== 0) throw new Error(`the build of kube-apiserver ${KUBERNETES_VERSION} failed:\n${output}`);
}
