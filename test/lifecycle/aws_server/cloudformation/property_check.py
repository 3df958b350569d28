"""Checks a resource's resolved properties against its schema, as CloudFormation does before it calls a service.

cfn-lint checks the template; here the values are known that references gave.
"""

import re
from functools import lru_cache
from typing import Any

import regex
from jsonschema import Draft7Validator, ValidationError, validators

from .schemas import schema_of


def problems(type_name: str, properties: dict[str, Any]) -> list[str]:
    """Everything wrong with the properties, in words."""
    found = _validator(type_name).iter_errors(properties)
    return [f"#/{'/'.join(str(part) for part in error.absolute_path)}: {error.message[:300]}" for error in found]


@lru_cache(maxsize=None)
def _validator(type_name: str) -> Draft7Validator:
    return _PropertyValidator(_readable(schema_of(type_name).document))


def _readable(node: Any) -> Any:
    """The schema with those patterns of property names widened that Python cannot read (``\\p{L}`` and the like)."""
    if isinstance(node, list):
        return [_readable(item) for item in node]
    if not isinstance(node, dict):
        return node
    copied = {key: _readable(value) for key, value in node.items()}
    named = copied.get("patternProperties")
    if isinstance(named, dict):
        copied["patternProperties"] = {key if _compiles(key) else ".*": value for key, value in named.items()}
    return copied


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
        return True
    except re.error:
        return False


def _is_number_like(value: Any, kind: type) -> bool:
    if isinstance(value, str):
        try:
            kind(value)
            return True
        except ValueError:
            return False
    return isinstance(value, kind) and not isinstance(value, bool)


def _check_pattern(_validator: Any, pattern: str, value: Any, _schema: Any):
    """Registry patterns are written for other engines; one that cannot be read here is no reason to refuse."""
    if not isinstance(value, str):
        return
    try:
        if regex.search(pattern, value, timeout=1) is None:
            yield ValidationError(f"{value!r} does not match pattern {pattern!r}")
    except (regex.error, TimeoutError):
        return


# CloudFormation turns "8" into 8 and "true" into true where the schema wants it, and scalars into strings.
_LENIENT = Draft7Validator.TYPE_CHECKER.redefine_many({
    "integer": lambda _checker, value: _is_number_like(value, int),
    "number": lambda _checker, value: _is_number_like(value, float) or isinstance(value, int),
    "boolean": lambda _checker, value: isinstance(value, bool) or value in ("true", "false"),
    "string": lambda _checker, value: isinstance(value, (str, int, float, bool)),
})
_PropertyValidator = validators.extend(Draft7Validator, {"pattern": _check_pattern}, type_checker=_LENIENT)
