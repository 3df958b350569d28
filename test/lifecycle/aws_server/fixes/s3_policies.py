"""S3: what a bucket's policy denies to everybody under a condition.

moto knows no conditions there, so that "nothing without TLS" denies all. Calls to this server count as calls over TLS.
"""

import json
from typing import Any

from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket


def apply() -> None:
    FakeBucket.get_permission = get_permission


def get_permission(bucket: FakeBucket, action: str, resource: str) -> Any:
    """What the statements without a condition say."""
    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    policy = json.loads(bucket.policy.decode())
    known = [statement for statement in policy["Statement"] if "Condition" not in statement]
    return IAMPolicy(json.dumps({**policy, "Statement": known})).is_action_permitted(action, resource) if known else PermissionResult.NEUTRAL
