import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from './program';

const CLI = require.resolve('aws-cdk/bin/cdk');
const CDK_WITHIN_MS = 2 * 60_000;

/** Outputs by stack. */
export type StackOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The CLI of the CDK, as a user runs it, on apps that are synthesised already. */
export class Cdk {
  private readonly folder = mkdtempSync(join(tmpdir(), 'cdk-'));

  public constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** Makes the buckets and roles that deployments of large templates need. */
  public async bootstrap(...environments: string[]): Promise<void> {
    await this.cdk('bootstrap', ...environments);
  }

  /** Deploys every stack of an app. */
  public async deploy(app: string): Promise<StackOutputs> {
    const outputs = join(this.folder, 'outputs.json');
    await this.cdk('deploy', '--app', app, '--all', '--method', 'direct', '--require-approval', 'never', '--outputs-file', outputs);
    return JSON.parse(readFileSync(outputs, 'utf8')) as StackOutputs;
  }

  /** Whether what is deployed differs from the app. */
  public async differs(app: string): Promise<boolean> {
    const text = await this.cdk('diff', '--app', app, '--method', 'template');
    return !/Number of stacks with differences: 0\b/.test(text);
  }

  public async destroy(app: string): Promise<void> {
    await this.cdk('destroy', '--app', app, '--all', '--force');
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async cdk(command: string, ...args: string[]): Promise<string> {
    const quiet = ['--no-notices', '--no-version-reporting', '--no-color', '--ci'];
    return program(process.execPath, [CLI, command, ...args, ...quiet], {
      cwd: this.folder,
      // Caches and settings of the user stay out of it.
      env: { ...process.env, ...this.env, HOME: this.folder, CDK_DISABLE_CLI_TELEMETRY: 'true' },
      withinMs: CDK_WITHIN_MS,
    });
  }
}
