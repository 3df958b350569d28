"""Application Auto Scaling: tags of scalable targets."""

import json

from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

_TAGS: dict[str, dict[str, str]] = {}


def apply() -> None:
    original_register = ApplicationAutoScalingResponse.register_scalable_target

    def register_scalable_target(self) -> str:
        answer = original_register(self)
        tags = self._get_param("Tags")
        if tags:
            _TAGS[json.loads(answer)["ScalableTargetARN"]] = dict(tags)
        return answer

    ApplicationAutoScalingResponse.register_scalable_target = register_scalable_target
    ApplicationAutoScalingResponse.list_tags_for_resource = list_tags_for_resource
    ApplicationAutoScalingResponse.tag_resource = tag_resource
    ApplicationAutoScalingResponse.untag_resource = untag_resource


def list_tags_for_resource(self: ApplicationAutoScalingResponse) -> str:
    return json.dumps({"Tags": _TAGS.get(self._get_param("ResourceARN"), {})})


def tag_resource(self: ApplicationAutoScalingResponse) -> str:
    _TAGS.setdefault(self._get_param("ResourceARN"), {}).update(self._get_param("Tags"))
    return json.dumps({})


def untag_resource(self: ApplicationAutoScalingResponse) -> str:
    for key in self._get_param("TagKeys"):
        _TAGS.get(self._get_param("ResourceARN"), {}).pop(key, None)
    return json.dumps({})
