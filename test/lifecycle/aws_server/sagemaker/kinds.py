"""What single kinds do beyond storing what they were given.

The model knows shapes, not behaviour. Only what a client notices is here: references that the service checks,
values that it fills in, what blocks a deletion.
"""

from typing import Callable, Iterable

from .errors import ServiceError

Record = dict
# (kind, key part) of what must exist already.
Reference = tuple[str, str]


def references(kind: str, request: Record) -> list[Reference]:
    """What a Create refers to, and the service looks up."""
    if kind == "EndpointConfig":
        return [("Model", v["ModelName"]) for v in request.get("ProductionVariants", []) if v.get("ModelName")]
    if kind in ("Endpoint", "UserProfile", "Space"):
        other, member = ("EndpointConfig", "EndpointConfigName") if kind == "Endpoint" else ("Domain", "DomainId")
        return [(other, request[member])]
    if kind == "MonitoringSchedule":
        return [definition_of(request)]
    if kind.endswith("JobDefinition"):
        jobs = (part for name, part in request.items() if name.endswith("JobInput"))
        return [("Endpoint", job["EndpointInput"]["EndpointName"]) for job in jobs if "EndpointInput" in job]
    if kind == "InferenceComponent":
        return [("Endpoint", request["EndpointName"])]
    if kind == "ModelPackage" and "ModelPackageGroupName" in request:
        return [("ModelPackageGroup", request["ModelPackageGroupName"].split("/")[-1])]
    return []


def definition_of(schedule: Record) -> Reference:
    """What a schedule starts."""
    config = schedule["MonitoringScheduleConfig"]
    return config["MonitoringType"] + "JobDefinition", config["MonitoringJobDefinitionName"]


def name_parts(kind: str) -> int:
    """How many parts a name has: a version is named after its group."""
    return 2 if kind == "ModelPackage" else 1


def number(kind: str, record: Record, present: Iterable[Record]) -> None:
    """Counts the versions of a model, which take no tags of their own."""
    if kind != "ModelPackage" or "ModelPackageGroupName" not in record:
        return
    if record.get("Tags"):
        raise ServiceError("ValidationException", "Tags cannot be specified for a model package of a group")
    group = record["ModelPackageGroupName"].split("/")[-1]
    before = [other["ModelPackageVersion"] for other in present if other.get("ModelPackageGroupName") == group]
    version = max(before, default=0) + 1
    record.update(ModelPackageGroupName=group, ModelPackageVersion=version, ModelPackageName=f"{group}/{version}")


def dependants(kind: str) -> tuple[str, ...]:
    """Kinds whose presence under the same first key part blocks a deletion."""
    return {"Domain": ("UserProfile", "Space"), "ModelPackageGroup": ("ModelPackage",)}.get(kind, ())


def settle(kind: str, record: Record, lookup: Callable[[str, str], Record]) -> None:
    """Fills in what the service would, after a create or an update."""
    if kind == "Endpoint":
        config = lookup("EndpointConfig", record["EndpointConfigName"])
        record["ProductionVariants"] = [_running_variant(v) for v in config.get("ProductionVariants", [])]
        if "DeploymentConfig" in record:
            record["LastDeploymentConfig"] = record["DeploymentConfig"]
    if kind == "FeatureGroup" and "OfflineStoreConfig" in record:
        catalog = {"TableName": "features", "Catalog": "AwsDataCatalog", "Database": "sagemaker_featurestore"}
        record["OfflineStoreConfig"].setdefault("DataCatalogConfig", catalog)
    for member, value in _DEFAULTS.get(kind, {}).items():
        record.setdefault(member, value)


def merge_update(kind: str, record: Record, changes: Record) -> None:
    """Applies an update; a few members of updates are no members of the resource, or say only what changes."""
    changes = dict(changes)
    for member, target in _PARTIAL.get(kind, {}).items():
        if member in changes:
            changes[target] = {**record.get(target, {}), **changes.pop(member)}
    if kind == "FeatureGroup":
        changes["FeatureDefinitions"] = record["FeatureDefinitions"] + changes.pop("FeatureAdditions", [])
    record.update(changes)


def _running_variant(variant: Record) -> Record:
    count = variant.get("InitialInstanceCount", 0)
    return {
        "VariantName": variant["VariantName"],
        "CurrentWeight": variant.get("InitialVariantWeight", 1),
        "CurrentInstanceCount": count,
        "DesiredInstanceCount": count,
    }


# Members of an update that are laid over what is there, and the member they are laid over.
_PARTIAL = {
    "Domain": {"DomainSettingsForUpdate": "DomainSettings", "DefaultUserSettings": "DefaultUserSettings"},
    "FeatureGroup": {"OnlineStoreConfig": "OnlineStoreConfig"},
    "UserProfile": {"UserSettings": "UserSettings"},
}

_DEFAULTS: dict[str, Record] = {
    "Domain": {"HomeEfsFileSystemId": "fs-12345678", "Url": "https://studio.invalid"},
    "FeatureGroup": {"ThroughputConfig": {"ThroughputMode": "OnDemand"}},
    "MlflowTrackingServer": {
        "MlflowVersion": "2.16.2",
        "TrackingServerSize": "Small",
        "AutomaticModelRegistration": False,
        "WeeklyMaintenanceWindowStart": "TUE:03:30",
        "TrackingServerUrl": "https://mlflow.invalid",
    },
    "Model": {"EnableNetworkIsolation": False},
}
