import { Statement, Value } from './bigquery';
import { monitorStage, Wish, workflowIn } from './monitors';

type Json = any;

const VALUES = {
  run: 'r1', baseline: 'b', since: '2026-03-01 00:00:00+00:00', until: '2026-03-02 00:00:00+00:00', judged_since: '2026-02-01 00:00:00+00:00', judged_until: '2026-02-02 00:00:00+00:00',
};

/** What a monitor is configured with. */
export function statements(wish: Wish = () => ({})): Json {
  return workflowIn(monitorStage(wish).synth(), 'acme-ml-fraud-drift-drift').config;
}

/** A list of values as rows of a table of texts. */
export function table(name: string, columns: readonly string[], rows: ReadonlyArray<readonly Value[]>): string {
  const literal = (value: Value) => (value === null ? 'NULL' : `'${String(value).replace(/'/g, "''")}'`);
  return `CREATE OR REPLACE TABLE ${name} AS SELECT * FROM (VALUES ${rows.map((row) => `(${row.map((value) => `CAST(${literal(value)} AS VARCHAR)`).join(', ')})`).join(', ')}) AS t(${columns.join(', ')})`;
}

/** A statement as its workflow runs it. */
export function of(statement: Json): Statement {
  return { sql: statement.sql as string, values: VALUES };
}

export const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
