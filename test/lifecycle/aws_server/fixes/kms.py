"""KMS: the rotation period of a key."""

import json

from moto.kms.responses import KmsResponse

_DEFAULT_DAYS = 365


def apply() -> None:
    original_enable = KmsResponse.enable_key_rotation
    original_status = KmsResponse.get_key_rotation_status

    def enable_key_rotation(self: KmsResponse) -> str:
        answer = original_enable(self)
        _key(self).rotation_period_in_days = self._get_param("RotationPeriodInDays") or _DEFAULT_DAYS
        return answer

    def get_key_rotation_status(self: KmsResponse) -> str:
        status = json.loads(original_status(self))
        if status["KeyRotationEnabled"]:
            status["RotationPeriodInDays"] = getattr(_key(self), "rotation_period_in_days", _DEFAULT_DAYS)
        return json.dumps(status)

    KmsResponse.enable_key_rotation = enable_key_rotation
    KmsResponse.get_key_rotation_status = get_key_rotation_status


def _key(self: KmsResponse):
    backend = self.kms_backend
    return backend.keys[backend.get_key_id(self._get_param("KeyId"))]
