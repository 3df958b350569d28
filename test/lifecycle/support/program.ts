import { ChildProcess, spawn } from 'node:child_process';

export interface ProgramOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** It is asked to end after this time, and the run counts as failed. */
  readonly withinMs: number;
  /** Is given the process, for whoever stops it. */
  readonly started?: (child: ChildProcess) => void;
}

/** Runs a program to its end and gives what it wrote; anything but success is an error that says what the program said. */
export async function program(command: string, args: readonly string[], { cwd, env, withinMs, started }: ProgramOptions): Promise<string> {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: withinMs, killSignal: 'SIGINT' });
  started?.(child);
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text));
  const status = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (status === 0) return texts.stdout;
  const said = [texts.stdout, texts.stderr].map((text) => text.slice(-6000)).filter(Boolean).join('\n');
  throw new Error(`${[command, ...args].join(' ')} ended with ${status}:\n${said}`);
}
