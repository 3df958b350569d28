"""What stands behind a generated resource: SageMaker's engine, services of moto, or nothing but the record."""

from typing import Any

from moto.cloudformation.exceptions import ValidationError
from moto.core.exceptions import ServiceException
from moto.s3.models import s3_backends
from moto.ssm.models import ssm_backends

from ..identity import ACCOUNT
from ..sagemaker.service_model import OPERATIONS

Properties = dict[str, Any]


class RecordBackend:
    """Keeps nothing: the resource's own properties are the record."""

    def create(self, _properties: Properties) -> Properties:
        """Makes the resource; answers what the service added."""
        return {}

    def update(self, _properties: Properties) -> None:
        """Changes the resource in place."""

    def present(self) -> Properties:
        """What the service says of the resource now, where that may differ from what it was told."""
        return {}

    def delete(self) -> None:
        """Removes the resource."""


class BucketBackend(RecordBackend):
    """Makes the bucket in moto, so that files can be put there and a full bucket refuses to go."""

    def __init__(self, region: str):
        self._region = region
        self._name = ""

    def create(self, properties: Properties) -> Properties:
        self._name = properties["BucketName"]
        self._buckets().create_bucket(self._name, self._region)
        return {}

    def delete(self) -> None:
        try:
            self._buckets().delete_bucket(self._name)
        except ServiceException as error:
            raise ValidationError(message=f"AWS::S3::Bucket {self._name}: {error.message}") from error

    @staticmethod
    def _buckets() -> Any:
        return s3_backends[ACCOUNT]["aws"]


class ParameterBackend(RecordBackend):
    """Keeps the parameter in moto, where templates and clients look it up."""

    def __init__(self, region: str):
        self._parameters = ssm_backends[ACCOUNT][region]
        self._name = ""

    def create(self, properties: Properties) -> Properties:
        self._name = properties["Name"]
        self._put(properties)
        return {}

    def update(self, properties: Properties) -> None:
        self._put(properties)

    def delete(self) -> None:
        self._parameters.delete_parameter(self._name)

    def _put(self, properties: Properties) -> None:
        self._parameters.put_parameter(
            name=self._name,
            description=properties.get("Description", ""),
            value=properties["Value"],
            parameter_type=properties["Type"],
            allowed_pattern=properties.get("AllowedPattern"),
            keyid=None,
            overwrite=True,
            tags=None,
            data_type=properties.get("DataType", "text"),
            tier=properties.get("Tier"),
            policies=properties.get("Policies"),
        )


def backend_for(service: str, kind: str, region: str) -> RecordBackend:
    if (service, kind) == ("S3", "Bucket"):
        return BucketBackend(region)
    if (service, kind) == ("SSM", "Parameter"):
        return ParameterBackend(region)
    if service == "SageMaker" and "Create" + kind in OPERATIONS:
        from .sagemaker_backend import SageMakerBackend

        return SageMakerBackend(kind, region)
    from .event_backends import BACKENDS

    return BACKENDS[service, kind](region) if (service, kind) in BACKENDS else RecordBackend()

