"""The five verbs and the tags over one region's records."""

import copy
import re
import threading
import time
import uuid

from ..identity import ACCOUNT
from . import kinds, processing, rollout
from .errors import ServiceError, already_exists, not_found
from .service_model import (
    OPERATIONS,
    arn_member,
    input_shape,
    key_members,
    only_members_of,
    output_shape,
    settled_status,
)
from .validation import check

_VERB = re.compile(r"(Create|Describe|Update|Delete|List)(.+)")
Key = tuple[str, ...]
# Training jobs whose names begin so have not ended yet, as a test says.
HELD_JOBS: set[str] = set()


class SageMaker:
    """SageMaker in one region."""

    def __init__(self, region: str):
        self._region = region
        self._records: dict[str, dict[Key, dict]] = {}
        self._tags: dict[str, dict[str, str]] = {}
        self._lock = threading.Lock()

    def call(self, operation: str, request: dict) -> dict:
        """Answers one call or raises the service's error."""
        match = _VERB.fullmatch(operation)
        if operation not in OPERATIONS:
            raise ServiceError("UnknownOperationException", operation)
        check(operation, request)
        with self._lock:
            if operation in ("ListTags", "AddTags", "DeleteTags"):
                return self._tag_call(operation, request)
            if operation.endswith("ModelPackageGroupPolicy"):
                return self._policy_call(operation, request)
            verb, kind = match.groups() if match else ("", "")
            if verb == "List":
                return self._list(operation, kind)
            if not verb or "Describe" + kind not in OPERATIONS:
                raise ServiceError("UnknownOperationException", operation)
            return getattr(self, "_" + verb.lower())(kind, request)

    def _create(self, kind: str, request: dict) -> dict:
        for other, name in kinds.references(kind, request):
            self._find(other, name)
        record = copy.deepcopy(request)
        kinds.number(kind, record, self._records.get(kind, {}).values())
        for member in key_members(kind):
            if member not in record:
                record[member] = ("d-" if member == "DomainId" else "x-") + uuid.uuid4().hex[:12]
        key = tuple(record[member] for member in key_members(kind))
        records = self._records.setdefault(kind, {})
        if key in records:
            raise already_exists(kind, "/".join(key))
        arn = f"arn:aws:sagemaker:{self._region}:{ACCOUNT}:{_kebab(kind)}/{'/'.join(key)}"
        now = time.time()
        record.update({arn_member(kind): arn, "CreationTime": now, "LastModifiedTime": now, **dict(settled_status(kind))})
        self._tags[arn] = {tag["Key"]: tag["Value"] for tag in record.pop("Tags", [])}
        kinds.settle(kind, record, self._find)
        if kind == "ProcessingJob":
            processing.leave_results(record)
        records[key] = record
        return only_members_of(output_shape("Create" + kind), record)

    def _describe(self, kind: str, request: dict) -> dict:
        record = self._get(kind, request)[1]
        if kind == "TrainingJob" and record["TrainingJobName"].startswith(tuple(HELD_JOBS)):
            record = {**record, "TrainingJobStatus": "InProgress"}
        return only_members_of(output_shape("Describe" + kind), record)

    def _update(self, kind: str, request: dict) -> dict:
        _, record = self._get(kind, request)
        changes = {member: value for member, value in request.items() if member not in key_members(kind)}
        if kind == "Endpoint":
            self._find("EndpointConfig", request["EndpointConfigName"])
            rollout.begin(record, changes, lambda: self._change(kind, record, changes))
        else:
            self._change(kind, record, changes)
        return only_members_of(output_shape("Update" + kind), record)

    def _change(self, kind: str, record: dict, changes: dict) -> None:
        kinds.merge_update(kind, record, changes)
        record["LastModifiedTime"] = time.time()
        for member, _ in settled_status(kind):
            if "Updated" in output_shape("Describe" + kind).members[member].enum:
                record[member] = "Updated"
        kinds.settle(kind, record, self._find)

    def _delete(self, kind: str, request: dict) -> dict:
        key, record = self._get(kind, request)
        for other in kinds.dependants(kind):
            if any(k[0].split("/")[0] == key[0] for k in self._records.get(other, {})):
                raise ServiceError("ResourceInUse", f"Unable to delete {kind} {key[0]}: it has a {other}.")
        if (kind in ("EndpointConfig", "Model") and key[0] in self._serving()) or (kind, key[0]) in self._scheduled():
            # SageMaker lets it happen, so that no more than a test can tell.
            print("OUTAGE", kind, key[0], "is deleted while it serves", flush=True)
        del self._records[kind][key]
        return only_members_of(output_shape("Delete" + kind), record)

    def served_uris(self, endpoint: str) -> list[str]:
        """Where the models lie that an endpoint serves, of which both the model and the configuration are there."""
        name = self._records.get("Endpoint", {}).get((endpoint,), {}).get("EndpointConfigName", "")
        config = self._records.get("EndpointConfig", {}).get((name,), {})
        models = [self._records.get("Model", {}).get((v["ModelName"],), {}) for v in config.get("ProductionVariants", [])]
        return [m["PrimaryContainer"]["ModelDataSource"]["S3DataSource"]["S3Uri"] for m in models if m]

    def run_schedule(self, name: str, run: dict) -> dict:
        """A run of a monitoring schedule, which ended as a test says; gives its job."""
        schedule = self._find("MonitoringSchedule", name)
        job_name = run.get("job", f"model-monitoring-{uuid.uuid4().hex[:16]}")
        job = processing.job_of_schedule(schedule, self._find(*kinds.definition_of(schedule)), job_name, run)
        job["ProcessingJobArn"] = f"arn:aws:sagemaker:{self._region}:{ACCOUNT}:processing-job/{job_name}"
        self._records.setdefault("ProcessingJob", {})[(job_name,)] = job
        return {"name": job_name, "roleArn": job["RoleArn"]}

    def status_of(self, endpoint: str) -> str:
        """The status of an endpoint, as a test waits for it."""
        return self._records.get("Endpoint", {}).get((endpoint,), {}).get("EndpointStatus", "")

    def _serving(self) -> set[str]:
        """The configurations that endpoints have, and their models."""
        configs = {endpoint["EndpointConfigName"] for endpoint in self._records.get("Endpoint", {}).values()}
        found = [self._records.get("EndpointConfig", {}).get((name,), {}) for name in configs]
        variants = [v for config in found for v in config.get("ProductionVariants", []) + config.get("ShadowProductionVariants", [])]
        return configs | {v["ModelName"] for v in variants if "ModelName" in v}

    def _scheduled(self) -> list[kinds.Reference]:
        """The definitions that schedules start jobs of."""
        return [kinds.definition_of(schedule) for schedule in self._records.get("MonitoringSchedule", {}).values()]

    def _list(self, operation: str, plural: str) -> dict:
        kind = next((k for k in self._records if k + "s" == plural), plural.removesuffix("s"))
        members = output_shape(operation).members
        name, shape = next((n, s) for n, s in members.items() if s.type_name == "list")
        records = list(self._records.get(kind, {}).values())
        if shape.member.type_name == "structure":
            records = [only_members_of(shape.member, record) for record in records]
        return {name: records}

    def _tag_call(self, operation: str, request: dict) -> dict:
        tags = self._tags.setdefault(request["ResourceArn"], {})
        if operation == "AddTags":
            tags.update({tag["Key"]: tag["Value"] for tag in request["Tags"]})
        if operation == "DeleteTags":
            for key in request["TagKeys"]:
                tags.pop(key, None)
            return {}
        return {"Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}

    def _policy_call(self, operation: str, request: dict) -> dict:
        """The policy of a group is a part of it, with operations of its own."""
        group = self._find("ModelPackageGroup", request["ModelPackageGroupName"])
        if operation.startswith("Put"):
            group["ResourcePolicy"] = request["ResourcePolicy"]
            return {"ModelPackageGroupArn": group["ModelPackageGroupArn"]}
        if "ResourcePolicy" not in group:
            raise ServiceError("ValidationException", f"Cannot find a resource policy of {request['ModelPackageGroupName']}.")
        policy = group.pop("ResourcePolicy") if operation.startswith("Delete") else group["ResourcePolicy"]
        return {} if operation.startswith("Delete") else {"ResourcePolicy": policy}

    def _get(self, kind: str, request: dict) -> tuple[Key, dict]:
        # Clients may give an ARN where a name is asked for, and some updates want one.
        given = [str(request.get(member, request.get(arn_member(kind), ""))) for member in key_members(kind)]
        key = tuple("/".join(name.split("/")[-kinds.name_parts(kind):]) for name in given)
        records = self._records.get(kind, {})
        if key not in records:
            raise not_found(kind, "/".join(key))
        return key, records[key]

    def _find(self, kind: str, name: str) -> dict:
        record = self._records.get(kind, {}).get((name,))
        if record is None:
            raise not_found(kind, name)
        return record


def accepts(operation: str, member: str) -> bool:
    """Whether an operation exists and takes this member."""
    return operation in OPERATIONS and member in input_shape(operation).members


def _kebab(kind: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind).lower()


_ENGINES: dict[str, SageMaker] = {}


def all_engines() -> list[SageMaker]:
    """The engines of all regions that were asked."""
    return list(_ENGINES.values())


def engine_for(region: str) -> SageMaker:
    """The one engine of a region: HTTP calls and CloudFormation see the same records."""
    return _ENGINES.setdefault(region, SageMaker(region))
