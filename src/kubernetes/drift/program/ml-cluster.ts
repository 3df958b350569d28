/** Asks the API server with what Python has: https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/ */
export const ML_CLUSTER = `import json
import os
import ssl
import urllib.error
import urllib.request

ACCOUNT = os.environ.get("ACCOUNT_FOLDER", "/var/run/secrets/kubernetes.io/serviceaccount")


def call(method, path, body=None, kind="application/json"):
    """Asks the API server, as the account of the pod."""
    with open(f"{ACCOUNT}/token") as token:
        headers = {"Authorization": f"Bearer {token.read().strip()}", "Content-Type": kind, "Accept": "application/json"}
    host, port = os.environ["KUBERNETES_SERVICE_HOST"], os.environ["KUBERNETES_SERVICE_PORT"]
    # An address of IPv6 is in brackets.
    where = f"[{host}]" if ":" in host else host
    request = urllib.request.Request(f"https://{where}:{port}{path}", None if body is None else json.dumps(body).encode(), headers, method=method)
    with urllib.request.urlopen(request, timeout=60, context=ssl.create_default_context(cafile=f"{ACCOUNT}/ca.crt")) as answer:
        return json.load(answer)


def why(error):
    """What the API server said."""
    return f"{error.code} {error.read().decode(errors='replace')}" if isinstance(error, urllib.error.HTTPError) else str(error)


SHOWN = "monitor", "since", "until", "rows", "unreadable", "groundTruthRows", "breaches", "report", "finished"
COUNTED = "decision", "retrainings", "retraining", "retrainedAt", "retrainingFailed"
WORDS = "signal", "metric", "feature", "segment"


def shortened(results):
    """Without what nobody reads of the last run; each word is written once, and meant by its number."""
    short = {name: results[name] for name in (*SHOWN, *COUNTED) if results.get(name) is not None}
    words = sorted({value[word] for value in results["values"] for word in WORDS})
    number = {word: at for at, word in enumerate(words)}
    values = [[*(number[value[word]] for word in WORDS), value["value"], value["threshold"]] for value in results["values"]]
    return {**short, "words": words, "values": values}


class Results:
    """The ConfigMap with what the last run found, which takes 1 MiB."""

    def __init__(self, namespace, name):
        self.path = f"/api/v1/namespaces/{namespace}/configmaps/{name}"

    def read(self):
        data = call("GET", self.path).get("data") or {}
        return json.loads(data.get("results.json", "{}"))

    def write(self, results):
        text = json.dumps(shortened(results), separators=(",", ":"), sort_keys=True)
        call("PATCH", self.path, {"data": {"results.json": text}}, "application/merge-patch+json")
`;
