"""Step Functions: the checks that Terraform asks for before it writes a state machine, and its versions."""

import json

from moto.core.responses import ActionResult
from moto.stepfunctions.responses import StepFunctionResponse


def apply() -> None:
    StepFunctionResponse.validate_state_machine_definition = validate_state_machine_definition
    StepFunctionResponse.list_state_machine_versions = lambda self: ActionResult({"stateMachineVersions": []})


def validate_state_machine_definition(self: StepFunctionResponse) -> ActionResult:
    """Only as far as a fake can: the text is JSON, starts somewhere, and that state exists."""
    try:
        definition = json.loads(self._get_param("definition"))
    except ValueError as error:
        return _failed("INVALID_JSON_DESCRIPTION", str(error))
    if definition.get("StartAt") not in definition.get("States", {}):
        return _failed("MISSING_TRANSITION_TARGET", f"StartAt {definition.get('StartAt')!r} is no state")
    return ActionResult({"result": "OK", "diagnostics": []})


def _failed(code: str, message: str) -> ActionResult:
    return ActionResult({"result": "FAIL", "diagnostics": [{"severity": "ERROR", "code": code, "message": message}]})
