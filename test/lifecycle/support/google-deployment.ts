import { ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SynthesizedStack } from '../../support/terraform';
import { GoogleServer } from './google-server';

export const TOKEN = 'only-for-this-run';

export interface Run {
  readonly status: number | null;
  /** Without line breaks, which Terraform puts anywhere. */
  readonly output: string;
}

/** A directory in which Terraform runs against the local services of Google. */
export class GoogleDeployment {
  private readonly directory = mkdtempSync(join(tmpdir(), 'google-'));

  public constructor(private readonly server: GoogleServer, private readonly environment: NodeJS.ProcessEnv) {}

  public get state(): string {
    return readFileSync(join(this.directory, 'terraform.tfstate'), 'utf8');
  }

  public start(...args: string[]): { readonly child: ChildProcess; readonly ended: Promise<Run> } {
    const env = { ...this.environment, TF_VAR_vertex_token: TOKEN };
    const child = spawn('terraform', [...args, '-no-color', '-input=false'], { env, cwd: this.directory, detached: true });
    let output = '';
    [child.stdout, child.stderr].forEach((stream) => stream.on('data', (data: Buffer) => (output += data.toString())));
    const ended = new Promise<Run>((resolve) => child.on('close', (status) => resolve({ status, output: output.replace(/\s+/g, ' ') })));
    return { child, ended };
  }

  public async write(stack: SynthesizedStack): Promise<void> {
    writeFileSync(join(this.directory, 'cdk.tf.json'), JSON.stringify(this.server.only(stack)));
    if (!existsSync(join(this.directory, '.terraform'))) expect(await this.start('init').ended).toMatchObject({ status: 0 });
  }

  public async apply(stack: SynthesizedStack): Promise<Run> {
    await this.write(stack);
    return this.start('apply', '-auto-approve').ended;
  }

  public async succeed(stack: SynthesizedStack): Promise<void> {
    const { status, output } = await this.apply(stack);
    expect([status, status === 0 ? '' : output]).toEqual([0, '']);
  }

  public async expectNoChange(): Promise<void> {
    expect(await this.start('plan', '-detailed-exitcode').ended).toMatchObject({ status: 0 });
  }

  public async destroy(): Promise<void> {
    expect(await this.start('destroy', '-auto-approve').ended).toMatchObject({ status: 0 });
  }
}
