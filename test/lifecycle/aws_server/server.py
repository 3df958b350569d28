"""Puts the parts together: SageMaker and Cloud Control in front, moto behind, CloudFormation's types if asked for."""

import os
from typing import Any, Callable, Iterable

from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import run_simple

from . import fixes
from .cloudcontrol import CloudControlApplication
from .control import ControlApplication
from .sagemaker.wsgi import SageMakerApplication

WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def serve(port: int, cloudformation: bool = False) -> None:
    """Serves until the process is told to end."""
    # Tasks of state machines call this very server.
    os.environ["MOTO_PORT"] = str(port)
    fixes.apply_all()
    if cloudformation:
        # Imported late: reading the registry's index costs a second that the Terraform suites need not pay.
        from .cloudformation import install

        install.apply()
    application = build_application()
    run_simple("127.0.0.1", port, application, threaded=True, request_handler=MotoRequestHandler)


def build_application() -> WsgiApp:
    """The whole server as one WSGI application."""
    moto = DomainDispatcherApplication(create_backend_app)
    return ControlApplication(CloudControlApplication(SageMakerApplication(moto)))
