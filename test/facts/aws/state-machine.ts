import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { lifecyclePython } from '../../lifecycle/support/python-venv';
import { Json } from '../../support/cloudformation';

/** What services answer, by what they are asked, one after the other; `error` is the name of one. */
export type Answers = Readonly<Record<string, readonly Json[]>>;

export interface Execution {
  /** The state in which it ended. */
  readonly end: string;
  readonly calls: ReadonlyArray<{ readonly action: string; readonly arguments: Json }>;
  /** How long it waited each time, in seconds. */
  readonly waits: readonly number[];
  readonly cause?: string;
  readonly error?: string;
}

const python = lifecyclePython();
if ('missing' in python) process.stderr.write(`SKIPPED state machines in JSONata: ${python.missing}\n`);

/** Tests that run machines; they are skipped, and say why, where there is no Python. */
export const describeWithJsonata = 'missing' in python ? describe.skip.bind(describe) : describe;

/** Runs a machine, at a time in milliseconds, or now. */
export function execute(definition: Json, input: Json, answers: Answers = {}, now?: number): Execution {
  if ('missing' in python) throw new Error(python.missing);
  const { stdout, stderr, status } = spawnSync(python.python, [join(__dirname, 'machine.py')], { input: JSON.stringify({ definition, input, answers, now }), encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Execution;
}
