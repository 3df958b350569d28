import { ArtifactPath, DataFormat } from '../../core';
import { bucketOf } from '../jobs/data-access';
import { LINE } from './sql/read-files';

/** How files are called that hold data; beside them lie those that programs leave. */
const ENDINGS: Readonly<Record<DataFormat, { readonly wildcard: string; readonly pattern: string }>> = {
  [DataFormat.CSV]: { wildcard: '*.csv', pattern: '\\.csv$' },
  [DataFormat.JSON_LINES]: { wildcard: '*.json*', pattern: '\\.jsonl?$' },
  [DataFormat.PARQUET]: { wildcard: '*.parquet', pattern: '\\.parquet$' },
};

/** No file of texts has this character. */
const NO_DELIMITER = '\u0001';

/**
 * How files are loaded. Those of texts are loaded line by line: BigQuery would make a number of the id `0012`, and does not see a heading above columns of texts.
 *
 * https://docs.cloud.google.com/bigquery/docs/reference/rest/v2/Job#JobConfigurationLoad
 */
function loadOf(format: DataFormat): object {
  if (format === DataFormat.PARQUET) return { sourceFormat: 'PARQUET', schemaUpdateOptions: [] };
  return { sourceFormat: 'CSV', fieldDelimiter: NO_DELIMITER, quote: '', schema: { fields: [{ name: LINE, type: 'STRING' }] } };
}

/** All files of a folder, whatever folders are in it. */
export function wholeFolder(path: ArtifactPath, format: DataFormat): object {
  return { uris: [`gs://${bucketOf(path)}/${folderOf(path)}${ENDINGS[format].wildcard}`], load: loadOf(format) };
}

/** A folder with one folder an hour. */
export function hourlyFolder(path: ArtifactPath, format: DataFormat): object {
  return { bucket: bucketOf(path), prefix: folderOf(path), pattern: ENDINGS[format].pattern, load: loadOf(format) };
}

function folderOf({ key }: ArtifactPath): string {
  return key.replace(/\/*$/, '/');
}
