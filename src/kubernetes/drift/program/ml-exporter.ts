/** Shows what the last run found to Prometheus: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export const ML_EXPORTER = `import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

RESULTS = os.environ.get("RESULTS_FILE", "/drift/results/results.json")
STARTED = time.time()
HELP = {
    "drift_value": "What the last run has measured.",
    "drift_threshold": "From which value on it is bad.",
    "drift_violations": "How many thresholds of a signal the last run found crossed.",
    "drift_rows": "How many records the last run looked at.",
    "drift_unreadable_requests": "How many requests the last run could not read.",
    "drift_ground_truth_rows": "How many answers the last run could hold against ground truth.",
    "drift_last_run_timestamp_seconds": "When the last run ended well; before the first, since when it is waited for.",
    "drift_retrainings_total": "How many retrainings the monitor has started.",
    "drift_last_retraining_timestamp_seconds": "When it has started the last one.",
    "drift_retraining_failed": "Whether the last one could not be started, or failed.",
}


def results():
    """What the last run found; nothing where there was none."""
    try:
        with open(RESULTS, encoding="utf-8") as file:
            return json.load(file)
    except (FileNotFoundError, ValueError):
        return {}


def quoted(value):
    return str(value).replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34)).replace(chr(10), " ")


def series(found):
    """(name, labels, value), by their names."""
    words = found.get("words", [])
    for *numbers, value, threshold in found.get("values", []):
        labels = dict(zip(("signal", "metric", "feature", "segment"), (words[number] for number in numbers)))
        yield "drift_value", labels, value
        yield "drift_threshold", labels, threshold
    for signal, count in found.get("breaches", {}).items():
        yield "drift_violations", {"signal": signal}, count
    numbers = {
        "drift_rows": found.get("rows"),
        "drift_unreadable_requests": found.get("unreadable"),
        "drift_ground_truth_rows": found.get("groundTruthRows"),
        "drift_last_run_timestamp_seconds": found.get("finished", STARTED),
        "drift_retrainings_total": found.get("retrainings", 0),
        "drift_last_retraining_timestamp_seconds": found.get("retrainedAt"),
        "drift_retraining_failed": int(found.get("retrainingFailed", False)),
    }
    for name, number in numbers.items():
        if number is not None:
            yield name, {}, number


def page(found, monitor):
    lines = {}
    for name, labels, value in series(found):
        given = ",".join(f'{label}="{quoted(word)}"' for label, word in {"monitor": monitor, **labels}.items() if word != "")
        lines.setdefault(name, []).append(f"{name}{{{given}}} {value}")
    kinds = {name: "counter" if name.endswith("_total") else "gauge" for name in lines}
    return "".join(f"# HELP {name} {HELP[name]}{chr(10)}# TYPE {name} {kinds[name]}{chr(10)}{chr(10).join(text)}{chr(10)}" for name, text in lines.items())


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = (page(results(), os.environ["MONITOR"]) if self.path == "/metrics" else "ok").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    ThreadingHTTPServer((sys.argv[1], int(sys.argv[2])), Handler).serve_forever()
`;
