import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MONITOR_PROGRAM } from '../../src/tfazure/drift/monitor-program';

type Json = any;

const MINUTE = 60_000;
/** A Python with PySpark, which wants a Java: `pip install pyspark==3.5.1`; Azure ML has Spark 3.4. */
const PYTHON = process.env.PYSPARK_PYTHON ?? 'python3';
const found = spawnSync(PYTHON, ['-c', 'import pyspark'], { encoding: 'utf8' }).status === 0 && spawnSync('java', ['-version']).status === 0;
const missing = found ? undefined : `${PYTHON} has no pyspark, or there is no Java (PYSPARK_PYTHON names another Python)`;
if (missing) process.stderr.write(`SKIPPED the program of a monitor on Spark: ${missing}\n`);

(missing ? describe.skip : describe)('the program of a monitor of Azure ML on Spark', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drift-spark-'));
  let answers: Json;

  beforeAll(() => {
    writeFileSync(join(folder, 'drift.py'), MONITOR_PROGRAM);
    copyFileSync(join(__dirname, 'fixtures', 'drift_on_spark.py'), join(folder, 'drift_on_spark.py'));
    const { stdout, stderr } = spawnSync(PYTHON, ['drift_on_spark.py'], { cwd: folder, encoding: 'utf8', env: { ...process.env, PYSPARK_PYTHON: PYTHON } });
    const [, text] = /ANSWERS (.*)/.exec(stdout) ?? [];
    if (text === undefined) throw new Error(stderr.slice(-3000));
    answers = JSON.parse(text) as Json;
  }, 5 * MINUTE);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('makes a table of the requests of a window, wherever the collector has put them, and of a batch output', () => {
    expect([answers.records, answers.scores]).toEqual([600, 50]);
  });

  test('measures drift, of all and of a segment, and hands Azure ML what it takes', () => {
    const { metrics, tags } = answers['data-drift'] as { metrics: Array<[string, string, number, number | null]>; tags: Record<string, string> };
    const beyond = Object.fromEntries(metrics.filter(([, metric]) => metric === 'beyond_threshold').map(([group, , value]) => [group, value > 0]));
    expect(beyond).toEqual({ 'psi amount': true, 'psi country': true, 'psi amount country=NL': true, 'psi country country=NL': false });
    expect(tags).toMatchObject({ ml_platform_monitor: 'm', ml_platform_signal: 'data-drift', ml_platform_values_00: expect.stringContaining('"amount"') });
  });

  test('finds what was right by the record, and measures quality', () => {
    const values = JSON.parse(`[${(answers['model-quality'].tags as Record<string, string>).ml_platform_values_00}]`) as string[][];
    expect(values[0]).toEqual(['ground-truth', '', '', '600', '', 'no']);
    expect(Number(values[1]![3])).toBeGreaterThan(0.8);
    expect(values[1]!.slice(4)).toEqual(['0.95', 'yes']);
  });

  test('keeps the numbers of the baseline, and says when there is nothing to measure', () => {
    expect(answers.kept).toEqual(['_SUCCESS', 'part-00000']);
    expect(answers.empty).toContain('there are no records between 2026-11-26');
  });
});
