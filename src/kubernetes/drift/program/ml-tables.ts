/** Reads files of CSV, JSON lines and Parquet a part at a time: batch outputs, baselines, ground truth. */
export const ML_TABLES = `import json
import os
import random

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from ml_columns import plain, text
from ml_requests import ID, MOST_ROWS, lines_of, room

CHUNK = 50_000


class Lost:
    """Lines that nobody could read: they are counted, and the others are read."""

    def __init__(self):
        self.lines = 0

    def add(self, *_):
        self.lines += 1
        return "skip"


def csv_chunks(folder, file, columns, lost):
    # As bytes: what a column is says the schema, and not its first megabyte; and no sign of one value stops a file.
    with folder.store.open_input_stream(file.path) as stream:
        try:
            convert = pc.ConvertOptions(column_types={name: pa.binary() for name in columns}, include_columns=columns, include_missing_columns=True, strings_can_be_null=True)
            parse = pc.ParseOptions(invalid_row_handler=lost.add, newlines_in_values=True)
            for batch in pc.open_csv(stream, convert_options=convert, parse_options=parse):
                yield batch.to_pandas().map(lambda value: value.decode("utf-8", errors="replace") if isinstance(value, bytes) else value)
        except pa.ArrowInvalid as error:
            if "Empty CSV" not in str(error):
                print(f"the rest of {file.path} cannot be read: {error}", flush=True)
                lost.add()


def json_chunks(folder, file, columns, lost):
    lines = [line for line in lines_of(folder, file) if line.strip()]
    for at in range(0, len(lines), CHUNK):
        rows = [row for row in (of_json(line, columns, lost) for line in lines[at:at + CHUNK]) if row is not None]
        yield pd.DataFrame(rows, columns=columns, dtype=object)


def of_json(line, columns, lost):
    try:
        row = json.loads(line)
        return {name: plain(row.get(name)) for name in columns}
    except Exception:
        lost.add()
        return None


def parquet_chunks(folder, file, columns, lost):
    with folder.store.open_input_file(file.path) as source:
        table = pq.ParquetFile(source)
        there = [name for name in columns if name in table.schema_arrow.names]
        for batch in table.iter_batches(batch_size=CHUNK, columns=there):
            yield batch.to_pandas(integer_object_nulls=True).reindex(columns=columns)


CHUNKS = {"csv": csv_chunks, "json-lines": json_chunks, "parquet": parquet_chunks}


def chunks(folder, files, form, columns, lost):
    for file in files:
        yield from CHUNKS[form](folder, file, columns, lost)


def sampled(parts, columns, most=MOST_ROWS):
    """As many rows of all parts as there is room for, each as likely as any other, and the same ones each time."""
    most, kept, chance = room(columns, most), None, random.Random(0)
    for part in parts:
        drawn = part.assign(**{"@draw": [chance.random() for _ in range(len(part))]})
        kept = drawn if kept is None else pd.concat([kept, drawn], ignore_index=True)
        if len(kept) > 2 * most:
            kept = kept.nsmallest(most, "@draw")
    if kept is None or kept.empty:
        return None
    return kept.nsmallest(most, "@draw").sort_index().drop(columns="@draw").reset_index(drop=True)


def batch_output(folder, schema, form, since, until):
    """What a model has predicted of many records in a time."""
    lost = Lost()

    def parts():
        for chunk in chunks(folder, folder.files_of_hours(since, until), form, schema.known, lost):
            yield chunk.assign(**{ID: chunk[schema.record_id] if schema.record_id else None})

    rows = sampled(parts(), schema.known)
    return (pd.DataFrame(columns=[*schema.known, ID]) if rows is None else rows), lost.lines


def ground_truth(folder, schema, since, until):
    """What turned out to be so, by the id of the record; the last word holds. How a file is written says its name."""
    columns, endings, lost = [schema.record_id, schema.column], {".csv": "csv", ".parquet": "parquet"}, Lost()
    files = sorted(folder.files_of_hours(since, until), key=lambda file: file.path)
    parts = [chunk for file in files for chunk in CHUNKS[endings.get(os.path.splitext(file.path)[1], "json-lines")](folder, file, columns, lost)]
    if lost.lines:
        print(f"{lost.lines} lines of ground truth could not be read", flush=True)
    if not parts:
        return {}
    found = pd.concat(parts, ignore_index=True).dropna()
    return dict(zip(found[schema.record_id].map(text), found[schema.column]))
`;
