/**
 * What a monitor reads: captured requests with their answers, and files of records, as rows of texts. A value stays as JSON writes it, so that a number that came as a text can be told from one.
 * The lines are those of the data collector: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-collect-production-data#perform-payload-logging
 */
export const RECORDS = `import argparse
import base64
import csv
import io
import json
import math
import os
from datetime import datetime, timedelta, timezone

TIME, RECORD, TRUTH = "ml_time", "ml_record", "ml_truth"
BINS, CATEGORIES, SAMPLE, SCORES = 10, 200, 20000, 1000
OTHER, NONE = "\\x00other", "\\x00none"
# Whoever may ask the model must not be able to stop the monitor by a long value.
csv.field_size_limit(2**31 - 1)


def records(layout, request):
    if layout == "csv":
        text = request if isinstance(request, str) else ""
        return [row for row in csv.reader(io.StringIO(text)) if row]
    if layout == "json-instances":
        request = request.get("instances") if isinstance(request, dict) else None
    elif isinstance(request, dict):
        request = [request]
    return request if isinstance(request, list) else []


def answers(layout, response, column):
    if layout == "csv":
        if not isinstance(response, str):
            return response if isinstance(response, list) else [response]
        lines = [row for row in csv.reader(io.StringIO(response)) if row]
        return lines[0] if len(lines) == 1 else [row[0] for row in lines]
    if layout == "json-instances":
        response = response.get("predictions") if isinstance(response, dict) else None
    if not isinstance(response, list):
        response = [] if response is None else [response]
    return [answer.get(column) if isinstance(answer, dict) else answer[0] if isinstance(answer, list) and len(answer) == 1 else answer for answer in response]


def written(value):
    return None if value is None or value == "" else json.dumps(value, default=str)


def rows_of(config, request, response, time):
    """The records of a request; one of which everything is missing where nobody can read it, whatever it is: strangers wrote it."""
    try:
        layout, schema = config["layout"], config["features"]
        names = [name for name, _ in schema]
        asked = records(layout, request)
        answered = answers(layout, response, config["prediction"]["column"])
        if not asked or len(asked) != len(answered):
            return [row_of(config, {}, None, time)]
        by_name = [dict(zip(names + [config.get("record")], record)) if isinstance(record, list) else record for record in asked]
        return [row_of(config, record, answer, time) for record, answer in zip(by_name, answered)]
    except Exception:
        return [row_of(config, {}, None, time)]


def row_of(config, record, answer, time):
    row = {name: written(record.get(name)) for name, _ in config["features"]}
    identity = record.get(config.get("record"))
    return {**row, config["prediction"]["column"]: written(answer), RECORD: None if identity is None else str(identity), TIME: time, TRUTH: None}


def table_row(config, record, time):
    return row_of(config, record, record.get(config["prediction"]["column"]), time)


def captured(line):
    """A line of the data collector; what is too large for it lies elsewhere, and is left out."""
    try:
        kept = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(kept, dict) or str(kept.get("datainblob", "")).lower() == "true" or kept.get("data") is None:
        return None
    return kept.get("correlationid") or kept.get("xrequestid"), kept.get("time"), kept["data"]


def paired(config, kept):
    requests = [(time, data) for what, time, data in kept if what == "request"]
    responses = [data for what, _, data in kept if what == "response"]
    return [row for (time, request), response in zip(requests, responses) for row in rows_of(config, request, response, time)]


`;
