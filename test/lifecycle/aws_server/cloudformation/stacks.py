"""What becomes of a stack whose creation or change fails, and how its template is read."""

import json
import traceback
from typing import Any
from urllib.parse import urlparse

import moto.cloudformation.models as models
import moto.cloudformation.responses as responses
import yaml
from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import CloudFormationBackend, Stack

from . import live

_FastLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def apply() -> None:
    _roll_back_creations()
    _report_failed_updates()
    _read_templates_fast()
    _find_uploaded_templates()
    _keep_defaults()


def _roll_back_creations() -> None:
    """moto leaves half a stack behind, and the client's retry finds "already exists" instead of the reason."""
    original = CloudFormationBackend.create_stack

    def create_stack(self: CloudFormationBackend, name: str, *args: Any, **kwargs: Any) -> Stack:
        existing = set(self.stacks)
        try:
            return original(self, name, *args, **kwargs)
        except Exception as error:
            made = [stack for stack_id, stack in self.stacks.items() if stack_id not in existing]
            if not made:
                raise
            stack = made[0]
            _fail(stack, "CREATE_FAILED", error)
            stack.resource_map.delete()
            stack.output_map._output_json_map = {}
            stack.status = "ROLLBACK_COMPLETE"
            stack._add_stack_event(stack.status)
            return stack

    CloudFormationBackend.create_stack = create_stack


def _report_failed_updates() -> None:
    """A failed change ends in the status that clients read as such.

    What was changed before the failure stays changed; the template is put back, so that a retry finds all differences.
    """
    original = Stack.update

    def update(self: Stack, *args: Any, **kwargs: Any) -> None:
        if self.status.endswith("_IN_PROGRESS"):
            raise ValidationError(message=f"Stack:{self.stack_id} is in {self.status} state and can not be updated.")
        self.status = "UPDATE_IN_PROGRESS"
        before = self.template, self.template_dict, self.resource_map._template, self.resource_map._resource_json_map
        try:
            original(self, *args, **kwargs)
        except Exception as error:
            live.forget_retired()
            self.template, self.template_dict, self.resource_map._template, self.resource_map._resource_json_map = before
            _fail(self, "UPDATE_FAILED", error)
            self.status = "UPDATE_ROLLBACK_COMPLETE"
            self._add_stack_event(self.status)

    Stack.update = update


def _fail(stack: Stack, status: str, error: Exception) -> None:
    reason = getattr(error, "message", None)
    if reason is None:
        # No service's refusal but a fault of this server.
        traceback.print_exception(error)
        reason = f"{type(error).__name__}: {error}"
    print("cloudformation", stack.name, status, reason, flush=True)
    stack._add_stack_event(status, resource_status_reason=reason)


def _read_templates_fast() -> None:
    """moto reads templates with YAML's slow reader, which takes seconds for a platform's."""
    original = Stack.parse_template

    def parse_template(template: str) -> dict[str, Any]:
        for read in (json.loads, lambda text: yaml.load(text, Loader=_FastLoader)):
            try:
                return read(template)
            except (ValueError, yaml.YAMLError):
                continue
        return original(template)

    Stack.parse_template = staticmethod(parse_template)


def _find_uploaded_templates() -> None:
    """Clients that talk to 127.0.0.1 put that host into the template's URL; moto takes "127" for the bucket."""
    original = responses.get_stack_from_s3_url

    def get_stack_from_s3_url(template_url: str, account_id: str, partition: str) -> str:
        parts = urlparse(template_url)
        if parts.hostname == "127.0.0.1":
            template_url = f"https://s3.amazonaws.com{parts.path}"
        return original(template_url, account_id, partition)

    responses.get_stack_from_s3_url = models.get_stack_from_s3_url = get_stack_from_s3_url


def _keep_defaults() -> None:
    """"Use the previous value" of a parameter that nobody ever gave is its default; moto fails on it."""
    original = CloudFormationBackend._resolve_update_parameters

    def resolve(self: CloudFormationBackend, instance: Stack, incoming_params: list[dict[str, Any]]) -> dict[str, str]:
        known = [p for p in incoming_params if "ParameterValue" in p or p["ParameterKey"] in instance.parameters]
        return original(self, instance=instance, incoming_params=known)

    CloudFormationBackend._resolve_update_parameters = resolve
