/**
 * What runs in a hook of Helm while an endpoint changes, in Python without further packages. It is told by the variable `RELEASE` what to do: wait for workloads,
 * watch, or shift an InferenceService of Knative to what it is to be.
 *
 * KServe keeps the last revision that had all requests, and `canaryTrafficPercent` divides them between that one and the newest
 * (https://github.com/kserve/kserve/blob/v0.20.0/pkg/controller/v1beta1/inferenceservice/reconcilers/knative/ksvc_reconciler.go). The content and that number therefore change in one
 * request, and not by Helm: a number alone is taken for a way back to the revision before (`PropagateStatus` of
 * https://github.com/kserve/kserve/blob/v0.20.0/pkg/apis/serving/v1beta1/inference_service_status.go), and a content without it gets all requests as soon as it is ready. Until it is over the old
 * revision keeps a hundredth, without which Knative would stop its pods. What was before is remembered in a ConfigMap: an annotation would be one of the pods, too.
 */
export const RELEASE_PROGRAM = `
import json, math, os, ssl, sys, time, urllib.error, urllib.parse, urllib.request

PLAN = json.loads(os.environ["RELEASE"])
API = os.environ.get("RELEASE_API", "https://kubernetes.default.svc")
ACCOUNT = os.environ.get("RELEASE_ACCOUNT", "/var/run/secrets/kubernetes.io/serviceaccount")
POLL = float(os.environ.get("RELEASE_POLL", "10"))
CONTENT = "ml-platform/content"
CANARY = "canaryTrafficPercent"


class Failed(Exception):
    pass


def fetch(url, method="GET", body=None, token=None, authority=None):
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    data = None if body is None else json.dumps(body).encode()
    context = ssl.create_default_context(cafile=authority) if authority else None
    with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method), timeout=30, context=context) as answer:
        return json.load(answer)


def api(path, method="GET", body=None):
    with open(ACCOUNT + "/token") as file:
        token = file.read().strip()
    authority = ACCOUNT + "/ca.crt"
    for attempt in range(6):
        try:
            return fetch(API + path, method, body, token, authority if os.path.exists(authority) else None)
        except urllib.error.HTTPError as error:
            if error.code == 404 and method == "GET":
                return None
            if error.code < 500 or attempt == 5:
                raise
        except OSError:
            if attempt == 5:
                raise
        time.sleep(POLL)


def change(path, edit):
    for attempt in range(10):
        live = api(path)
        if live is None:
            raise Failed("it was deleted meanwhile")
        edit(live)
        try:
            return api(path, "PUT", live)
        except urllib.error.HTTPError as error:
            if error.code != 409 or attempt == 9:
                raise Failed("the change was refused: " + error.read().decode(errors="replace")[:500])
            time.sleep(1)


def until(seconds, look, what):
    end = time.monotonic() + seconds
    reason = ""
    while True:
        found, reason = look()
        if found:
            return found
        if time.monotonic() > end:
            raise Failed(what + " within " + str(seconds) + " seconds: " + reason)
        time.sleep(POLL)


def measured(guard, revision):
    query = urllib.parse.urlencode({"query": guard["query"].replace("{revision}", revision or "")})
    result = fetch(PLAN["prometheus"] + "/api/v1/query?" + query)["data"]["result"]
    values = [value for value in (float(series["value"][1]) for series in result) if not math.isnan(value)]
    return max(values) if values else None


def watch(seconds, revision=None, needed=True):
    end = time.monotonic() + seconds
    bad, silent = {}, 0
    while time.monotonic() < end:
        time.sleep(POLL)
        over = time.monotonic() >= end
        try:
            for guard in PLAN["guards"]:
                value = measured(guard, revision)
                name = guard["name"]
                bad[name] = bad.get(name, 0) + 1 if value is not None and value > guard["above"] else 0
                if bad[name] == 2 or (bad[name] and over):
                    raise Failed(name + ": " + format(value, ".4g") + " is more than " + format(guard["above"], ".4g"))
            silent = 0
        except (OSError, ValueError, KeyError) as error:
            silent += 1
            if silent == 5 or over:
                if not needed:
                    say("nobody watches it, since Prometheus does not answer: " + str(error))
                    return
                raise Failed("nobody can watch it, since Prometheus does not answer: " + str(error))


def condition(live, kind):
    return next((c for c in live.get("status", {}).get("conditions", []) if c.get("type") == kind), {})


def deployment_done(step):
    live = api(step["path"])
    if live is None:
        return None, "it is not there yet"
    status, spec = live.get("status", {}), live["spec"]
    notes = spec["template"]["metadata"].get("annotations", {})
    if step.get("content") and notes.get(CONTENT) != step["content"]:
        return None, "it still has the content before"
    if status.get("observedGeneration", 0) < live["metadata"]["generation"]:
        return None, "nobody has looked at it yet"
    progress = condition(live, "Progressing")
    if progress.get("reason") == "ProgressDeadlineExceeded":
        raise Failed(progress.get("message", "its pods do not start"))
    wanted = spec.get("replicas", 1)
    if status.get("updatedReplicas", 0) < wanted or status.get("availableReplicas", 0) < wanted or status.get("replicas", 0) > status.get("updatedReplicas", 0):
        return None, progress.get("message", "its pods start")
    return True, ""


def rollout_done(step):
    live = api(step["path"])
    status = (live or {}).get("status", {})
    if live is None or str(status.get("observedGeneration", "")) != str(live["metadata"]["generation"]):
        return None, "nobody has looked at it yet"
    if status.get("phase") == "Degraded" or status.get("abort"):
        raise Failed("the rollout went back: " + status.get("message", ""))
    return status.get("phase") == "Healthy" or None, status.get("message", "")


def service_ready(step):
    live = api(step["path"])
    if live is None:
        return None, "it is not there yet"
    if condition(live, "Ready").get("status") == "True":
        return True, ""
    return None, reason_of(live)


def predictor_of(live):
    return live.get("status", {}).get("components", {}).get("predictor", {})


def reason_of(live):
    failure = live.get("status", {}).get("modelStatus", {}).get("lastFailureInfo", {}).get("message", "")
    return failure or condition(live, "PredictorReady").get("message", "") or condition(live, "Ready").get("message", "")


def notes_of(live):
    return live["metadata"].setdefault("annotations", {})


def canary_of(live):
    return live["spec"]["predictor"].get(CANARY)


def remembered(step):
    return json.loads((api(step["memory"]) or {}).get("data", {}).get("rollout", "null"))


def remember(step, state):
    def edit(live):
        data = live.setdefault("data", {})
        if state is None:
            data.pop("rollout", None)
        else:
            data["rollout"] = json.dumps(state)
    change(step["memory"], edit)


def put(step, predictor, content, percent):
    def edit(live):
        live["spec"]["predictor"] = dict(predictor) if percent is None else dict(predictor, **{CANARY: percent})
        if content:
            notes_of(live)[CONTENT] = content
        else:
            notes_of(live).pop(CONTENT, None)
    change(step["path"], edit)


def split(step, percent):
    change(step["path"], lambda live: live["spec"]["predictor"].__setitem__(CANARY, percent))


def finish(step):
    change(step["path"], lambda live: live["spec"]["predictor"].pop(CANARY, None))
    remember(step, None)


def begin(step, live):
    status = predictor_of(live)
    predictor = {key: value for key, value in live["spec"]["predictor"].items() if key != CANARY}
    before = {
        "predictor": predictor, "content": notes_of(live).get(CONTENT), "created": status.get("latestCreatedRevision"), "stable": status.get("latestRolledoutRevision"),
    }
    remember(step, {"to": step["content"], "from": before})
    put(step, step["predictor"], step["content"], 0)
    return before


def revision_ready(step, created_before, stable):
    def look():
        live = api(step["path"])
        if live is None:
            raise Failed("it was deleted meanwhile")
        status = predictor_of(live)
        if stable and status.get("latestRolledoutRevision") not in (None, "", stable):
            raise Failed("KServe sends requests to " + str(status.get("latestRolledoutRevision")) + ", which is neither the new revision nor the one before")
        created = status.get("latestCreatedRevision")
        if created and created != created_before and status.get("latestReadyRevision") == created:
            return created, ""
        transition = live.get("status", {}).get("modelStatus", {}).get("transitionStatus")
        if created != created_before and transition in ("BlockedByFailedLoad", "InvalidSpec"):
            raise Failed("the new model cannot be loaded: " + reason_of(live))
        return None, reason_of(live)
    return until(PLAN["readySeconds"], look, "the new revision was not ready")


def restore(step, before):
    live = api(step["path"])
    if notes_of(live).get(CONTENT) != before["content"]:
        split(step, 0)
        time.sleep(POLL)
        created = predictor_of(api(step["path"]) or {}).get("latestCreatedRevision")
        put(step, before["predictor"], before["content"], 0)
        if created != before["created"]:
            revision_ready(step, created, None)
    elif canary_of(live) is not None:
        revision_ready(step, before["created"], None)
    finish(step)


def shift(step):
    live = api(step["path"])
    if live is None:
        return
    state = remembered(step)
    if state and state["to"] != step["content"]:
        say("a rollout before was interrupted: going back first")
        restore(step, state["from"])
        live, state = api(step["path"]), None
    content = notes_of(live).get(CONTENT)
    if not state and content == step["content"]:
        say("this is what serves already")
        return
    if state and content != step["content"] and canary_of(live) is not None:
        restore(step, state["from"])
        raise Failed("it was going back when its node went")
    before = state["from"] if state and content == step["content"] else begin(step, live)
    try:
        revision = revision_ready(step, before["created"], before["stable"])
        for percent in step["steps"]:
            say(str(percent) + " % of the requests to " + revision)
            split(step, min(percent, 99))
            watch(step["bakeSeconds"], revision)
        watch(step["keepOldSeconds"], revision)
    except Failed as failure:
        say("going back: " + str(failure))
        restore(step, before)
        raise
    finish(step)


def say(text):
    print(text, flush=True)


WAITS = {"deployment": deployment_done, "rollout": rollout_done, "service": service_ready}

try:
    for step in PLAN["do"]:
        if step["what"] == "shift":
            shift(step)
        elif step["what"] == "watch":
            watch(step["seconds"], needed=False)
        else:
            until(PLAN["readySeconds"], lambda: WAITS[step["what"]](step), step["what"] + " was not ready")
except Failed as failure:
    say("failed: " + str(failure))
    sys.exit(3)
`.trim();
