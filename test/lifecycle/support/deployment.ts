import { ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SynthesizedStack } from '../../support/terraform';
import { program } from './program';

const TERRAFORM_WITHIN_MS = 15 * 60_000;

interface Change {
  readonly actions: readonly string[];
}

interface Plan {
  readonly resource_changes?: ReadonlyArray<{ readonly address: string; readonly change: Change }>;
  readonly output_changes?: Readonly<Record<string, Change>>;
}

/** One state of Terraform, and the programs that follow each other on it. What is synthesised is not touched but for its backend, which is a file here. */
export class Deployment {
  private readonly folder = mkdtempSync(join(tmpdir(), 'deployment-'));
  private readonly stack = join(this.folder, 'stack');

  private running?: ChildProcess;

  public constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** Another runner, with the state as it is now; it knows of no lock. */
  public async copy(): Promise<Deployment> {
    const other = new Deployment(this.env);
    writeFileSync(join(other.folder, 'terraform.tfstate'), await this.state());
    return other;
  }

  /** Puts another program in the place of the one before. */
  public async take(stack: SynthesizedStack): Promise<void> {
    rmSync(this.stack, { recursive: true, force: true });
    cpSync(stack.directory, this.stack, { recursive: true });
    const backend = { local: { path: join(this.folder, 'terraform.tfstate') } };
    writeFileSync(join(this.stack, 'zz_lifecycle_override.tf.json'), JSON.stringify({ terraform: { backend } }));
    await this.terraform('init', '-no-color', '-input=false', '-reconfigure');
  }

  /** What would change: `create kubernetes_job_v1.Ml_Artifacts_Setup`, `update output.ml_namespace`. */
  public async plan(...options: string[]): Promise<string[]> {
    await this.terraform('plan', '-no-color', '-input=false', '-out=planned', ...options);
    const { resource_changes = [], output_changes = {} } = JSON.parse(await this.terraform('show', '-json', 'planned')) as Plan;
    const changes = [
      ...resource_changes.map(({ address, change }) => ({ address, change })),
      ...Object.entries(output_changes).map(([name, change]) => ({ address: `output.${name}`, change })),
    ];
    return changes.filter(({ change }) => change.actions.join() !== 'no-op').map(({ address, change }) => `${change.actions.join('+')} ${address}`);
  }

  /** Plans, applies, and gives what has changed. */
  public async apply(...options: string[]): Promise<string[]> {
    const changes = await this.plan(...options);
    await this.terraform('apply', '-no-color', '-input=false', 'planned');
    return changes;
  }

  /** Plans, begins to apply, and asks Terraform to stop once something has happened, as somebody does who cancels a pipeline. */
  public async applyUntil(happened: Promise<void>, ...options: string[]): Promise<void> {
    await this.plan(...options);
    const applied = this.terraform('apply', '-no-color', '-input=false', 'planned').then(() => 'applied', () => 'stopped');
    await Promise.race([happened, applied]);
    this.running?.kill('SIGINT');
    if (await applied === 'applied') throw new Error('the apply ended before it could be stopped');
  }

  public async destroy(): Promise<string[]> {
    return this.apply('-destroy');
  }

  /** The addresses of what the state has. */
  public async resources(): Promise<string[]> {
    return (await this.terraform('state', 'list')).split('\n').filter(Boolean);
  }

  public async outputs(): Promise<Record<string, string>> {
    const outputs = JSON.parse(await this.terraform('output', '-json')) as Record<string, { value: string }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** What the state says, secrets included. */
  public async state(): Promise<string> {
    return this.terraform('state', 'pull');
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async terraform(command: string, ...args: string[]): Promise<string> {
    return program('terraform', [command, ...args], {
      cwd: this.stack,
      env: { ...this.env, TF_DATA_DIR: join(this.folder, 'data') },
      withinMs: TERRAFORM_WITHIN_MS,
      started: (child) => (this.running = child),
    });
  }
}
