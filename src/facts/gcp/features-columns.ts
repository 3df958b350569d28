/** A column of BigQuery, as its API writes the type. */
export interface ColumnTypeFact {
  readonly type: string;
  readonly repeated?: boolean;
}

/**
 * What features are in BigQuery. In the online store a timestamp is a whole number, and a vector the numbers of an array; BigQuery keeps no array of a certain length.
 *
 * Sources: https://docs.cloud.google.com/bigquery/docs/reference/rest/v2/tables#TableFieldSchema,
 * https://docs.cloud.google.com/vertex-ai/docs/featurestore/latest/prepare-data-source#guidelines
 */
export const COLUMN_TYPES: Readonly<Record<'int' | 'float' | 'string' | 'bool' | 'timestamp' | 'vector', ColumnTypeFact>> = {
  int: { type: 'INTEGER' },
  float: { type: 'FLOAT' },
  string: { type: 'STRING' },
  bool: { type: 'BOOLEAN' },
  timestamp: { type: 'TIMESTAMP' },
  vector: { type: 'FLOAT', repeated: true },
};
