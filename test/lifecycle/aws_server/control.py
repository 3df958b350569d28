"""What a test asks of the server itself, outside AWS's own API, under ``/_local/``."""

import json
import uuid
from datetime import timedelta
from typing import Any, Callable, Iterable

from moto.events.models import events_backends
from moto.s3.models import s3_backends
from moto.stepfunctions.responses import get_backend

from .cloudformation import live
from .identity import ACCOUNT
from .sagemaker import engine, rollout

_PREFIX = "/_local/"


class ControlApplication:
    """A WSGI application in front of another one."""

    def __init__(self, inner: Callable[..., Iterable[bytes]]):
        self._inner = inner

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(_PREFIX):
            return self._inner(environ, start_response)
        name, _, subject = path.removeprefix(_PREFIX).partition("/")
        action = _ACTIONS.get((environ["REQUEST_METHOD"], name))
        said = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        status, text = ("404 Not Found", "no such action") if action is None else ("200 OK", action(*([subject, said] if said else [subject])))
        start_response(status, [("Content-Type", "text/plain")])
        return [text.encode()]


def empty_buckets(_subject: str) -> str:
    """Empties every bucket: log buckets fill up as on AWS, and there, too, an operator empties them before a destroy."""
    removed = 0
    for account in s3_backends.values():
        for backend in account.values():
            for bucket in backend.buckets.values():
                removed += len(bucket.keys)
                bucket.keys.clear()
    return str(removed)


def cloudformation_resources(_subject: str) -> str:
    """What CloudFormation has made and not removed, so that a test can look for what a destroy left behind."""
    return json.dumps(live.listing())


def set_off_alarm(name: str) -> str:
    """An alarm goes off, as a rollout of SageMaker sees it."""
    rollout.GONE_OFF.add(name)
    return name


def calm_alarm(name: str) -> str:
    """An alarm is quiet again."""
    rollout.GONE_OFF.discard(name)
    return name


def hold_rollouts(endpoint: str) -> str:
    """Rollouts of an endpoint bake for as long as they are held."""
    rollout.HELD.add(endpoint)
    return endpoint


def release_rollouts(endpoint: str) -> str:
    """Rollouts of an endpoint go on."""
    rollout.HELD.discard(endpoint)
    return endpoint


def serving(endpoint: str) -> str:
    """Where the models lie that an endpoint serves; nothing of what is gone."""
    return json.dumps([uri for one in engine.all_engines() for uri in one.served_uris(endpoint)])


def endpoint_status(endpoint: str) -> str:
    """The status of an endpoint: `Updating` while it bakes."""
    return next((status for one in engine.all_engines() if (status := one.status_of(endpoint))), "")


def put_event(region: str, said: str) -> str:
    """An event of AWS itself arrives at the default bus, which takes none of those from anybody else; answers which rules it matches."""
    event = json.loads(said)
    rules = events_backends[ACCOUNT][region].describe_event_bus("default").rules.values()
    matching = [rule for rule in rules if rule.event_pattern.matches_event(event)]
    for rule in matching:
        rule.send_to_targets({**event, "ingestion-time": event["time"]})
    return json.dumps([rule.name for rule in matching])


def executions(machine: str) -> str:
    """The executions of a state machine, newest first, with the last state that each has entered."""
    backend = get_backend(ACCOUNT, _region_of(machine))
    found = backend.describe_state_machine(machine).executions
    return json.dumps([{"name": e.name, "status": e.status, "state": _last_state(backend, e), "cause": e.cause} for e in reversed(found)])


def _last_state(backend: Any, execution: Any) -> str:
    events = backend.get_execution_history(execution.execution_arn)["events"]
    entered = [event["stateEnteredEventDetails"]["name"] for event in events if "stateEnteredEventDetails" in event]
    return entered[-1] if entered else ""


def start_execution(machine: str, said: str) -> str:
    """Starts a state machine, as a schedule would."""
    return get_backend(ACCOUNT, _region_of(machine)).start_execution(machine, str(uuid.uuid4()), said).execution_arn


def age_executions(subject: str) -> str:
    """Lets time pass for the executions of a state machine: `<seconds>/<arn>`."""
    seconds, _, machine = subject.partition("/")
    found = get_backend(ACCOUNT, _region_of(machine)).describe_state_machine(machine).executions
    for execution in found:
        execution.start_date -= timedelta(seconds=int(seconds))
        # Nobody would give the name of that time now.
        execution.name = f"{execution.name}-{seconds}"
    return str(len(found))


def run_schedule(subject: str, said: str) -> str:
    """A run of a monitoring schedule ends: `<region>/<name>`, with its `status` and the `files` that it left; answers its job's name and role."""
    region, _, name = subject.partition("/")
    return json.dumps(engine.engine_for(region).run_schedule(name, json.loads(said)))


def _region_of(arn: str) -> str:
    return arn.split(":")[3]


def hold_jobs(prefix: str) -> str:
    """Training jobs whose names begin so go on until they are let go."""
    engine.HELD_JOBS.add(prefix)
    return prefix


def release_jobs(prefix: str) -> str:
    """Training jobs whose names begin so end."""
    engine.HELD_JOBS.discard(prefix)
    return prefix


_ACTIONS: dict[tuple[str, str], Callable[..., str]] = {
    ("GET", "health"): lambda _subject: "ok",
    ("GET", "serving"): serving,
    ("GET", "endpoint-status"): endpoint_status,
    ("POST", "alarm"): set_off_alarm,
    ("DELETE", "alarm"): calm_alarm,
    ("POST", "event"): put_event,
    ("POST", "monitoring-run"): run_schedule,
    ("GET", "executions"): executions,
    ("POST", "start"): start_execution,
    ("POST", "age"): age_executions,
    ("POST", "hold-jobs"): hold_jobs,
    ("DELETE", "hold-jobs"): release_jobs,
    ("POST", "hold"): hold_rollouts,
    ("DELETE", "hold"): release_rollouts,
    ("GET", "cloudformation-resources"): cloudformation_resources,
    ("POST", "empty-buckets"): empty_buckets,
}
