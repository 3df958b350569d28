"""The generated resources that exist, and those that an update has replaced and still has to remove."""

from typing import Any

_EXISTING: dict[tuple[str, str, str], Any] = {}
_RETIRED: list[Any] = []


def _key(resource: Any) -> tuple[str, str, str]:
    return resource.schema.type_name, resource.region, resource.physical_resource_id


def add(resource: Any) -> None:
    _EXISTING[_key(resource)] = resource


def remove(resource: Any) -> None:
    _EXISTING.pop(_key(resource), None)


def find(type_name: str, region: str, physical_id: str) -> Any:
    return _EXISTING.get((type_name, region, physical_id))


def retire(resource: Any) -> None:
    _RETIRED.append(resource)


def clean_up() -> None:
    """Removes what was replaced, last made first, as CloudFormation does once the whole update has succeeded."""
    while _RETIRED:
        _RETIRED.pop().delete()


def forget_retired() -> None:
    """After a failed update what it replaced stays."""
    _RETIRED.clear()


def listing() -> list[dict[str, Any]]:
    """What exists, for a test to look at."""
    return [{"type": r.schema.type_name, "id": r.physical_resource_id, "properties": r.properties} for r in _EXISTING.values()]
