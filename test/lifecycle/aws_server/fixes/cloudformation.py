"""CloudFormation: termination protection of stacks."""

from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import CloudFormationBackend
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.responses import ActionResult


def apply() -> None:
    original_delete = CloudFormationBackend.delete_stack

    def delete_stack(self: CloudFormationBackend, name_or_stack_id: str) -> None:
        found = [s for s in self.stacks.values() if name_or_stack_id in (s.name, s.stack_id)]
        if any(stack.enable_termination_protection for stack in found):
            raise ValidationError(
                message=f"Stack [{name_or_stack_id}] cannot be deleted while TerminationProtection is enabled"
            )
        original_delete(self, name_or_stack_id)

    CloudFormationBackend.delete_stack = delete_stack
    CloudFormationResponse.update_termination_protection = update_termination_protection


def update_termination_protection(self: CloudFormationResponse) -> ActionResult:
    stack = self.cloudformation_backend.get_stack(self._get_param("StackName"))
    stack.enable_termination_protection = self._get_bool_param("EnableTerminationProtection")
    return ActionResult({"StackId": stack.stack_id})
