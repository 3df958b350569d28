/**
 * Starts a retraining, within its limits. The runs themselves are the memory: they are asked for, whoever started them, so that there is no table that could be wrong. The name of a run
 * is the same for the same hours of data, so that no second one begins for them.
 */
export const ML_RETRAIN = `import hashlib
import json
import urllib.error
from datetime import datetime, timedelta, timezone

from ml_cluster import call

LETTERS = "bcdfghjklmnpqrstvwxz2456789"
DAY = timedelta(days=1)


def began(run):
    return datetime.fromisoformat(run["metadata"]["creationTimestamp"].replace("Z", "+00:00"))


def ended(run):
    """Jobs, JobSets, TrainJobs and MPIJobs have conditions, RayJobs and Workflows a word."""
    status = run.get("status") or {}
    conditions = {condition["type"] for condition in status.get("conditions") or [] if condition.get("status") == "True"}
    words = {status.get("jobDeploymentStatus"), status.get("phase")}
    return bool(conditions & {"Complete", "Completed", "Succeeded", "Failed"} or words & {"Complete", "Succeeded", "Failed", "Error"})


def failed(run):
    status = run.get("status") or {}
    conditions = {condition["type"] for condition in status.get("conditions") or [] if condition.get("status") == "True"}
    return bool("Failed" in conditions or {status.get("jobDeploymentStatus"), status.get("phase")} & {"Failed", "Error"} or status.get("jobStatus") == "FAILED")


def runs_of(retraining):
    """The runs that there are, whoever started them."""
    selector = f"?labelSelector={retraining['selector']}" if "selector" in retraining else ""
    found = call("GET", retraining["path"] + selector)["items"]
    if "template" not in retraining:
        return found
    return [run for run in found if (run["spec"].get("workflowTemplateRef") or {}).get("name") == retraining["template"]]


def held_back(retraining, runs, own, until, now):
    """Why none is started now; nothing where one may be. Runs are gone after a week, but for when the monitor itself has started one."""
    cool_down = timedelta(seconds=retraining["coolDownSeconds"])
    if any(not ended(run) for run in runs):
        return "a run goes on"
    last = max([*map(began, runs), *([datetime.fromtimestamp(own, timezone.utc)] if own else [])], default=None)
    if last and now - last < cool_down:
        return f"the last run began at {last.isoformat()}, and the cool-down is {cool_down}"
    if sum(1 for run in runs if now - began(run) < DAY) >= retraining["maxRunsPerDay"]:
        return f"{retraining['maxRunsPerDay']} runs began within 24 hours"
    if last and last >= until:
        return "a run has begun since these requests"
    return None


def token(monitor, until):
    """The same for the same hours of data: who tries again meets the run that is there."""
    number = int(hashlib.sha256(f"{monitor} {until.isoformat()}".encode()).hexdigest(), 16)
    return "".join(LETTERS[number // len(LETTERS) ** at % len(LETTERS)] for at in range(5))


def run_of(retraining, monitor, until):
    if "template" in retraining:
        run = {"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"generateName": f"{retraining['template']}-"}}
        run["spec"] = {"workflowTemplateRef": {"name": retraining["template"]}}
    else:
        run = json.loads(call("GET", retraining["run"])["data"]["run.json"])
    metadata = run["metadata"]
    metadata["name"] = metadata.pop("generateName") + token(monitor, until)
    metadata["labels"] = {**metadata.get("labels", {}), "ml-platform/started-by": monitor}
    return run


def retrain(retraining, monitor, own, until):
    """Starts a run where it may: (what happened, the name of the run)."""
    now = datetime.now(timezone.utc)
    reason = held_back(retraining, runs_of(retraining), own, until, now)
    if reason:
        return reason, None
    run = run_of(retraining, monitor, until)
    try:
        call("POST", retraining["path"], run)
    except urllib.error.HTTPError as error:
        if error.code == 409:
            return "it was started for these requests before", None
        raise
    return "started", run["metadata"]["name"]


def follow(retraining, name):
    """Whether a run that was started has failed; what is gone has not."""
    try:
        return failed(call("GET", f"{retraining['path']}/{name}"))
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return False
        raise
`;
