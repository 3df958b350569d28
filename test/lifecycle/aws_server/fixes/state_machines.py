"""Step Functions: executions run, in the interpreter that moto has; JSONata by its port to Python, for which moto wants a JVM.

A wait takes a second here, whatever it says, and tasks of ``aws-sdk`` call this very server.
"""

import json
import threading
import uuid
from datetime import datetime, timezone
from typing import Any

import boto3
from botocore.config import Config
from botocore.loaders import Loader
from botocore.model import OperationModel, ServiceModel
from jsonata import Jsonata
from moto.core.config import default_user_config
from moto.settings import moto_server_port
from moto.stepfunctions.parser.asl.component.intrinsic import jsonata as intrinsic
from moto.stepfunctions.parser.asl.jsonata import jsonata as expressions

_LONGEST_WAIT_SECONDS = 1
# How errors of a service begin, where the name in the resource is written otherwise.
_ERROR_NAMES = {"batch": "Batch", "cloudwatch": "CloudWatch", "s3": "S3", "sagemaker": "SageMaker"}


def apply() -> None:
    default_user_config["stepfunctions"]["execute_state_machine"] = True
    expressions._eval_jsonata = _evaluate
    expressions.encode_jsonata_variable_declarations = _declare
    intrinsic._DECLARATION_BY_VARIABLE_REFERENCE.update({"$uuid": "", "$parse": ""})
    _wait_briefly()
    _name_errors()
    _translate_cases()
    _call_here()
    _write_start()
    _read_one_by_one()
    _start_one_by_one()


def _evaluate(expression: str) -> Any:
    try:
        parsed = Jsonata(expression)
        # What Step Functions has beside the language: https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
        parsed.register_lambda("uuid", lambda: str(uuid.uuid4()))
        parsed.register_lambda("parse", json.loads)
        return parsed.evaluate(None)
    except Exception as error:
        raise expressions.JSONataException("UNKNOWN", str(error)) from error


def _declare(bindings: dict[str, Any]) -> str:
    """moto puts texts between quotes as they are, whatever quotes they have."""
    return "".join(f"{name}:={json.dumps(value, default=str)};" for name, value in bindings.items())


def _wait_briefly() -> None:
    from moto.stepfunctions.parser.asl.component.state.wait.wait_function.wait_function import WaitFunction

    original = WaitFunction._wait_interval
    WaitFunction._wait_interval = lambda self, env, wait_seconds: original(self, env, min(wait_seconds, _LONGEST_WAIT_SECONDS))


def _name_errors() -> None:
    from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import state_task_service_aws_sdk as sdk

    sdk._SERVICE_ERROR_NAMES.update(_ERROR_NAMES)


def _translate_cases() -> None:
    """Members are written in capitals in every state machine, whatever the API of the service writes; moto has the words, and does not call them."""
    from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_aws_sdk import StateTaskServiceAwsSdk

    def normalise_parameters(self: Any, parameters: dict[str, Any], *_names: Any) -> None:
        self._to_boto_request(parameters, _operation(self).input_shape)

    def normalise_response(self: Any, response: Any, *_names: Any) -> None:
        self._from_boto_response(response, _operation(self).output_shape)
        _write_times(response)

    StateTaskServiceAwsSdk._normalise_parameters = normalise_parameters
    StateTaskServiceAwsSdk._normalise_response = normalise_response


def _write_times(answer: Any) -> None:
    """A state holds times as texts."""
    for key, value in list(answer.items() if isinstance(answer, dict) else enumerate(answer)):
        if isinstance(value, datetime):
            answer[key] = value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.") + f"{value.microsecond // 1000:03}Z"
        elif isinstance(value, (dict, list)):
            _write_times(value)


def _call_here() -> None:
    """By the address and not by the name `localhost`, before which clients would put the name of a bucket."""
    from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import state_task_service_aws_sdk as sdk

    def client_for(region: str, service: str, **_credentials: Any) -> Any:
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=f"http://127.0.0.1:{moto_server_port()}",
            aws_access_key_id="local",
            aws_secret_access_key="local",
            config=Config(parameter_validation=False, retries={"total_max_attempts": 1}),
        )

    sdk.boto_client_for = client_for


def _write_start() -> None:
    """The context of an execution holds its start as a text, too."""
    from moto.stepfunctions.parser.asl.eval.states import ContextObjectData, States

    original = States.__init__

    def init(self: States, context: ContextObjectData) -> None:
        _write_times(context)
        original(self, context)

    States.__init__ = init


def _read_one_by_one() -> None:
    """Parsers of ANTLR share their caches between threads."""
    from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser

    original = AmazonStateLanguageParser.parse
    lock = threading.Lock()

    def parse(definition: str) -> Any:
        with lock:
            return original(definition)

    AmazonStateLanguageParser.parse = staticmethod(parse)


def _start_one_by_one() -> None:
    """A name is taken once, also by two that ask for it at once: moto looks for it first, and notes it after it has copied the state machine."""
    from moto.stepfunctions.parser.models import StepFunctionsParserBackend

    original = StepFunctionsParserBackend.start_execution
    lock = threading.Lock()

    def start_execution(self: StepFunctionsParserBackend, *args: Any, **kwargs: Any) -> Any:
        with lock:
            return original(self, *args, **kwargs)

    StepFunctionsParserBackend.start_execution = start_execution


def _operation(task: Any) -> OperationModel:
    service = task._get_boto_service_name()
    action = task.resource.api_action
    model = ServiceModel(Loader().load_service_model(service, "service-2"), service)
    return model.operation_model(action[0].upper() + action[1:])
