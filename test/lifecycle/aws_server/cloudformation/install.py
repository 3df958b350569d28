"""Hangs the generated types into moto's CloudFormation, and mends what its stack updates do differently."""

from typing import Any, Callable

import moto.cloudformation.parsing as parsing
from moto.cloudformation.parsing import ResourceMap
from moto.core.exceptions import ServiceException

from . import live, stacks
from .custom import CustomResource
from .dependencies import with_dependants
from .generated import resource_class
from .schemas import is_known

# Nested stacks are moto's own.
_SERVED_BY_MOTO = ("AWS::CloudFormation::Stack",)
# Types without anything behind them.
_NOTHING = ("AWS::CDK::Metadata", "AWS::CloudFormation::WaitConditionHandle")
_KEPT = ("Retain", "RetainExceptOnCreate")


def apply() -> None:
    _serve_types()
    _name_the_failing()
    _order_updates()
    _keep_retained()
    _know_the_region()
    stacks.apply()


def _serve_types() -> None:
    original_class = parsing.resource_class_from_type
    original_name = parsing.resource_name_property_from_type

    def class_of(type_name: str) -> Any:
        if type_name.startswith("Custom::") or type_name == "AWS::CloudFormation::CustomResource":
            return CustomResource
        if type_name in _SERVED_BY_MOTO or type_name in _NOTHING:
            return original_class(type_name)
        if not is_known(type_name):
            raise parsing.ValidationError(message=f"Unrecognized resource types: [{type_name}]")
        return resource_class(type_name)

    def name_property_of(type_name: str) -> str | None:
        return original_name(type_name) if type_name in _SERVED_BY_MOTO else None

    parsing.resource_class_from_type = class_of
    parsing.resource_name_property_from_type = name_property_of


def _name_the_failing() -> None:
    """An error says which resource it is about; moto's do not."""
    for function in ("parse_and_create_resource", "parse_and_update_resource"):
        setattr(parsing, function, _naming(getattr(parsing, function)))


def _naming(original: Callable[..., Any]) -> Callable[..., Any]:
    def named(logical_id: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return original(logical_id, *args, **kwargs)
        except ServiceException as error:
            # Resources are made as others refer to them: the innermost name is the one that counts.
            if error.message.startswith("["):
                raise
            raise parsing.ValidationError(message=f"[{logical_id}] {error.message}") from error

    return named


def _order_updates() -> None:
    """moto changes only what changed by itself, in the template's order, and never removes what was replaced."""
    original_diff = ResourceMap.build_resource_diff
    original_update = ResourceMap.update

    def build_resource_diff(self: ResourceMap, template: dict[str, Any], parameters: Any = None) -> dict[str, Any]:
        found = original_diff(self, template, parameters)
        touched = with_dependants(found["Modify"] + found["Add"], template["Resources"])
        return {**found, "Modify": [name for name in touched if name not in found["Add"]]}

    def update(self: ResourceMap, template: dict[str, Any], parameters: Any = None) -> None:
        original_update(self, template, parameters)
        live.clean_up()

    ResourceMap.build_resource_diff = build_resource_diff
    ResourceMap.update = update


def _keep_retained() -> None:
    """moto honours a deletion policy when a stack goes, not when a resource leaves the template."""
    original_delete = ResourceMap._delete_resource

    def delete_resource(self: ResourceMap, resource: Any, resource_json: dict[str, Any]) -> None:
        if resource_json.get("DeletionPolicy") not in _KEPT:
            original_delete(self, resource, resource_json)

    ResourceMap._delete_resource = delete_resource


def _know_the_region() -> None:
    """``Fn::GetAZs: ""`` means the zones of the stack's region; moto answers those of us-east-1."""
    original = parsing.clean_json

    def clean_json(node: Any, resources_map: ResourceMap) -> Any:
        if isinstance(node, dict) and "Fn::GetAZs" in node:
            node = {"Fn::GetAZs": original(node["Fn::GetAZs"], resources_map) or resources_map["AWS::Region"]}
        return original(node, resources_map)

    parsing.clean_json = clean_json
