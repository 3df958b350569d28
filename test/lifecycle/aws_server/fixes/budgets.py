"""AWS Budgets: updates, subscribers of a notification, tags."""

import json

from moto.budgets.responses import BudgetsResponse

from ..identity import ACCOUNT

_TAGS: dict[str, dict[str, str]] = {}


def apply() -> None:
    original_create = BudgetsResponse.create_budget

    def create_budget(self) -> str:
        answer = original_create(self)
        tags = self._get_param("ResourceTags") or []
        _TAGS[_arn(self._get_param("Budget")["BudgetName"])] = {t["Key"]: t["Value"] for t in tags}
        return answer

    BudgetsResponse.create_budget = create_budget
    BudgetsResponse.update_budget = update_budget
    BudgetsResponse.update_notification = update_notification
    BudgetsResponse.describe_subscribers_for_notification = describe_subscribers_for_notification
    BudgetsResponse.list_tags_for_resource = list_tags_for_resource
    BudgetsResponse.tag_resource = tag_resource
    BudgetsResponse.untag_resource = untag_resource


def update_budget(self: BudgetsResponse) -> str:
    changed = self._get_param("NewBudget")
    _budget(self, changed["BudgetName"]).budget.update(changed)
    return json.dumps({})


def update_notification(self: BudgetsResponse) -> str:
    old = self._get_param("OldNotification")
    for notification in _budget(self).notifications:
        if _same(notification.details, old):
            notification.details = self._get_param("NewNotification")
    return json.dumps({})


def describe_subscribers_for_notification(self: BudgetsResponse) -> str:
    wanted = self._get_param("Notification")
    found = [n for n in _budget(self).notifications if _same(n.details, wanted)]
    return json.dumps({"Subscribers": [s for n in found for s in n.subscribers]})


def list_tags_for_resource(self: BudgetsResponse) -> str:
    tags = _TAGS.get(self._get_param("ResourceARN"), {})
    return json.dumps({"ResourceTags": [{"Key": k, "Value": v} for k, v in tags.items()]})


def tag_resource(self: BudgetsResponse) -> str:
    tags = _TAGS.setdefault(self._get_param("ResourceARN"), {})
    tags.update({t["Key"]: t["Value"] for t in self._get_param("ResourceTags")})
    return json.dumps({})


def untag_resource(self: BudgetsResponse) -> str:
    for key in self._get_param("ResourceTagKeys"):
        _TAGS.get(self._get_param("ResourceARN"), {}).pop(key, None)
    return json.dumps({})


def _budget(self: BudgetsResponse, name: str = ""):
    return self.backend.budgets[self._get_param("AccountId")][name or self._get_param("BudgetName")]


def _same(one: dict, other: dict) -> bool:
    """Clients give the threshold as a number of either kind, and leave the percentage out."""
    return _identity(one) == _identity(other)


def _identity(notification: dict) -> tuple:
    return (
        notification["NotificationType"],
        notification["ComparisonOperator"],
        float(notification["Threshold"]),
        notification.get("ThresholdType", "PERCENTAGE"),
    )


def _arn(name: str) -> str:
    return f"arn:aws:budgets::{ACCOUNT}:budget/{name}"
