"""S3: who may deliver access logs, and when.

moto understands one exact wording of the target bucket's policy and fails on a statement with ``"Principal": "*"``,
which every bucket that demands TLS has. It delivers at once, so that the very calls of a destroy fill the bucket that
is to go; S3 delivers within hours, and a test has none.
"""

import json
from fnmatch import fnmatchcase
from typing import Any

from moto.s3.models import FakeBucket, S3Backend

_DELIVERY = "logging.s3.amazonaws.com"


def apply() -> None:
    FakeBucket._log_permissions_enabled_policy = staticmethod(allows_delivery)
    S3Backend.log_incoming_request = lambda *_args, **_kwargs: None


def allows_delivery(target_bucket: FakeBucket, target_prefix: str | None) -> bool:
    """Whether the policy lets the log delivery service write below the prefix."""
    if not target_bucket.policy:
        return False
    log_object = f"{target_bucket.arn}/{target_prefix or ''}2000-01-01-00-00-00-0123456789ABCDEF"
    statements = _as_list(json.loads(target_bucket.policy.decode())["Statement"])
    return any(_allows(statement, log_object) for statement in statements)


def _allows(statement: dict[str, Any], log_object: str) -> bool:
    principal = statement.get("Principal", {})
    services = _as_list(principal.get("Service", [])) if isinstance(principal, dict) else []
    return (
        statement.get("Effect") == "Allow"
        and _DELIVERY in services
        and any(fnmatchcase("s3:PutObject", action) for action in _as_list(statement.get("Action", [])))
        and any(fnmatchcase(log_object, resource) for resource in _as_list(statement.get("Resource", [])))
    )


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
