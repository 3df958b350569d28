/**
 * Computes what everything is held against, and keeps it beside the reports. It is computed anew when the registry has another version for production, or when somebody says so; data
 * that training has put there for a model that nobody has approved yet changes nothing.
 */
export const ML_BASELINE = `import base64
import hashlib
import io
import json
import os
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timezone

import pandas as pd

from ml_files import Folder
from ml_tables import Lost, chunks, sampled

MOST_ROWS = 200_000
MOST_WORDS = 5_000
POINTER = "baseline/current.json"


def promoted(registry):
    """The version that the registry has for production, or nothing where there is none."""
    query = urllib.parse.urlencode({"name": registry["model"], "alias": registry["alias"]})
    request = urllib.request.Request(f"{registry['url'].rstrip('/')}/api/2.0/mlflow/registered-models/alias?{query}")
    if os.environ.get("MLFLOW_TRACKING_USERNAME"):
        pair = f"{os.environ['MLFLOW_TRACKING_USERNAME']}:{os.environ['MLFLOW_TRACKING_PASSWORD']}"
        request.add_header("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["model_version"]["version"]
    except urllib.error.HTTPError as error:
        # An alias that does not exist is 400 in some versions: https://mlflow.org/docs/latest/api_reference/rest-api.html
        if error.code in (400, 404) and b"RESOURCE_DOES_NOT_EXIST" in error.read():
            return None
        raise


def fingerprint(settings, version):
    """Of what a baseline is made: the same text as long as it holds."""
    parts = [settings["baseline"]["uri"], settings["baseline"]["format"], settings["features"], settings["prediction"], version]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


class Ranges:
    """What values the baseline has: of numbers the bounds, of texts the words, unless there are too many to tell an unknown one."""

    def __init__(self, known=None):
        self.known = known or {}

    def add(self, table, schema):
        for name, kind in schema.features.items():
            values = table[name].dropna()
            if values.empty:
                continue
            if kind in ("float", "int"):
                least, most = self.known.get(name, [float("inf"), float("-inf")])
                self.known[name] = [min(least, float(values.min())), max(most, float(values.max()))]
            elif kind == "string":
                words = self.known.get(name, [])
                if words is not None:
                    words = sorted(set(words) | set(values.unique()))
                    self.known[name] = words if len(words) <= MOST_WORDS else None

    def outside(self, name, values):
        known, there = self.known.get(name), values.dropna()
        if known is None or there.empty:
            return 0
        if isinstance(there.iloc[0], str):
            return int((~there.isin(known)).sum())
        return int(((there < known[0]) | (there > known[1])).sum())


class Baseline:
    def __init__(self, table, ranges, about):
        self.table, self.ranges, self.about = table, ranges, about

    def part(self, table):
        return Baseline(table, self.ranges, self.about)


def computed(settings, schema, mark, version):
    folder = Folder(settings["baseline"]["uri"])
    ranges, columns, lost = Ranges(), [*schema.features, schema.column], Lost()

    def parts():
        for chunk in chunks(folder, folder.files(), settings["baseline"]["format"], columns, lost):
            table, _ = schema.table(chunk)
            ranges.add(table, schema)
            yield table.assign(**{schema.column: schema.answers(chunk[schema.column])[0]})

    table = sampled(parts(), columns, MOST_ROWS)
    if lost.lines:
        print(f"{lost.lines} lines of the baseline could not be read", flush=True)
    if table is None:
        raise SystemExit(f"there is no data for a baseline in {folder.uri}: write what the model has learned from, with the columns {', '.join(columns)}")
    empty = [name for name in columns if table[name].isna().all()]
    if empty:
        raise SystemExit(f"the data in {folder.uri} has no values of {', '.join(empty)}: write them, or leave the features out of the schema")
    about = {"fingerprint": mark, "version": version, "rows": len(table), "computed": datetime.now(timezone.utc).isoformat(timespec="seconds")}
    return Baseline(table, ranges, about)


def keep(baseline, reports):
    content = io.BytesIO()
    baseline.table.to_parquet(content, index=False)
    path = f"baseline/{baseline.about['fingerprint']}-{baseline.about['computed'].replace(':', '').replace('+0000', 'Z')}.parquet"
    reports.write(path, content.getvalue())
    # Last: whoever reads the pointer finds all that it names.
    reports.write(POINTER, json.dumps({**baseline.about, "table": path, "ranges": baseline.ranges.known}))


def load(settings, schema, reports, anew=False):
    """The baseline as it was kept; computed where there is none yet, or where the registry has another version for production now."""
    registry = settings["baseline"].get("registry")
    kept = reports.read_json(POINTER)
    try:
        version = promoted(registry) if registry else None
    except (OSError, ValueError, KeyError) as error:
        if not kept:
            raise
        # The one that is there is better than no run.
        print(f"the registry does not answer, the baseline stays: {error}", flush=True)
        version = kept["version"]
    mark = fingerprint(settings, version)
    if kept and kept["fingerprint"] == mark and not anew:
        table = pd.read_parquet(io.BytesIO(reports.read(kept["table"])))
        return Baseline(table, Ranges(kept["ranges"]), {name: kept[name] for name in ("fingerprint", "version", "rows", "computed")})
    baseline = computed(settings, schema, mark, version)
    keep(baseline, reports)
    print(f"baseline: {baseline.about['rows']} rows, version {version}", flush=True)
    return baseline
`;
