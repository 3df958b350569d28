import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Facts, Subject } from '../conformance/facts';
import { Attributes } from '../support/terraform';

/** The targets, each of which has the example. */
export const TARGETS = ['awscdk', 'tfaws', 'tfgcp', 'tfazure', 'tfk8s'];

const EXAMPLES = join(__dirname, '../../examples');

/** What the one monitor of a program measures; that BigQuery also counts ground truth as a signal of its own is left out. */
export function measuredBy({ driftMonitors }: Facts): string[] {
  return driftMonitors.flatMap(({ signals }) => signals).filter((signal) => signal !== 'ground-truth');
}

/** An example of a target, as its user runs it. */
export class Example {
  private readonly directory: string;

  public constructor(private readonly scenario: string, private readonly target: string) {
    this.directory = mkdtempSync(join(tmpdir(), `${scenario}-`));
  }

  public async run(): Promise<void> {
    process.env.OUT_DIR = this.directory;
    process.env.CDK_VALIDATION = 'false';
    await import(join(EXAMPLES, this.scenario, this.target));
  }

  public remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** What an auditor sees of it. */
  public read(subject: Subject, tags: Record<string, string>): Facts {
    return subject.read(this.directory, tags);
  }

  /** All that is deployed, as one text without the quotes that a text in a text has. */
  public get text(): string {
    return this.files.map((file) => readFileSync(file, 'utf8')).join('\n').replace(/\\+/g, '');
  }

  /** The types of all resources, as the engine calls them. */
  public get types(): string[] {
    const documents = this.files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Attributes);
    return documents.flatMap(({ Resources = {}, resource = {} }) => [
      ...Object.values(Resources as Record<string, { Type: string }>).map(({ Type }) => Type),
      ...Object.keys(resource as object),
    ]);
  }

  /** The lines that its user writes, beside imports and those that all clouds share. */
  public get ownLines(): number {
    const lines = readFileSync(join(EXAMPLES, this.scenario, `${this.target}.ts`), 'utf8').split('\n');
    return lines.filter((line) => line.trim() !== '' && !line.startsWith('import ') && !line.trim().startsWith('//')).length;
  }

  private get files(): string[] {
    return readdirSync(this.directory, { recursive: true }).map(String).filter((file) => /(?:cdk\.tf|\.template)\.json$/.test(file)).map((file) => join(this.directory, file));
  }
}
