/** The values of a line, where quotes may stand around those with a comma. */
export function CELLS(line: string): string {
  return `REGEXP_EXTRACT_ALL(${line}, r'("(?:[^"]|"")*"|[^,]*)(?:,|$)')`;
}

/** A value without its quotes; an empty one is missing. */
export function cell(value: string): string {
  return `NULLIF(TRIM(${value}, ' \\r"'), '')`;
}
