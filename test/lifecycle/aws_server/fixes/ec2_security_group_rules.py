"""EC2: descriptions of rules that name another group or a prefix list, changes of any rule, and removals.

moto keeps a description with an address range only, changes nothing but address ranges, and says of an id that is not there what it says of a rule in words.
"""

import threading
from typing import Any

from moto.ec2.exceptions import InvalidSecurityGroupNotFoundError, InvalidSecurityGroupRuleIdNotFoundError
from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule

# What a rule leads to, by the member of the request that says it.
_RANGES = {"CidrIpv4": "CidrIp", "CidrIpv6": "CidrIpv6"}
_REVOKING = threading.Lock()


def apply() -> None:
    original_init = SecurityGroupRule.__init__

    def __init__(
        self, ec2_backend, ip_protocol, group_id, from_port, to_port, ip_range, source_group=None, prefix_list_id=None, **rest
    ):
        original_init(
            self, ec2_backend, ip_protocol, group_id, from_port, to_port, ip_range, source_group, prefix_list_id, **rest
        )
        self.prefix_list_described = dict(prefix_list_id or {})

    SecurityGroupRule.__init__ = __init__
    SecurityGroupRule.description = property(lambda self: _described(self).get("Description"))
    SecurityGroupBackend.modify_security_group_rules = modify_security_group_rules
    for name in ("revoke_security_group_ingress", "revoke_security_group_egress"):
        setattr(SecurityGroupBackend, name, _one_by_one(getattr(SecurityGroupBackend, name)))


def _one_by_one(revoke: Any) -> Any:
    """Two at once would each write the list of rules without its own. A client that tries again hears that the id is gone, which it takes for done."""

    def revoke_alone(self: SecurityGroupBackend, *args: Any, **named: Any) -> None:
        with _REVOKING:
            group = self.get_security_group_by_name_or_id(named.get("group_name_or_id") or args[0], named.get("vpc_id"))
            for rule_id in named.get("security_rule_ids") or []:
                if group is not None and group.get_rule(rule_id) is None:
                    raise InvalidSecurityGroupRuleIdNotFoundError(rule_id)
            revoke(self, *args, **named)

    return revoke_alone


def _described(rule: SecurityGroupRule) -> dict[str, str]:
    """The part of a rule that its description belongs to."""
    return rule.source_group or rule.prefix_list_described or rule.ip_range


def modify_security_group_rules(self: SecurityGroupBackend, group_id: str, rules: dict[str, dict[str, Any]]) -> None:
    group = self.get_security_group_by_name_or_id(group_id)
    if group is None:
        raise InvalidSecurityGroupNotFoundError(group_id)
    for rule_id, wanted in rules.items():
        rule = group.get_rule(rule_id)
        if rule is None:
            raise InvalidSecurityGroupRuleIdNotFoundError(rule_id)
        _change(rule, wanted)


def _change(rule: SecurityGroupRule, wanted: dict[str, Any]) -> None:
    rule.ip_protocol = wanted["IpProtocol"]
    rule.from_port, rule.to_port = _port(wanted, "FromPort"), _port(wanted, "ToPort")
    for member, kept_as in _RANGES.items():
        if member in wanted:
            rule.ip_range[kept_as] = wanted[member]
    if "PrefixListId" in wanted:
        rule.prefix_list_id = wanted["PrefixListId"]
    if "ReferencedGroupId" in wanted:
        rule.source_group["GroupId"] = wanted["ReferencedGroupId"]
    _described(rule)["Description"] = wanted.get("Description")


def _port(wanted: dict[str, Any], member: str) -> int | None:
    """Rules for every protocol have no ports."""
    port = wanted.get(member)
    return None if port is None or wanted["IpProtocol"] == "-1" else int(port)
