"""Which resources of a template refer to which."""

import re
from typing import Any, Iterable

_IN_SUB = re.compile(r"\$\{([A-Za-z0-9]+)(?:\.[^}]*)?\}")


def references(node: Any) -> set[str]:
    """The logical ids that a piece of a template refers to."""
    if isinstance(node, list):
        return set().union(*(references(item) for item in node)) if node else set()
    if not isinstance(node, dict):
        return set()
    found: set[str] = set()
    for key, value in node.items():
        if key == "Ref":
            found.add(value)
        elif key == "Fn::GetAtt":
            found.add(value.split(".")[0] if isinstance(value, str) else value[0])
        elif key == "DependsOn":
            found.update([value] if isinstance(value, str) else value)
        else:
            if key == "Fn::Sub":
                text = value[0] if isinstance(value, list) else value
                found.update(_IN_SUB.findall(text))
            found |= references(value)
    return found


def with_dependants(changed: Iterable[str], resources: dict[str, Any]) -> list[str]:
    """What a change touches, each after what it refers to: a replaced resource has a new id for those that use it."""
    uses = {name: references(resource) & resources.keys() for name, resource in resources.items()}
    touched = set(changed)
    grown = True
    while grown:
        more = {name for name, used in uses.items() if used & touched} - touched
        touched |= more
        grown = bool(more)
    return [name for name in _in_order(uses) if name in touched]


def _in_order(uses: dict[str, set[str]]) -> list[str]:
    ordered: list[str] = []
    seen: set[str] = set()

    def visit(name: str) -> None:
        if name in seen:
            return
        seen.add(name)
        for used in sorted(uses[name]):
            visit(used)
        ordered.append(name)

    for name in uses:
        visit(name)
    return ordered
