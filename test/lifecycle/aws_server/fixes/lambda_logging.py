"""Lambda: where a function logs to, and how."""

from typing import Any

from moto.awslambda.models import LambdaFunction

_FIELD = "LoggingConfig"


def apply() -> None:
    original_init = LambdaFunction.__init__
    original_update = LambdaFunction.update_configuration
    original_get = LambdaFunction.get_configuration

    def init(self: LambdaFunction, account_id: str, spec: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        self.logging_config = spec.get(_FIELD)
        original_init(self, account_id, spec, *args, **kwargs)

    def update_configuration(self: LambdaFunction, config_updates: dict[str, Any]) -> dict[str, Any]:
        self.logging_config = config_updates.get(_FIELD, self.logging_config)
        return original_update(self, config_updates)

    def get_configuration(self: LambdaFunction, on_create: bool = False) -> dict[str, Any]:
        known = {_FIELD: self.logging_config} if self.logging_config else {}
        return {**original_get(self, on_create), **known}

    LambdaFunction.__init__ = init
    LambdaFunction.update_configuration = update_configuration
    LambdaFunction.get_configuration = get_configuration
