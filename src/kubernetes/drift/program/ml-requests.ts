/** Reads what the collector of an endpoint has written (`src/kubernetes/serving/capture`): a row a record, by the format of requests. */
export const ML_REQUESTS = `import csv
import gzip
import io
import json
import random

import pandas as pd

from ml_columns import plain, text

# The longest value of CSV that is read: what callers send is as long as an endpoint takes it.
csv.field_size_limit(2**30)

MOST_ROWS, MOST_CELLS = 500_000, 12_000_000
ID = "@id"
SHADOW = "shadow"


def room(columns, most=MOST_ROWS):
    """How many rows of so many columns the pod has room for."""
    return min(most, MOST_CELLS // len(columns))


class Sample:
    """As many rows as the pod has room for, each as likely as any other, and the same ones each time."""

    def __init__(self, columns):
        self.most, self.rows, self.seen, self.chance = room(columns), [], 0, random.Random(0)

    def add(self, row):
        self.seen += 1
        if len(self.rows) < self.most:
            self.rows.append(row)
            return
        at = self.chance.randrange(self.seen)
        if at < self.most:
            self.rows[at] = row


def lines_of(folder, file):
    with folder.store.open_input_stream(file.path) as stream:
        content = stream.read()
    unpacked = gzip.decompress(content) if content[:2] == bytes([0x1F, 0x8B]) else content
    # Only what ends a line of JSON: texts may have the other ends of lines that Python knows.
    return unpacked.decode("utf-8", errors="replace").split(chr(10))


def parsed(body):
    if isinstance(body, str):
        return json.loads(body)
    if body is None:
        raise ValueError("no body")
    return body


def cells(body):
    if not isinstance(body, str):
        raise ValueError("no text")
    return [row for row in csv.reader(io.StringIO(body)) if row]


def named(record, schema):
    """A record by the names of its columns; a list is in the order of the schema, with the id last where there is one value more."""
    if isinstance(record, dict):
        return {name: record[name] for name in schema.known if name in record}
    if not isinstance(record, list):
        record = [record]
    names = list(schema.features)
    if schema.record_id and len(record) == len(names) + 1:
        names.append(schema.record_id)
    if len(record) != len(names):
        raise ValueError(f"{len(record)} values for {len(names)} columns")
    return dict(zip(names, record))


def answer(value, schema):
    return value.get(schema.column) if isinstance(value, dict) else value[0] if isinstance(value, list) and len(value) == 1 else value


def records(request, response, schema, form):
    """The records of a request, each with what was answered."""
    if form == "csv":
        rows, answers = cells(request), cells(response)
        answers = answers[0] if len(answers) == 1 and len(rows) == len(answers[0]) else [line[0] for line in answers if len(line) == 1]
    elif form == "json-instances":
        rows, answers = parsed(request)["instances"], parsed(response)["predictions"]
    else:
        rows, answers = parsed(request), parsed(response)
        if not isinstance(rows, list):
            rows, answers = [rows], answers if isinstance(answers, list) and len(answers) == 1 else [answers]
    if len(rows) != len(answers):
        raise ValueError(f"{len(answers)} answers for {len(rows)} records")
    return [record(named(row, schema), answer(value, schema), schema) for row, value in zip(rows, answers)]


def record(row, said, schema):
    kept = {name: plain(value, text if name == schema.record_id else None) for name, value in row.items()}
    return {**kept, schema.column: plain(said, text)}


def of_line(line, schema, form):
    request = json.loads(line)
    # The model in the shadow answers nobody.
    if not 200 <= request["status"] < 300 or request.get("variant") == SHADOW:
        return []
    found = records(request.get("request"), request.get("response"), schema, form)
    whole = str(request.get("id", ""))
    for at, row in enumerate(found):
        row[ID] = row.get(schema.record_id) if schema.record_id in row else plain(whole) if len(found) == 1 else plain(f"{whole}-{at}")
    return found


def captured(folder, schema, form, since, until):
    """What was asked and answered in a time, a row a record; and how many lines nobody could read."""
    sample, unreadable = Sample(schema.known), 0
    for file in folder.files_of_hours(since, until):
        for line in lines_of(folder, file):
            try:
                found = of_line(line, schema, form) if line.strip() else []
            except Exception:
                # Whatever a caller has sent, it is counted, and stops nothing: RecursionError, csv.Error and what else there is.
                unreadable += 1
                continue
            for row in found:
                sample.add(row)
    # As they are: ids that are large numbers would lose their last digits where one is missing.
    return pd.DataFrame(sample.rows, columns=[*schema.known, ID], dtype=object), unreadable
`;
