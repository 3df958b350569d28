/** The image of MLflow's own server, at the version of its chart; it has Python and is on the nodes already: https://github.com/community-charts/helm-charts/blob/mlflow-1.11.5/charts/mlflow/Chart.yaml */
export const SYNC_IMAGE = 'docker.io/burakince/mlflow:3.15.1';

/** Where `kubernetes.Mlflow` answers, and what a network policy says of it. */
export const MLFLOW = { uri: 'http://mlflow.mlflow.svc.cluster.local', namespace: 'mlflow', podPort: '5000' } as const;

/** How often what people decided is brought to MLflow. */
export const SYNC_SCHEDULE = '*/5 * * * *';

/** The name of a registered model, which begins the names of its ConfigMaps and of its CronJob: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ */
export const MODEL_NAME = {
  what: 'a registered model',
  minLength: 1,
  maxLength: 40,
  pattern: /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
  allowed: 'lower-case letters, digits and hyphens, a letter or digit at both ends',
  separator: '-',
};

/**
 * Brings the registry to what its ConfigMaps say, and can be repeated: a version is found again by an alias of its own, so that it is made once; its approval, its
 * card and the alias of the stage are set anew each time. An alias may not be `v1`: https://mlflow.org/docs/latest/ml/model-registry/workflow/
 *
 * `/versions` has what the program adds, `/submissions` what somebody has registered since, `/decisions` what approvers have decided, which goes before the
 * program's word. The calls: https://mlflow.org/docs/latest/api_reference/rest-api.html
 */
export const SYNC_SCRIPT = `import base64, json, os, pathlib, urllib.error, urllib.parse, urllib.request

BASE = os.environ["MLFLOW_TRACKING_URI"].rstrip("/") + "/api/2.0/mlflow/"
NAME, STAGE = os.environ["MODEL"], os.environ["STAGE"]
USER, PASSWORD = os.environ.get("MLFLOW_TRACKING_USERNAME"), os.environ.get("MLFLOW_TRACKING_PASSWORD")
ABSENT, PRESENT = "RESOURCE_DOES_NOT_EXIST", "RESOURCE_ALREADY_EXISTS"

def call(method, path, fine=(), **body):
    query = "?" + urllib.parse.urlencode(body) if method == "GET" else ""
    request = urllib.request.Request(BASE + path + query, method=method, headers={"Content-Type": "application/json"})
    if USER:
        request.add_header("Authorization", "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode())
    try:
        with urllib.request.urlopen(request, None if query else json.dumps(body).encode(), timeout=60) as answer:
            return json.loads(answer.read() or b"{}")
    except urllib.error.HTTPError as error:
        said = error.read().decode(errors="replace")
        if any(code in said for code in fine):
            return None
        raise SystemExit(f"{method} {path}: {error.code} {said}")

def read(folder):
    files = sorted(pathlib.Path(folder).glob("[!.]*")) if pathlib.Path(folder).is_dir() else []
    return {file.name: file.read_text().strip() for file in files}

def ensure(key, source, description):
    alias = "version-" + key.lower()
    found = call("GET", "registered-models/alias", (ABSENT,), name=NAME, alias=alias)
    if found:
        version = found["model_version"]
        if version["source"] != source:
            raise SystemExit(f"{key} is {version['source']} in the registry, and what is in a version never changes: add another version for {source}")
        return version["version"]
    made = call("POST", "model-versions/create", name=NAME, source=source, description=description)["model_version"]
    call("POST", "registered-models/alias", name=NAME, alias=alias, version=made["version"])
    return made["version"]

call("POST", "registered-models/create", (PRESENT,), name=NAME)
call("PATCH", "registered-models/update", name=NAME, description=os.environ.get("DESCRIPTION", ""))
call("POST", "registered-models/set-tag", name=NAME, key="stage", value=STAGE)
wanted = {key: json.loads(text) for key, text in read("/submissions").items()}
for one in wanted.values():
    one["tags"] = {**one.get("tags", {}), "approval": "pending"}
wanted.update({key: json.loads(text) for key, text in read("/versions").items()})
decisions, approved = read("/decisions"), []
for key, one in wanted.items():
    version = ensure(key, one["source"], one.get("description", ""))
    tags = dict(one.get("tags", {}))
    if key in decisions:
        word, _, why = decisions[key].partition(" ")
        if word not in ("approved", "rejected", "pending"):
            raise SystemExit(f"the decision about {key} begins with '{word}': write 'approved', 'rejected' or 'pending', and why")
        tags.update({"approval": word, "decided-why": why, "decided-by": "see the audit log of the cluster"})
    for tag, value in tags.items():
        call("POST", "model-versions/set-tag", name=NAME, version=version, key=tag, value=value)
    if tags["approval"] == "approved":
        approved.append(int(version))
if approved:
    call("POST", "registered-models/alias", name=NAME, alias=STAGE, version=str(max(approved)))
else:
    call("DELETE", "registered-models/alias", (ABSENT,), name=NAME, alias=STAGE)
print(f"{NAME}: {len(wanted)} versions, {len(approved)} approved")
`;

/** By the name of the CronJob, as kube-state-metrics gives the failed runs of its Jobs to Prometheus: https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/job-metrics.md */
export function failedSyncs(namespace: string, cronJob: string): string {
  return `sum(kube_job_status_failed{namespace="${namespace}",job_name=~"${cronJob}-[0-9]+"}) or vector(0)`;
}

/** What somebody may do with the ConfigMaps of a model. */
export const READ_MAPS = ['get', 'watch'] as const;
export const CHANGE_MAPS = ['get', 'patch', 'update'] as const;
