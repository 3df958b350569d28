"""The values that a service would answer: ARNs and ids in the shape that other types' patterns ask for."""

import itertools
import uuid
from typing import Any

from ..identity import ACCOUNT
from .schemas import TypeSchema

# {type: resource part of the ARN}; {n} is the name, {u} a fresh UUID. Without an entry: "<kind>/<name>".
_ARN_RESOURCES = {
    "AWS::CloudTrail::Trail": "trail/{n}",
    "AWS::CloudWatch::Alarm": "alarm:{n}",
    "AWS::CloudWatch::CompositeAlarm": "alarm:{n}",
    "AWS::ECR::Repository": "repository/{n}",
    "AWS::EKS::Cluster": "cluster/{n}",
    "AWS::Events::Rule": "rule/{n}",
    "AWS::IAM::ManagedPolicy": "policy/{n}",
    "AWS::IAM::InstanceProfile": "instance-profile/{n}",
    "AWS::KMS::Key": "key/{u}",
    "AWS::Lambda::Function": "function:{n}",
    "AWS::Logs::LogGroup": "log-group:{n}:*",
    "AWS::S3::Bucket": "{n}",
    "AWS::SecretsManager::Secret": "secret:{n}-AbCdEf",
    "AWS::SNS::Subscription": "{n}:{u}",
    "AWS::SNS::Topic": "{n}",
    "AWS::SQS::Queue": "{n}",
    "AWS::StepFunctions::StateMachine": "stateMachine:{n}",
}
# Namespaces that are not the lower-case name of the service.
_ARN_SERVICES = {"EC2": "ec2", "OpenSearchService": "es", "StepFunctions": "states", "ApplicationAutoScaling": "autoscaling"}
_GLOBAL = ("IAM", "S3", "Budgets", "Route53")
_NO_ACCOUNT = ("S3", "Route53")

# Prefixes of ids that are not words.
_ID_PREFIXES = {
    "AWS::EC2::FlowLog": "fl",
    "AWS::EC2::InternetGateway": "igw",
    "AWS::EC2::NatGateway": "nat",
    "AWS::EC2::NetworkAcl": "acl",
    "AWS::EC2::RouteTable": "rtb",
    "AWS::EC2::SecurityGroup": "sg",
    "AWS::EC2::Subnet": "subnet",
    "AWS::EC2::VPC": "vpc",
    "AWS::EC2::VPCEndpoint": "vpce",
    "AWS::EFS::FileSystem": "fs",
}
_ATTRIBUTE_PREFIXES = {
    "AllocationId": "eipalloc",
    "ClusterSecurityGroupId": "sg",
    "DefaultNetworkAcl": "acl",
    "DefaultSecurityGroup": "sg",
    "NetworkInterfaceIds": "eni",
}


def arn_of(schema: TypeSchema, name: str, region: str) -> str:
    resource = _ARN_RESOURCES.get(schema.type_name, f"{schema.kind.lower()}/{{n}}")
    service = _ARN_SERVICES.get(schema.service, schema.service.lower())
    where = "" if schema.service in _GLOBAL else region
    account = "" if schema.service in _NO_ACCOUNT else ACCOUNT
    return f"arn:aws:{service}:{where}:{account}:" + resource.format(n=name, u=uuid.uuid4())


def attributes_of(schema: TypeSchema, name: str, region: str) -> dict[str, Any]:
    """A value for every read-only property, keyed as Fn::GetAtt writes it (``Outer.Inner``)."""
    values: dict[str, Any] = {}
    for path in schema.read_only:
        value = _value(schema, path.split("/")[-1], name, region)
        values[path.replace("/", ".")] = [value, value] if schema.is_array(path) else value
    return values


def _value(schema: TypeSchema, attribute: str, name: str, region: str) -> str:
    special = _SPECIAL.get((schema.type_name, attribute))
    if special is not None:
        return special.format(n=name, r=region, a=ACCOUNT, u=uuid.uuid4(), i=next(_COUNTER) % 256)
    if attribute.endswith("Arn"):
        return arn_of(schema, name, region)
    if attribute.endswith("Name"):
        return name
    prefix = _ATTRIBUTE_PREFIXES.get(attribute) or _ID_PREFIXES.get(schema.type_name) or schema.kind.lower()
    return f"{prefix}-{uuid.uuid4().hex[:17]}"


_COUNTER = itertools.count(1)
_SPECIAL = {
    ("AWS::Budgets::Budget", "Id"): "{n}",
    ("AWS::EC2::EIP", "PublicIp"): "203.0.113.{i}",
    ("AWS::ECR::Repository", "RepositoryUri"): "{a}.dkr.ecr.{r}.amazonaws.com/{n}",
    ("AWS::EKS::Cluster", "Endpoint"): "https://{n}.eks.{r}.invalid",
    ("AWS::EKS::Cluster", "OpenIdConnectIssuerUrl"): "https://oidc.eks.{r}.amazonaws.com/id/{u}",
    ("AWS::KMS::Key", "KeyId"): "{u}",
    ("AWS::S3::Bucket", "DomainName"): "{n}.s3.amazonaws.com",
    ("AWS::S3::Bucket", "RegionalDomainName"): "{n}.s3.{r}.amazonaws.com",
    ("AWS::SQS::Queue", "QueueUrl"): "https://sqs.{r}.amazonaws.com/{a}/{n}",
}
