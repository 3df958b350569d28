/** Writes the reports, and says in the log what was found. */
export const ML_REPORT = `import json
import os
import tempfile
from datetime import datetime


def html_of(snapshot):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "report.html")
        snapshot.save_html(path)
        with open(path, encoding="utf-8") as file:
            return file.read()


def write_report(folder, results, shown):
    """The pages that Evidently draws, and all numbers, in the folder of the hour at which the data ends."""
    where = datetime.fromisoformat(results["until"]).strftime("%Y/%m/%d/%H")
    for name, snapshot in shown.items():
        if snapshot is None:
            continue
        try:
            page = html_of(snapshot)
        except Exception as error:
            # What was measured is worth more than how it looks.
            print(f"a page could not be drawn: {type(error).__name__} {error}", flush=True)
            continue
        folder.write(f"{where}/{name}.html", page)
    return folder.write(f"{where}/results.json", json.dumps(results, indent=2, sort_keys=True))


def say(results):
    """Lines for those who count by logs: one a value, one a signal, and last one of the run itself."""
    for value in results["values"]:
        what = "segment-value" if value["segment"] else "feature-value" if value["feature"] else "model-value"
        line(results, what, {name: given for name, given in value.items() if given != ""})
    for signal, count in results["breaches"].items():
        line(results, "signal", {"signal": signal, "violations": count})
    run = {"rows": results["rows"], "unreadable": results["unreadable"], "violations": sum(results["breaches"].values()), "decision": results.get("decision", "")}
    if results["groundTruthRows"] is not None:
        run["ground_truth_rows"] = results["groundTruthRows"]
    for skipped in results["skipped"]:
        line(results, "skipped", skipped)
    line(results, "run", {**run, "retrained": int(results.get("decision") == "started"), "retraining_failed": int(results.get("retrainingFailed", False))})


def line(results, what, more):
    print(json.dumps({"ml_drift": results["monitor"], "what": what, **more}, sort_keys=True), flush=True)
`;
