import { ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bigqueryPython } from '../../lifecycle/support/python-venv';

export type Value = string | number | boolean | null;

export interface Statement {
  readonly sql: string;
  readonly values?: Readonly<Record<string, Value>>;
  /** Which table the rows go into. */
  readonly table?: string;
}

export interface Answer {
  readonly rows: Value[][];
  readonly error?: string;
}

export interface Work {
  /** In the words of DuckDB. */
  readonly setup?: readonly string[];
  /** Tables of lines, which are made or added to. */
  readonly lines?: Readonly<Record<string, readonly string[]>>;
  readonly append?: boolean;
  readonly statements?: readonly Statement[];
}

const python = bigqueryPython();
const missing = 'missing' in python ? python.missing : undefined;
if (missing) process.stderr.write(`SKIPPED statements of BigQuery: ${missing}\n`);

/** Tests that run statements, where there is a Python for it. */
export const describeWithBigquery = missing ? describe.skip : describe;

/** The tables of a monitor, as they are made. */
const TABLES = [
  'CREATE TABLE baseline(baseline VARCHAR, segment VARCHAR, name VARCHAR, bucket BIGINT, lower DOUBLE, upper DOUBLE, category VARCHAR, part DOUBLE, lowest DOUBLE, highest DOUBLE, records BIGINT, learned TIMESTAMPTZ)',
  `CREATE TABLE metrics(ended TIMESTAMPTZ, run VARCHAR, window_start TIMESTAMPTZ, window_end TIMESTAMPTZ, baseline VARCHAR, signal VARCHAR, severity VARCHAR, retrains BOOLEAN,
    name VARCHAR, metric VARCHAR, segment VARCHAR, value DOUBLE, threshold DOUBLE, violated BOOLEAN, records BIGINT)`,
];

/** A data base that understands statements of BigQuery, with the tables of a monitor; it starts with the first. */
export class Bigquery {
  private child?: ChildProcess;
  private readonly waiting: Array<(line: string) => void> = [];
  private problem = '';

  public async stop(): Promise<void> {
    const { child } = this;
    if (!child) return;
    await new Promise((resolve) => {
      child.once('close', resolve);
      child.kill();
    });
  }

  public async work(work: Work): Promise<Answer[]> {
    if (!this.child) {
      this.child = this.start();
      await this.say({ setup: TABLES });
    }
    return this.say(work);
  }

  /** Rows of statements of which none may fail; of the last one. */
  public async rows(...statements: Statement[]): Promise<Value[][]> {
    const answers = await this.work({ statements });
    answers.forEach(({ error }) => {
      if (error !== undefined) throw new Error(error);
    });
    return answers[answers.length - 1]!.rows;
  }

  private start(): ChildProcess {
    if ('missing' in python) throw new Error(python.missing);
    const child = spawn(python.python, [join(__dirname, 'bigquery.py')], { stdio: ['pipe', 'pipe', 'pipe'] });
    createInterface({ input: child.stdout }).on('line', (line) => this.waiting.shift()!(line));
    child.stderr.on('data', (text: Buffer) => (this.problem += text.toString()));
    child.on('exit', () => this.waiting.splice(0).forEach((tell) => tell(JSON.stringify([{ rows: [], error: this.problem }]))));
    return child;
  }

  private async say(work: Work): Promise<Answer[]> {
    const line = await new Promise<string>((resolve) => {
      this.waiting.push(resolve);
      this.child!.stdin!.write(`${JSON.stringify(work)}\n`);
    });
    return JSON.parse(line) as Answer[];
  }
}
