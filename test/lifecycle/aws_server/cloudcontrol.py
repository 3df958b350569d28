"""Cloud Control: the same generated types as CloudFormation's, one by one.

Terraform reaches through it what its AWS plugin has no resource for.
"""

import json
import time
import uuid
from typing import Any, Callable, Iterable

import jsonpatch
from moto.core.exceptions import ServiceException

from .identity import region_of

_TARGET = "CloudApiService."
# Requests by their token: clients ask after each until it has ended, and here each has ended at once.
_EVENTS: dict[str, dict[str, Any]] = {}
Request = dict[str, Any]


class CloudControlApplication:
    """A WSGI application in front of another one."""

    def __init__(self, inner: Callable[..., Iterable[bytes]]):
        self._inner = inner

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        target = environ.get("HTTP_X_AMZ_TARGET", "")
        if not target.startswith(_TARGET):
            return self._inner(environ, start_response)
        request = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)) or b"{}")
        status, answer = _call(target.removeprefix(_TARGET), request, region_of(environ.get("HTTP_AUTHORIZATION", "")))
        start_response(status, [("Content-Type", "application/x-amz-json-1.0")])
        return [json.dumps(answer).encode()]


def _call(operation: str, request: Request, region: str) -> tuple[str, dict[str, Any]]:
    if operation == "GetResourceRequestStatus":
        return "200 OK", {"ProgressEvent": _EVENTS[request["RequestToken"]]}
    if operation == "GetResource":
        resource = _find(request, region)
        return ("200 OK", _described(resource)) if resource else _not_found(request)
    change = _CHANGES.get(operation)
    if change is None:
        return "501 Not Implemented", {"__type": "NotImplementedByLocalServer", "message": f"cloudcontrol: {operation}"}
    if operation != "CreateResource" and _find(request, region) is None:
        return _not_found(request)
    try:
        identifier = change(request, region)
        event = {"OperationStatus": "SUCCESS", "Identifier": identifier}
    except ServiceException as error:
        event = {"OperationStatus": "FAILED", "ErrorCode": "InvalidRequest", "StatusMessage": error.message}
    return "200 OK", {"ProgressEvent": _remember(operation, request, event)}


def _create(request: Request, region: str) -> str:
    # Imported late: reading the registry's index costs a second that most runs need not pay.
    from .cloudformation.generated import resource_class

    name = f"{request['TypeName'].split('::')[-1]}-{uuid.uuid4().hex[:8]}"
    return resource_class(request["TypeName"])(name, json.loads(request["DesiredState"]), region).physical_resource_id


def _update(request: Request, region: str) -> str:
    resource = _find(request, region)
    wanted = jsonpatch.apply_patch(resource.properties, json.loads(request["PatchDocument"]))
    resource.change_in_place(wanted)
    return resource.physical_resource_id


def _delete(request: Request, region: str) -> str:
    resource = _find(request, region)
    resource.delete()
    return resource.physical_resource_id


_CHANGES: dict[str, Callable[[Request, str], str]] = {
    "CreateResource": _create, "UpdateResource": _update, "DeleteResource": _delete,
}


def _find(request: Request, region: str) -> Any:
    from .cloudformation import live

    return live.find(request["TypeName"], region, request["Identifier"])


def _described(resource: Any) -> dict[str, Any]:
    top_level = {name: value for name, value in resource.attributes.items() if "." not in name}
    present = {name: value for name, value in resource.backend.present().items() if name in resource.properties}
    properties = json.dumps({**resource.properties, **present, **top_level})
    description = {"Identifier": resource.physical_resource_id, "Properties": properties}
    return {"TypeName": resource.schema.type_name, "ResourceDescription": description}


def _not_found(request: Request) -> tuple[str, dict[str, Any]]:
    message = f"Resource of type '{request['TypeName']}' with identifier '{request['Identifier']}' was not found."
    return "400 Bad Request", {"__type": "ResourceNotFoundException", "message": message}


def _remember(operation: str, request: Request, event: dict[str, Any]) -> dict[str, Any]:
    token = str(uuid.uuid4())
    _EVENTS[token] = {
        "TypeName": request["TypeName"],
        "RequestToken": token,
        "Operation": operation.removesuffix("Resource").upper(),
        "EventTime": time.time(),
        **event,
    }
    return _EVENTS[token]
