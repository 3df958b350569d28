"""What botocore's service model says about SageMaker, in the few questions that the engine asks."""

from functools import lru_cache

from botocore.loaders import Loader
from botocore.model import ServiceModel, Shape

MODEL = ServiceModel(Loader().load_service_model("sagemaker", "service-2"), "sagemaker")
OPERATIONS = frozenset(MODEL.operation_names)

# The status that a resource reaches when all went well, best first; the model lists them among all others.
_SETTLED = ("InService", "Created", "Completed", "Scheduled", "Active", "ACTIVE", "Available")


def input_shape(operation: str) -> Shape | None:
    return MODEL.operation_model(operation).input_shape


def output_shape(operation: str) -> Shape | None:
    return MODEL.operation_model(operation).output_shape


@lru_cache(maxsize=None)
def key_members(kind: str) -> tuple[str, ...]:
    """The request members that identify a resource: what Describe requires, else its first name or id."""
    shape = input_shape("Describe" + kind)
    if shape.required_members:
        return tuple(shape.required_members)
    return tuple(m for m in shape.members if m.endswith(("Name", "Id")))[:1]


@lru_cache(maxsize=None)
def settled_status(kind: str) -> tuple[tuple[str, str], ...]:
    """The status member of a kind with the value it settles at, as pairs; none for kinds without a status."""
    for name, member in output_shape("Describe" + kind).members.items():
        if name.endswith("Status") and member.type_name == "string" and member.enum:
            for status in _SETTLED:
                if status in member.enum:
                    return ((name, status),)
    return ()


@lru_cache(maxsize=None)
def arn_member(kind: str) -> str:
    """The name under which Create answers the ARN of what it made."""
    shape = output_shape("Create" + kind)
    members = shape.members if shape is not None else {}
    return next((m for m in members if m.endswith("Arn")), kind + "Arn")


def only_members_of(shape: Shape | None, record: dict) -> dict:
    """The part of a record that an answer of this shape shows."""
    if shape is None:
        return {}
    return {k: v for k, v in record.items() if k in shape.members and v is not None}
