/** How the files of a folder are written. */
export enum DataFormat {
  /** Values with commas between them; the first line names the columns. */
  CSV = 'csv',

  /** An object of JSON a line. */
  JSON_LINES = 'json-lines',

  /** Parquet. */
  PARQUET = 'parquet',
}
