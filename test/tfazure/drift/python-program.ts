import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MONITOR_PROGRAM } from '../../../src/tfazure/drift/monitor-program';

type Json = any;

const CONFIG = {
  monitor: 'ml-fraud-drift',
  signal: 'data-drift',
  layout: 'json-instances',
  features: [['amount', 'float'], ['country', 'string'], ['vip', 'bool'], ['age', 'int']],
  prediction: { problem: 'binary', column: 'fraud', positive: '1', threshold: 0.5 },
  record: 'id',
  measure: 'jensen-shannon',
  limits: { amount: 0.1, country: 0.1 },
  segments: [],
};

/** Runs Python beside the program, which is a module that loads without Spark, and gives what it prints. */
export function python(lines: string, config: object = {}): Json {
  const folder = mkdtempSync(join(tmpdir(), 'drift-'));
  writeFileSync(join(folder, 'drift.py'), MONITOR_PROGRAM);
  const prelude = `import json, random\nimport drift as d\nconfig = json.loads(${JSON.stringify(JSON.stringify({ ...CONFIG, ...config }))})\nrandom.seed(7)\n`;
  const { stdout, stderr, status } = spawnSync('python3', ['-c', `${prelude}${lines}`], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Json;
}

const missing = spawnSync('python3', ['--version']).error !== undefined;
/** Tests that run the program, where there is a Python. */
export const test3 = missing ? test.skip : test;
