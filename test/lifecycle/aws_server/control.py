"""What a test asks of the server itself, outside AWS's own API, under ``/_local/``."""

import json
from typing import Any, Callable, Iterable

from moto.s3.models import s3_backends

from .cloudformation import live

_PREFIX = "/_local/"


class ControlApplication:
    """A WSGI application in front of another one."""

    def __init__(self, inner: Callable[..., Iterable[bytes]]):
        self._inner = inner

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(_PREFIX):
            return self._inner(environ, start_response)
        action = _ACTIONS.get((environ["REQUEST_METHOD"], path.removeprefix(_PREFIX)))
        status, text = ("404 Not Found", "no such action") if action is None else ("200 OK", action())
        start_response(status, [("Content-Type", "text/plain")])
        return [text.encode()]


def empty_buckets() -> str:
    """Empties every bucket: log buckets fill up as on AWS, and there, too, an operator empties them before a destroy."""
    removed = 0
    for account in s3_backends.values():
        for backend in account.values():
            for bucket in backend.buckets.values():
                removed += len(bucket.keys)
                bucket.keys.clear()
    return str(removed)


def cloudformation_resources() -> str:
    """What CloudFormation has made and not removed, so that a test can look for what a destroy left behind."""
    return json.dumps(live.listing())


_ACTIONS: dict[tuple[str, str], Callable[[], str]] = {
    ("GET", "health"): lambda: "ok",
    ("GET", "cloudformation-resources"): cloudformation_resources,
    ("POST", "empty-buckets"): empty_buckets,
}
