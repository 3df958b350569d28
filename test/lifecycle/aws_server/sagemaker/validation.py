"""Checks a request against the service model: types and required members, then enums, patterns and bounds.

botocore's own validator covers the first half; clients skip the second, the service does not.
"""

from typing import Any

import regex
from botocore.model import Shape
from botocore.validate import ParamValidator

from .errors import ServiceError
from .service_model import input_shape

_TYPES = ParamValidator()
_NUMBERS = ("integer", "float", "long", "double")


def check(operation: str, request: dict) -> None:
    """Raises one error that lists everything wrong with the request."""
    shape = input_shape(operation)
    if shape is None:
        return
    problems = _type_problems(request, shape)
    _collect(shape, request, operation, problems)
    if problems:
        raise ServiceError("ValidationException", f"{len(problems)} validation error(s) detected: " + "; ".join(problems))


def _type_problems(request: dict, shape: Shape) -> list[str]:
    report = _TYPES.validate(request, shape)
    lines = report.generate_report().split("\n") if report.has_errors() else []
    # On the wire a timestamp is a number; the validator expects the client's datetime.
    return [line for line in lines if "valid types: <class 'datetime" not in line]


def _collect(shape: Shape | None, value: Any, path: str, problems: list[str]) -> None:
    if shape is None or value is None:
        return
    if shape.type_name == "structure" and isinstance(value, dict):
        for name, inner in value.items():
            _collect(shape.members.get(name), inner, f"{path}.{name}", problems)
    elif shape.type_name == "list" and isinstance(value, list):
        for index, inner in enumerate(value):
            _collect(shape.member, inner, f"{path}[{index}]", problems)
    elif shape.type_name == "string" and isinstance(value, str):
        problems.extend(_string_problems(shape, value, path))
    elif shape.type_name in _NUMBERS and isinstance(value, (int, float)):
        problems.extend(_number_problems(shape, value, path))


def _string_problems(shape: Shape, value: str, path: str) -> list[str]:
    problems = []
    if shape.enum and value not in shape.enum:
        problems.append(f"Value '{value}' at '{path}' must satisfy enum value set: {shape.enum[:6]}...")
    pattern = shape.metadata.get("pattern")
    if pattern and not _matches(pattern, value):
        problems.append(f"Value '{value}' at '{path}' must satisfy regular expression pattern: {pattern}")
    longest = shape.metadata.get("max")
    if longest and len(value) > longest:
        problems.append(f"Value at '{path}' must have length less than or equal to {longest}")
    return problems


def _number_problems(shape: Shape, value: float, path: str) -> list[str]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and value < least:
        return [f"Value {value} at '{path}' must be greater than or equal to {least}"]
    if most is not None and value > most:
        return [f"Value {value} at '{path}' must be less than or equal to {most}"]
    return []


def _matches(pattern: str, value: str) -> bool:
    """A pattern that cannot be read here, or not in time, is no reason to refuse."""
    try:
        return regex.search(f"^(?:{pattern})$", value, timeout=1) is not None
    except (regex.error, TimeoutError):
        return True
