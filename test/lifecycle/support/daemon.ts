import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const STOP_WITHIN_MS = 15_000;

/** Waits at the pipe to the tests: it closes when they ask for it, and also when they die of whatever. */
const UNTIL_THE_PIPE_CLOSES = '"$@" </dev/null & daemon=$!; cat >/dev/null; kill "$daemon"; wait "$daemon"';

/** A program that runs until it is stopped, and never longer than the tests themselves. */
export class Daemon {
  private readonly process: ChildProcess;
  private readonly log: string;

  public constructor(private readonly program: string, args: string[], folder: string) {
    this.log = join(folder, `${program.split('/').pop()}.log`);
    const log = openSync(this.log, 'w');
    this.process = spawn('/bin/sh', ['-c', UNTIL_THE_PIPE_CLOSES, 'sh', program, ...args], { cwd: folder, detached: true, stdio: ['pipe', log, log] });
    closeSync(log);
  }

  /** Waits for something that the program is to do; what it has logged is in the error. */
  public async until(what: string, isSo: () => Promise<boolean>, withinMs = 60_000): Promise<void> {
    try {
      await until(what, isSo, withinMs);
    } catch (error) {
      throw new Error(`${(error as Error).message}; ${this.program} says:\n${readFileSync(this.log, 'utf8').slice(-3000)}`);
    }
  }

  public async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const ended = once(this.process, 'exit');
    const force = setTimeout(() => process.kill(-this.process.pid!, 'SIGKILL'), STOP_WITHIN_MS);
    this.process.stdin!.end();
    await ended;
    clearTimeout(force);
  }
}

/** Asks again and again, for a bounded time; an error of the question counts as a no. */
export async function until(what: string, isSo: () => Promise<boolean>, withinMs: number): Promise<void> {
  const end = Date.now() + withinMs;
  let last = '';
  while (Date.now() < end) {
    try {
      if (await isSo()) return;
    } catch (error) {
      last = `: ${(error as Error).message}`;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`not within ${withinMs / 1000} s: ${what}${last}`);
}
