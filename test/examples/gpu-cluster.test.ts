import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QuotaNeed } from '../../src/core';
import { SUBJECTS } from '../conformance/subjects';

const EXAMPLES = join(__dirname, '../../examples/gpu-cluster');

describe.each(SUBJECTS.map((subject) => [subject.target.name, subject] as const))('the GPU cluster on %s', (target, subject) => {
  const directory = mkdtempSync(join(tmpdir(), 'gpu-cluster-'));
  const files = () => readdirSync(directory, { recursive: true }).map(String);
  const text = (pattern: RegExp) => files().filter((file) => pattern.test(file)).map((file) => readFileSync(join(directory, file), 'utf8')).join('\n');

  beforeAll(async () => {
    process.env.OUT_DIR = directory;
    process.env.CDK_VALIDATION = 'false';
    await import(join(EXAMPLES, target));
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('has a queue for each team', () => {
    const written = text(/(?:cdk\.tf|\.template)\.json$/);
    ['LocalQueue', 'vision', 'language'].forEach((word) => expect(written).toContain(word));
  });

  test('leaves a file with the quotas that it needs, where there are quotas', () => {
    const quotas = files().filter((file) => /quotas\/acme-ml-train\.json$/.test(file));
    expect(quotas).toHaveLength(subject.region === undefined ? 0 : 1);
    quotas.flatMap((file) => JSON.parse(readFileSync(join(directory, file), 'utf8')) as QuotaNeed[]).forEach(({ needed }) => expect(needed).toBeGreaterThan(0));
  });

  test('writes no token and no password', () => {
    expect(text(/(?:cdk\.tf|\.template)\.json$/)).not.toMatch(/"(?:token|password|client_key|client_secret)":\s*"/);
  });

  test('takes at most 15 lines of its user, beside imports and the lines that all clouds share', () => {
    const lines = readFileSync(join(EXAMPLES, `${target}.ts`), 'utf8').split('\n');
    const own = lines.filter((line) => line.trim() !== '' && !line.startsWith('import ') && !line.trim().startsWith('//'));
    expect(own.length).toBeLessThanOrEqual(15);
  });
});
