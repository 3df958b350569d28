/** A run of a monitor: what came since the last one, held against the baseline. */
export const ML_DRIFT = `import json
import os
import sys
from datetime import datetime, timedelta, timezone

import pandas as pd

import ml_baseline
from ml_cluster import Results, why
from ml_columns import Schema, text
from ml_files import Folder
from ml_measure import measure, measure_part
from ml_report import say, write_report
from ml_requests import ID, captured
from ml_retrain import follow, retrain
from ml_signals import LEAST_ROWS, readable
from ml_tables import batch_output, ground_truth

LATE = timedelta(minutes=10)
MADE_UP_FOR = timedelta(days=7)


def hours_of(settings, now, last=None):
    """
    Whole hours, the last of which has come in: the same for each try of a run, whose name has the minute at which it was due. From where the last run that ended well has looked to, or as
    long as it may take from one to the next: what has failed for long is not made up for.
    """
    number = os.environ.get("JOB_NAME", "").rsplit("-", 1)[-1]
    due = datetime.fromtimestamp(int(number) * 60, timezone.utc) if number.isdigit() and len(number) == 8 else now
    until = (min(due, now) - LATE).replace(minute=0, second=0, microsecond=0)
    # Runs that are not due at the same minute end at hours that are further apart by a part of one.
    longest, least = -(-settings["windowSeconds"] // 3600), max(settings["distanceSeconds"] // 3600, 1)
    if not last:
        return until - timedelta(hours=longest), until
    # Who runs it once more, by hand, wants to see something.
    since = min(datetime.fromisoformat(last), until - timedelta(hours=least))
    return max(since, until - max(MADE_UP_FOR, timedelta(hours=longest))), until


def rows_of(settings, schema, since, until):
    source = settings["source"]
    read = captured if source["kind"] == "requests" else batch_output
    return read(Folder(source["uri"]), schema, source["format"], since, until)


def require_readable(settings, rows, unreadable):
    """A monitor that never reads anything says so: by data quality, or by failing. A few odd requests in a quiet time are no reason to."""
    if rows.empty and unreadable >= LEAST_ROWS and "dataQuality" not in settings["signals"]:
        raise SystemExit(f"none of {unreadable} requests could be read: look whether the schema, and its request format ({settings['source']['format']}), are those of the endpoint")


def judged_rows(settings, schema, since, until):
    """The answers of as long ago as ground truth takes, with what turned out to be so."""
    given = settings.get("groundTruth")
    if not given:
        return None
    delay = timedelta(seconds=-(-given["delaySeconds"] // 3600) * 3600)
    rows, _ = rows_of(settings, schema, since - delay, until - delay)
    if rows.empty:
        return None
    truth = ground_truth(Folder(given["uri"]), schema, since - delay, until - delay)
    found = rows[ID].map(lambda name: None if pd.isna(name) else truth.get(text(name))).astype(object)
    return rows.assign(**{"@truth": found})[found.notna()].reset_index(drop=True)


def react(settings, results, last, until):
    """Starts a retraining where a signal asks for it; and looks how the last one went."""
    counted = {"retrainings": last.get("retrainings", 0), "retraining": last.get("retraining"), "retrainedAt": last.get("retrainedAt")}
    retraining = settings.get("retraining")
    if not retraining:
        return counted
    try:
        counted["retrainingFailed"] = counted["retraining"] is not None and follow(retraining, counted["retraining"])
        if not any(results["breaches"][signal] for signal in settings["retrains"]):
            return {**counted, "decision": "no signal asks for it"}
        counted["decision"], started = retrain(retraining, settings["monitor"], last.get("retrainedAt"), until)
        if started:
            counted.update(retrainings=counted["retrainings"] + 1, retraining=started, retrainingFailed=False, retrainedAt=datetime.now(timezone.utc).timestamp())
    except (OSError, ValueError, KeyError) as error:
        counted.update(decision=f"it could not be started: {why(error)}", retrainingFailed=True)
    return counted


def run(settings):
    schema, reports = Schema(settings), Folder(settings["reports"])
    kept = Results(settings["namespace"], settings["results"])
    last = kept.read()
    since, until = hours_of(settings, datetime.now(timezone.utc), last.get("until"))
    baseline = ml_baseline.load(settings, schema, reports)
    rows, unreadable = rows_of(settings, schema, since, until)
    require_readable(settings, rows, unreadable)
    judged = judged_rows(settings, schema, since, until)
    values, *shown = measure(settings, schema, baseline, rows, judged)
    pages = dict(zip(("report", "quality"), shown))
    if "dataQuality" in settings["signals"] and len(rows) + unreadable:
        readable(settings["signals"]["dataQuality"], len(rows), unreadable, values)
    for at, segment in enumerate(settings["segments"]):
        found, pages[f"segment-{at + 1}"], _ = measure_part(settings, schema, baseline, rows, judged, segment)
        values.take(found)
    results = {
        "monitor": settings["monitor"], "since": since.isoformat(), "until": until.isoformat(), "rows": len(rows), "unreadable": unreadable,
        "groundTruthRows": None if judged is None else len(judged), "baseline": baseline.about, "values": values.found, "skipped": values.skipped,
        "breaches": {signal: values.breaches(signal) for signal in settings["measured"]},
    }
    results["report"] = write_report(reports, results, pages)
    results.update(react(settings, results, last, until), finished=datetime.now(timezone.utc).timestamp())
    kept.write(results)
    say(results)


if __name__ == "__main__":
    with open(os.environ["SETTINGS_FILE"], encoding="utf-8") as file:
        given = json.load(file)
    if sys.argv[1] == "baseline":
        ml_baseline.load(given, Schema(given), Folder(given["reports"]), anew=True)
    else:
        run(given)
`;
