"""What an update of an endpoint does over time: it bakes, and goes back when an alarm of its deployment configuration goes off.

Bakes take seconds here, whatever the configuration says, and after one that went back the endpoint is in service as before, without a word of it.
https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-configuration.html
"""

import threading
import time
from typing import Any, Callable

from .errors import ServiceError

Record = dict[str, Any]
_BAKE_SECONDS = 3.0
_BACK_SECONDS = 0.5
_LOOK_SECONDS = 0.1

# The names of the alarms that have gone off, as a test says; CloudFormation's alarms are records only, so that moto knows nothing of them.
GONE_OFF: set[str] = set()
# The endpoints whose rollouts bake until a test lets them go on.
HELD: set[str] = set()


def begin(record: Record, changes: Record, finish: Callable[[], None]) -> None:
    """Begins an update; `finish` makes the record that of the new configuration."""
    if record["EndpointStatus"] != "InService":
        raise ServiceError("ValidationException", f'Cannot update in-progress endpoint "{record["EndpointArn"]}".')
    record["EndpointStatus"] = "Updating"
    alarms = changes.get("DeploymentConfig", {}).get("AutoRollbackConfiguration", {}).get("Alarms", [])
    names = {alarm["AlarmName"] for alarm in alarms}
    threading.Thread(target=_run, args=(record, names, finish), daemon=True).start()


def _run(record: Record, alarms: set[str], finish: Callable[[], None]) -> None:
    until = time.monotonic() + _BAKE_SECONDS
    while (time.monotonic() < until or record["EndpointName"] in HELD) and not alarms & GONE_OFF:
        time.sleep(_LOOK_SECONDS)
    if alarms & GONE_OFF:
        record["EndpointStatus"] = "RollingBack"
        time.sleep(_BACK_SECONDS)
    else:
        finish()
    record["EndpointStatus"] = "InService"
