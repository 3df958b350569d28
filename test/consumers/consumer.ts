import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..', '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 256 * 1024 * 1024 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${error?.message ?? ''}\n${stdout}\n${stderr}`);
  return stdout;
}

/** The package as it would be published; the answer is the path of the tarball. */
export function pack(): string {
  run(process.execPath, [join(root, 'tools', 'build.mjs')], root);
  const directory = mkdtempSync(join(tmpdir(), 'package-'));
  run(npm, ['pack', '--pack-destination', directory], root);
  return join(directory, readdirSync(directory)[0]);
}

/** A project of a user: outside of this one, with the packed package and its peers, and nothing else. */
export class Consumer {
  public readonly directory = mkdtempSync(join(tmpdir(), 'consumer-'));

  public constructor(tarball: string, fields: { dependencies?: Record<string, string>; overrides?: Record<string, string> } = {}) {
    const peers = Object.fromEntries(Object.keys(manifest.peerDependencies).map((name) => [name, manifest.devDependencies[name]]));
    this.write('package.json', JSON.stringify({
      name: 'consumer',
      private: true,
      dependencies: { ...peers, [manifest.name]: `file:${tarball}`, ...fields.dependencies },
      devDependencies: { '@types/node': manifest.devDependencies['@types/node'] },
      overrides: fields.overrides,
    }));
    run(npm, ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'], this.directory);
    cpSync(join(__dirname, 'programs'), join(this.directory, 'programs'), { recursive: true });
  }

  public write(file: string, content: string): void {
    mkdirSync(dirname(join(this.directory, file)), { recursive: true });
    writeFileSync(join(this.directory, file), content);
  }

  /** Runs a program and returns the kinds of resources that it has synthesised. */
  public synthesise(program: string): string[] {
    const out = join(this.directory, 'out');
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out);
    run(process.execPath, [program], this.directory, { OUT_DIR: out });
    return readdirSync(out, { recursive: true }).map(String).flatMap((file) => {
      const json = () => JSON.parse(readFileSync(join(out, file), 'utf8'));
      if (file.endsWith('.template.json')) return Object.values<{ Type: string }>(json().Resources).map(({ Type }) => Type);
      return file.endsWith('cdk.tf.json') ? Object.keys(json().resource) : [];
    });
  }

  /** Compiles a TypeScript program with every declaration file checked. */
  public compile(program: string, options: Record<string, unknown>): void {
    this.write('tsconfig.json', JSON.stringify({
      compilerOptions: { target: 'ES2022', strict: true, skipLibCheck: false, types: ['node'], outDir: 'compiled', rootDir: '.', ...options },
      files: [program],
    }));
    run(process.execPath, [join(root, 'node_modules', 'typescript', 'lib', 'tsc.js'), '--project', this.directory], this.directory);
  }

  public version(name: string): string {
    const { name: actual, version } = JSON.parse(readFileSync(join(this.directory, 'node_modules', name, 'package.json'), 'utf8'));
    return `${actual}@${version}`;
  }

  /** Names of the packages which were installed for it. */
  public packages(): string[] {
    const { packages } = JSON.parse(readFileSync(join(this.directory, 'node_modules', '.package-lock.json'), 'utf8'));
    return Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, ''));
  }

  public remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
