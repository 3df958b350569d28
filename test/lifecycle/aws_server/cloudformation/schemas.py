"""A resource type as its registry schema describes it; cfn-lint bundles the schemas of every type."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import cfnlint

_SCHEMAS = Path(cfnlint.__file__).parent / "data" / "schemas"
# One region's index is enough: it has every type that any stack here uses, whatever region the stack is in.
_INDEX: dict[str, str] = json.loads((_SCHEMAS / "providers" / "us-east-1.json").read_text())
_POINTER = "/properties/"
# Names that are not "<Kind>Name" or "Name" at the top.
_NAME_PATHS = {
    "AWS::Budgets::Budget": "Budget/BudgetName",
    "AWS::SageMaker::DataQualityJobDefinition": "JobDefinitionName",
    "AWS::SageMaker::ModelBiasJobDefinition": "JobDefinitionName",
    "AWS::SageMaker::ModelExplainabilityJobDefinition": "JobDefinitionName",
    "AWS::SageMaker::ModelQualityJobDefinition": "JobDefinitionName",
    "AWS::SageMaker::MlflowTrackingServer": "TrackingServerName",
}


class TypeSchema:
    """What the engine asks of one type. Property paths are written ``Outer/Inner``."""

    def __init__(self, type_name: str):
        self.type_name = type_name
        _, self.service, self.kind = type_name.split("::")
        file_name = _INDEX[type_name].removesuffix(".json") + ".json"
        self.document: dict[str, Any] = json.loads((_SCHEMAS / "resources" / file_name).read_text())
        self.properties: dict[str, Any] = self.document["properties"]
        self.primary_identifier = self._paths("primaryIdentifier")
        self.read_only = self._paths("readOnlyProperties")
        self.create_only = self._paths("createOnlyProperties")
        self.is_updatable = "update" in self.document.get("handlers", {"update": {}})
        self.name_path = self._find_name_path()

    def _paths(self, keyword: str) -> tuple[str, ...]:
        return tuple(pointer.removeprefix(_POINTER) for pointer in self.document.get(keyword) or [])

    def _find_name_path(self) -> str | None:
        candidates = (_NAME_PATHS.get(self.type_name), *self.primary_identifier, self.kind + "Name", "Name")
        for path in candidates:
            if path and path.endswith("Name") and path not in self.read_only and path.split("/")[0] in self.properties:
                return path
        return None

    def is_array(self, path: str) -> bool:
        return self.properties.get(path, {}).get("type") == "array"


def is_known(type_name: str) -> bool:
    return type_name in _INDEX


@lru_cache(maxsize=None)
def schema_of(type_name: str) -> TypeSchema:
    return TypeSchema(type_name)


def value_at(properties: dict[str, Any], path: str) -> Any:
    """The value at a path; a ``*`` in it stands for every element of a list."""
    value: Any = properties
    for index, part in enumerate(parts := path.split("/")):
        if part == "*":
            rest = "/".join(parts[index + 1 :])
            return [value_at(item, rest) for item in value or []] if rest else value
        value = value.get(part) if isinstance(value, dict) else None
    return value


def put_at(properties: dict[str, Any], path: str, value: Any) -> None:
    """Sets a value at a path without a ``*``."""
    *outer, last = path.split("/")
    for part in outer:
        properties = properties.setdefault(part, {})
    properties[last] = value
