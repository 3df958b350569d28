import { DataFormat } from '../../../core';
import { SchemaPlan } from '../../../core/drift/schema-plan';
import { cell, CELLS } from './csv-cells';
import { named, text } from './sql-text';

/** What stands in a line is put into this column where files are loaded line by line. */
export const LINE = 'line';

/** The columns of files, and as what they are read. */
type Columns = ReadonlyArray<{ readonly name: string; readonly as: string }>;

/** The records of files with the features and what is predicted as columns. */
export function readRecords(schema: SchemaPlan, format: DataFormat, table: string): string {
  const { features, prediction, recordId } = schema;
  const columns = [
    ...(recordId === undefined ? [] : [{ name: recordId, as: '_id' }]),
    { name: prediction.column, as: '_answer' },
    ...features.map(({ name }) => ({ name, as: name })),
  ];
  return readFiles(columns, recordId === undefined ? ['CAST(NULL AS STRING) AS _id'] : [], format, table);
}

/** The ids of records that have no column for it in what the model learned from are none. */
export function readTraining({ features, prediction }: SchemaPlan, format: DataFormat, table: string): string {
  const columns = [{ name: prediction.column, as: '_answer' }, ...features.map(({ name }) => ({ name, as: name }))];
  return readFiles(columns, ['CAST(NULL AS STRING) AS _id'], format, table);
}

/** What turned out to be so: an object of JSON a line, with the id of its record and the value by the name of the prediction. */
export function readTruth({ prediction, recordId }: SchemaPlan, table: string): string {
  return readFiles([{ name: recordId!, as: '_id' }, { name: prediction.column, as: '_label' }], [], DataFormat.JSON_LINES, table);
}

function readFiles(columns: Columns, more: readonly string[], format: DataFormat, table: string): string {
  if (format === DataFormat.CSV) return readCsv(columns, more, table);
  const values = columns.map(({ name, as }) => `NULLIF(JSON_VALUE(record, '$.${name}'), '') AS ${named(as)}`);
  const record = format === DataFormat.PARQUET ? 'TO_JSON_STRING(entry)' : `entry.${LINE}`;
  return `SELECT ${[...more, ...values].join(', ')} FROM (SELECT ${record} AS record FROM ${named(table)} AS entry)`;
}

/** The line that names all columns says where each of them is; it may stand on top of each file. */
function readCsv(columns: Columns, more: readonly string[], table: string): string {
  const bare = `SPLIT(REGEXP_REPLACE(${LINE}, r'[" \\r]', ''), ',')`;
  const isHeader = `(SELECT COUNT(DISTINCT title) FROM UNNEST(${bare}) AS title WHERE title IN (${columns.map(({ name }) => text(name)).join(', ')})) = ${columns.length}`;
  const positions = columns.map(({ name, as }) => `MAX(IF(TRIM(title, ' \\r"') = ${text(name)}, place, NULL)) AS ${named(as)}`);
  const values = columns.map(({ as }) => `${cell(`_body.cells[SAFE_OFFSET(_header.${named(as)})]`)} AS ${named(as)}`);
  return [
    `WITH top AS (SELECT MIN(${LINE}) AS ${LINE} FROM ${named(table)} WHERE ${isHeader}),`,
    `header AS (SELECT ${positions.join(', ')} FROM top, UNNEST(${CELLS(`top.${LINE}`)}) AS title WITH OFFSET AS place),`,
    `body AS (SELECT ${CELLS(`entry.${LINE}`)} AS cells FROM ${named(table)} AS entry, top WHERE TRIM(entry.${LINE}) != '' AND entry.${LINE} != top.${LINE})`,
    `SELECT ${[...more, ...values].join(', ')} FROM body AS _body, header AS _header`,
  ].join(' ');
}
