"""EventBridge: rules reach state machines and topics, which moto knows no way to."""

import copy
import json
import uuid
from datetime import datetime, timezone
from typing import Any

from moto.events.models import EventTemplateParser, Rule
from moto.sns.models import sns_backends
from moto.stepfunctions.responses import get_backend
from moto.utilities.arns import parse_arn

Event = dict[str, Any]


def apply() -> None:
    original = Rule.send_to_targets

    def send_to_targets(self: Rule, event: Event, transform_input: bool = True) -> None:
        if self.state != "ENABLED" or not self.event_pattern.matches_event(event):
            return
        others = []
        for target in self.targets:
            service = parse_arn(target["Arn"]).service
            if service in _SENDERS:
                print("event", event["detail-type"], "reaches", target["Arn"], flush=True)
                _SENDERS[service](target, _input_of(target, event))
            else:
                others.append(target)
        if others:
            # Another event may be on its way to this rule.
            rest = copy.copy(self)
            rest.targets = others
            original(rest, event, transform_input)

    Rule.send_to_targets = send_to_targets


def _input_of(target: dict[str, Any], event: Event) -> str:
    if "Input" in target:
        return target["Input"]
    written = {**event, "time": _iso(event["time"])}
    transformer = target.get("InputTransformer")
    if not transformer:
        return json.dumps({key: value for key, value in written.items() if key != "ingestion-time"})
    made = EventTemplateParser.parse(transformer["InputTemplate"], transformer.get("InputPathsMap", {}), written)
    return made if isinstance(made, str) else json.dumps(made)


def _iso(time: Any) -> str:
    if isinstance(time, str):
        return time
    return datetime.fromtimestamp(float(time), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _start(target: dict[str, Any], text: str) -> None:
    arn = parse_arn(target["Arn"])
    get_backend(arn.account, arn.region).start_execution(target["Arn"], str(uuid.uuid4()), text)


def _publish(target: dict[str, Any], text: str) -> None:
    arn = parse_arn(target["Arn"])
    sns_backends[arn.account][arn.region].publish(text, arn=target["Arn"])


_SENDERS = {"states": _start, "sns": _publish}
