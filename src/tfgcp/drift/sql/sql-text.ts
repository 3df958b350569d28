/** What needs no escaping. */
const PLAIN = /^[\w ,.:=/-]*$/;

/** A text of a statement: BigQuery reads what JSON writes. https://docs.cloud.google.com/bigquery/docs/reference/standard-sql/lexical#escape_sequences */
export function text(value: string): string {
  // Quotes of JSON would be escaped again where a statement is part of a definition.
  return PLAIN.test(value) ? `'${value}'` : JSON.stringify(value);
}

/** A column or a table, which may be called as a word of the language is. */
export function named(name: string): string {
  return `\`${name}\``;
}

/** A number, written so that BigQuery takes it for one with a point. */
export function number(value: number): string {
  return `CAST(${value} AS FLOAT64)`;
}

/** Rows without a table. */
export function rows(columns: Readonly<Record<string, 'STRING' | 'INT64' | 'FLOAT64' | 'BOOL'>>, values: ReadonlyArray<readonly string[]>): string {
  const types = Object.entries(columns).map(([name, type]) => `${named(name)} ${type}`).join(', ');
  return `UNNEST(ARRAY<STRUCT<${types}>>[${values.map((row) => `(${row.join(', ')})`).join(', ')}])`;
}
