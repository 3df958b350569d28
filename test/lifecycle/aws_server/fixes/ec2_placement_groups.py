"""EC2: placement groups, none of which moto has."""

import uuid
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.responses import EC2Response
from moto.ec2.utils import EC2_RESOURCE_TO_PREFIX

# {(account, region): {name: group}}
_GROUPS: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}


class _Unknown(EC2ClientError):
    def __init__(self, name: str):
        super().__init__("InvalidPlacementGroup.Unknown", f"The Placement Group '{name}' is unknown.")


class _Duplicate(EC2ClientError):
    def __init__(self, name: str):
        super().__init__("InvalidPlacementGroup.Duplicate", f"The Placement Group '{name}' already exists.")


def apply() -> None:
    # Tags are kept for what has a known prefix only.
    EC2_RESOURCE_TO_PREFIX.setdefault("placement-group", "pg")
    EC2Response.create_placement_group = create_placement_group
    EC2Response.describe_placement_groups = describe_placement_groups
    EC2Response.delete_placement_group = delete_placement_group


def create_placement_group(self: EC2Response) -> ActionResult:
    name = self._get_param("GroupName")
    if name in _groups(self):
        raise _Duplicate(name)
    group_id = "pg-" + uuid.uuid4().hex[:17]
    _groups(self)[name] = {
        "GroupName": name,
        "GroupId": group_id,
        "GroupArn": f"arn:aws:ec2:{self.region}:{self.current_account}:placement-group/{name}",
        "Strategy": self._get_param("Strategy"),
        "State": "available",
    }
    tags = self._parse_tag_specification("placement-group").get("placement-group", {})
    if tags:
        self.ec2_backend.create_tags([group_id], tags)
    return ActionResult({"PlacementGroup": _described(self, name)})


def describe_placement_groups(self: EC2Response) -> ActionResult:
    names = self._get_param("GroupNames", []) or list(_groups(self))
    return ActionResult({"PlacementGroups": [_described(self, name) for name in names]})


def delete_placement_group(self: EC2Response) -> ActionResult:
    name = self._get_param("GroupName")
    _described(self, name)
    del _groups(self)[name]
    return ActionResult({})


def _groups(self: EC2Response) -> dict[str, dict[str, Any]]:
    return _GROUPS.setdefault((self.current_account, self.region), {})


def _described(self: EC2Response, name: str) -> dict[str, Any]:
    group = _groups(self).get(name)
    if group is None:
        raise _Unknown(name)
    tags = self.ec2_backend.describe_tags(filters={"resource-id": [group["GroupId"]]})
    return {**group, "Tags": [{"Key": tag["key"], "Value": tag["value"]} for tag in tags]}
