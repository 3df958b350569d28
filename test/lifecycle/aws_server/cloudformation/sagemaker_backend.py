"""SageMaker's types: made, changed and removed in the engine that serves SageMaker's API."""

import copy
import time
import uuid
from typing import Any

from botocore.model import Shape
from moto.cloudformation.exceptions import ValidationError

from ..sagemaker.engine import accepts, engine_for
from ..sagemaker.errors import ServiceError
from ..sagemaker.service_model import OPERATIONS, arn_member, input_shape, key_members
from .backends import Properties, RecordBackend


class SageMakerBackend(RecordBackend):
    """One resource, as the API sees it."""

    def __init__(self, kind: str, region: str):
        self._kind = kind
        self._engine = engine_for(region)
        self._key: Properties = {}
        self._arn = ""

    def create(self, properties: Properties) -> Properties:
        request = self._request("Create", properties)
        answer = self._call("Create", request)
        self._key = {member: request.get(member, answer.get(member, answer.get(arn_member(self._kind)))) for member in key_members(self._kind)}
        described = self._call("Describe", self._key)
        self._arn = described[arn_member(self._kind)]
        return {**described, **answer}

    def update(self, properties: Properties) -> None:
        if "Update" + self._kind in OPERATIONS:
            key = self._key if all(accepts("Update" + self._kind, member) for member in self._key) else {arn_member(self._kind): self._arn}
            self._call("Update", {**self._request("Update", properties), **key})
        self._await_rollout()
        self._tag({tag["Key"]: tag["Value"] for tag in properties.get("Tags", [])})

    def present(self) -> Properties:
        return self._call("Describe", self._key) if self._kind == "Endpoint" else {}

    def delete(self) -> None:
        self._call("Delete", {**self._key, **self._token("Delete")})

    def _await_rollout(self) -> None:
        """Nobody documents that an endpoint which went back is a failure, so that here it is none: clients have to find out."""
        while self._kind == "Endpoint" and self.present()["EndpointStatus"] != "InService":
            time.sleep(0.1)

    def _call(self, verb: str, request: Properties) -> Properties:
        try:
            return self._engine.call(verb + self._kind, request)
        except ServiceError as error:
            raise ValidationError(message=f"AWS::SageMaker::{self._kind}: {error.message}") from error

    def _request(self, verb: str, properties: Properties) -> Properties:
        wanted = _as_api(copy.deepcopy(properties))
        if (verb, self._kind) == ("Update", "FeatureGroup"):
            present = self._call("Describe", self._key)["FeatureDefinitions"]
            wanted["FeatureAdditions"] = [f for f in wanted["FeatureDefinitions"] if f not in present]
        return {**_only_known(input_shape(verb + self._kind), wanted), **self._token(verb)}

    def _token(self, verb: str) -> Properties:
        needs = accepts(verb + self._kind, "ClientRequestToken")
        return {"ClientRequestToken": uuid.uuid4().hex} if needs else {}

    def _tag(self, wanted: dict[str, str]) -> None:
        present = self._engine.call("ListTags", {"ResourceArn": self._arn})["Tags"]
        gone = [tag["Key"] for tag in present if tag["Key"] not in wanted]
        if gone:
            self._engine.call("DeleteTags", {"ResourceArn": self._arn, "TagKeys": gone})
        tags = [{"Key": key, "Value": value} for key, value in wanted.items()]
        self._engine.call("AddTags", {"ResourceArn": self._arn, "Tags": tags})


def _as_api(request: Properties) -> Properties:
    """Where the type and the API differ: definitions are wrapped, and Ref gives an ARN where the API wants a name."""
    definition = request.get("PipelineDefinition")
    if isinstance(definition, dict) and "PipelineDefinitionBody" in definition:
        request["PipelineDefinition"] = definition["PipelineDefinitionBody"]
    if "ModelPackageGroupName" in request:
        # A version is named by its group, whatever name CloudFormation made up.
        request.pop("ModelPackageName", None)
    if "EndpointConfigName" in request:
        request["EndpointConfigName"] = _name(request["EndpointConfigName"])
    for variant in request.get("ProductionVariants", []):
        if "ModelName" in variant:
            variant["ModelName"] = _name(variant["ModelName"])
    return request


def _name(name_or_arn: str) -> str:
    return name_or_arn.split("/")[-1]


def _only_known(shape: Shape, value: Any) -> Any:
    """The part of a value that the API's shape has: updates take less than creations, at every level."""
    if shape.type_name == "structure" and isinstance(value, dict):
        return {k: _only_known(shape.members[k], v) for k, v in value.items() if k in shape.members}
    if shape.type_name == "list" and isinstance(value, list):
        return [_only_known(shape.member, item) for item in value]
    return value
