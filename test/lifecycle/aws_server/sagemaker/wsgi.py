"""Takes SageMaker's calls before moto sees them."""

import json
import uuid
from typing import Any, Callable, Iterable

from ..identity import region_of
from .engine import engine_for
from .errors import ServiceError

_TARGET = "SageMaker."


class SageMakerApplication:
    """A WSGI application in front of another one."""

    def __init__(self, inner: Callable[..., Iterable[bytes]]):
        self._inner = inner

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        target = environ.get("HTTP_X_AMZ_TARGET", "")
        if not target.startswith(_TARGET):
            return self._inner(environ, start_response)
        status, answer = self._answer(target.removeprefix(_TARGET), environ)
        body = json.dumps(answer).encode()
        headers = [
            ("Content-Type", "application/x-amz-json-1.1"),
            ("x-amzn-RequestId", str(uuid.uuid4())),
            ("Content-Length", str(len(body))),
        ]
        start_response(status, headers)
        return [body]

    @staticmethod
    def _answer(operation: str, environ: dict[str, Any]) -> tuple[str, dict]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        engine = engine_for(region_of(environ.get("HTTP_AUTHORIZATION", "")))
        try:
            return "200 OK", engine.call(operation, json.loads(body or b"{}"))
        except ServiceError as error:
            print("sagemaker", operation, error.code, error.message, flush=True)
            return "400 Bad Request", {"__type": error.code, "message": error.message}
