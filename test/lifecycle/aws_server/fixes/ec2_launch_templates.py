"""EC2: the tags of a launch template itself, which moto takes for tags of what is launched."""

from typing import Any

from moto.ec2.models.launch_templates import LaunchTemplate, LaunchTemplateVersion


def apply() -> None:
    original = LaunchTemplate.create_version

    def create_version(self: LaunchTemplate, data: dict[str, Any], description: str) -> LaunchTemplateVersion:
        specifications = [spec for spec in data.get("TagSpecifications", []) if spec["ResourceType"] != "launch-template"]
        return original(self, {**data, "TagSpecifications": specifications} if specifications else _without_tags(data), description)

    LaunchTemplate.create_version = create_version


def _without_tags(data: dict[str, Any]) -> dict[str, Any]:
    return {member: value for member, value in data.items() if member != "TagSpecifications"}
