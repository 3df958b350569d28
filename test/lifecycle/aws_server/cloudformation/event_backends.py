"""Rules with their targets, and state machines, as moto's services have them."""

import json
from typing import Any

from moto.cloudformation.exceptions import ValidationError
from moto.core.exceptions import ServiceException
from moto.events.models import events_backends
from moto.stepfunctions.responses import get_backend

from ..identity import ACCOUNT
from .backends import Properties, RecordBackend


class RuleBackend(RecordBackend):
    """A rule of the default bus, and its targets."""

    def __init__(self, region: str):
        self._events = events_backends[ACCOUNT][region]
        self._name = ""

    def create(self, properties: Properties) -> Properties:
        self._name = properties["Name"]
        return {"Arn": self._put(properties)}

    def update(self, properties: Properties) -> None:
        rule = self._events.describe_rule(self._name, None)
        self._events.remove_targets(self._name, None, [target["Id"] for target in rule.targets])
        self._put(properties)

    def delete(self) -> None:
        rule = self._events.describe_rule(self._name, None)
        self._events.remove_targets(self._name, None, [target["Id"] for target in rule.targets])
        self._events.delete_rule(self._name, None)

    def _put(self, properties: Properties) -> str:
        pattern = properties.get("EventPattern")
        rule = self._events.put_rule(
            self._name,
            description=properties.get("Description"),
            event_pattern=json.dumps(pattern) if pattern else None,
            scheduled_expression=properties.get("ScheduleExpression"),
            state=properties.get("State"),
        )
        if properties.get("Targets"):
            self._events.put_targets(self._name, None, properties["Targets"])
        return rule.arn


class StateMachineBackend(RecordBackend):
    """A state machine whose executions run."""

    def __init__(self, region: str):
        self._machines = get_backend(ACCOUNT, region)
        self._arn = ""

    def create(self, properties: Properties) -> Properties:
        try:
            made = self._machines.create_state_machine(
                name=properties["StateMachineName"], definition=_definition(properties), roleArn=properties["RoleArn"], sm_type="STANDARD"
            )
        except ServiceException as error:
            raise ValidationError(message=f"AWS::StepFunctions::StateMachine: {error.message}") from error
        self._arn = made.arn
        return {"Arn": made.arn, "Name": made.name}

    def update(self, properties: Properties) -> None:
        self._machines.update_state_machine(self._arn, _definition(properties), properties["RoleArn"])

    def delete(self) -> None:
        self._machines.delete_state_machine(self._arn)


def _definition(properties: Properties) -> str:
    text: Any = properties.get("DefinitionString")
    text = text if text is not None else json.dumps(properties["Definition"])
    for name, value in properties.get("DefinitionSubstitutions", {}).items():
        text = text.replace(f"${{{name}}}", str(value))
    return text


BACKENDS = {
    ("Events", "Rule"): RuleBackend,
    ("StepFunctions", "StateMachine"): StateMachineBackend,
}
