"""What a test asks of the server itself, outside AWS's own API, under ``/_local/``."""

import json
from typing import Any, Callable, Iterable

from moto.s3.models import s3_backends

from .cloudformation import live
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
        status, text = ("404 Not Found", "no such action") if action is None else ("200 OK", action(subject))
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


_ACTIONS: dict[tuple[str, str], Callable[[str], str]] = {
    ("GET", "health"): lambda _subject: "ok",
    ("GET", "serving"): serving,
    ("GET", "endpoint-status"): endpoint_status,
    ("POST", "alarm"): set_off_alarm,
    ("DELETE", "alarm"): calm_alarm,
    ("POST", "hold"): hold_rollouts,
    ("DELETE", "hold"): release_rollouts,
    ("GET", "cloudformation-resources"): cloudformation_resources,
    ("POST", "empty-buckets"): empty_buckets,
}
