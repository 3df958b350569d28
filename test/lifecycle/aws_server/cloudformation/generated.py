"""Makes a moto resource class out of a type's schema."""

import copy
from typing import Any

from moto.cloudformation.exceptions import ValidationError
from moto.core.common_models import CloudFormationModel

from . import live
from .attributes import attributes_of
from .backends import backend_for
from .property_check import problems
from .schemas import TypeSchema, put_at, schema_of, value_at

Properties = dict[str, Any]
_LONGEST_NAME = 63


class GeneratedResource(CloudFormationModel):
    """One resource of a type that its schema describes; subclasses carry the schema."""

    # moto's instance tracking reads the service from the module's name, so it has to be one of moto's.
    __module__ = "moto.cloudformation.generated"
    schema: TypeSchema

    def __init__(self, generated_name: str, properties: Properties, region: str):
        self.properties = _checked(self.schema, properties)
        self.region = region
        self._generated_name = self._fitting_name(generated_name)
        if self.schema.name_path and value_at(self.properties, self.schema.name_path) is None:
            put_at(self.properties, self.schema.name_path, self._generated_name)
        self.attributes = attributes_of(self.schema, self._name(), region)
        self.backend = backend_for(self.schema.service, self.schema.kind, region)
        self._refuse_duplicate()
        answered = self.backend.create(self.properties)
        self.attributes.update({path: answered[path] for path in self.schema.read_only if path in answered})
        live.add(self)

    @property
    def physical_resource_id(self) -> str:
        """The primary identifier, which is what Ref gives for nearly every type."""
        parts = [self.get_cfn_attribute(path.replace("/", ".")) for path in self.schema.primary_identifier]
        if self.schema.type_name == "AWS::EC2::EIP":
            return str(parts[0])
        return "|".join(str(part) for part in parts)

    def get_cfn_attribute(self, attribute: str) -> Any:
        if attribute in self.attributes:
            return self.attributes[attribute]
        value = value_at(self.properties, attribute.replace(".", "/"))
        return self._name() if value is None and attribute.endswith("Name") else value

    def update(self, generated_name: str, properties: Properties, keep: bool = False) -> "GeneratedResource":
        """Changes in place what can be changed in place; otherwise makes a new one and leaves the old for the clean-up, or for ever."""
        wanted = _checked(self.schema, properties)
        if self.schema.name_path and value_at(wanted, self.schema.name_path) is None:
            put_at(wanted, self.schema.name_path, value_at(self.properties, self.schema.name_path))
        if wanted == self.properties:
            return self
        if self._must_replace(wanted):
            print("cloudformation replaces", self.schema.type_name, self.physical_resource_id, flush=True)
            successor = type(self)(generated_name, properties, self.region)
            if not keep:
                live.retire(self)
            return successor
        self.change_in_place(wanted)
        return self

    def change_in_place(self, properties: Properties) -> None:
        """What can only be replaced is refused."""
        wanted = _checked(self.schema, properties)
        if self._must_replace(wanted):
            raise ValidationError(message=f"{self.schema.type_name}: properties that are set at creation only cannot be changed")
        self.backend.update(wanted)
        self.properties = wanted

    def delete(self, *_account_and_region: str) -> None:
        self.backend.delete()
        live.remove(self)

    def is_created(self) -> bool:
        return True

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        readable = {path.replace("/", ".") for path in cls.schema.read_only}
        return attr in readable or attr.split(".")[0] in cls.schema.properties

    @staticmethod
    def cloudformation_name_type() -> str:
        """No name property for moto to fill in: the schema's path is used here."""
        return ""

    @classmethod
    def cloudformation_type(cls) -> str:
        return cls.schema.type_name if hasattr(cls, "schema") else "AWS::Local::Generated"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        return cls(resource_name, cloudformation_json["Properties"], region_name)

    @classmethod
    def update_from_cloudformation_json(
        cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name
    ):
        keep = cloudformation_json.get("UpdateReplacePolicy") == "Retain"
        return original_resource.update(new_resource_name, cloudformation_json["Properties"], keep)

    def _name(self) -> str:
        path = self.schema.name_path
        return str(value_at(self.properties, path)) if path else self._generated_name

    def _fitting_name(self, generated: str) -> str:
        lower_case = ("AWS::ECR::Repository", "AWS::S3::Bucket")
        fitting = generated.lower() if self.schema.type_name in lower_case else generated
        return fitting[-_LONGEST_NAME:].lstrip("-")

    def _must_replace(self, wanted: Properties) -> bool:
        changed = any(value_at(wanted, path) != value_at(self.properties, path) for path in self.schema.create_only)
        return changed or not self.schema.is_updatable

    def _refuse_duplicate(self) -> None:
        """A replacement is made before its predecessor goes, so a resource with a name of its own cannot be replaced."""
        if live.find(self.schema.type_name, self.region, self.physical_resource_id):
            raise ValidationError(
                message=f"{self.schema.type_name} {self.physical_resource_id} already exists; CloudFormation cannot "
                "update a stack when a custom-named resource requires replacing: rename it, or let it be named"
            )


def resource_class(type_name: str) -> type[GeneratedResource]:
    """The class of a type; each is made once."""
    if type_name not in _CLASSES:
        members = {"schema": schema_of(type_name), "__module__": GeneratedResource.__module__}
        _CLASSES[type_name] = type(type_name.replace("::", ""), (GeneratedResource,), members)
    return _CLASSES[type_name]


_CLASSES: dict[str, type[GeneratedResource]] = {}


def _checked(schema: TypeSchema, properties: Properties) -> Properties:
    found = problems(schema.type_name, properties)
    if found:
        raise ValidationError(message=f"Properties validation failed for {schema.type_name}: " + "; ".join(found))
    return copy.deepcopy(properties)
