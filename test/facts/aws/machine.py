"""Runs a state machine in JSONata: what services answer is given, what they were asked is noted. Waits are noted and take no time, and nothing is tried again."""

import json
import sys
import time
import uuid

from jsonata import Jsonata


class Refused(Exception):
    pass


NOW = None


def evaluate(template, variables):
    if isinstance(template, dict):
        return {key: evaluate(value, variables) for key, value in template.items()}
    if isinstance(template, list):
        return [evaluate(value, variables) for value in template]
    if not (isinstance(template, str) and template.startswith("{%") and template.endswith("%}")):
        return template
    bound = "".join(f"${name} := {json.dumps(value)}; " for name, value in variables.items())
    expression = Jsonata(f"({bound}{template[2:-2]})")
    expression.register_lambda("parse", json.loads)
    expression.register_lambda("millis", lambda: NOW or int(time.time() * 1000))
    expression.register_lambda("uuid", lambda: str(uuid.uuid4()))
    return expression.evaluate(None)


def run(definition, given, answers):
    calls, waits, variables = [], [], {}
    context = {"Execution": {"Id": "arn:aws:states:eu-west-1:123456789012:execution:machine:1"}, "StateMachine": {"Id": "arn:aws:states:eu-west-1:123456789012:stateMachine:machine"}}
    name, states = definition["StartAt"], {"input": given, "context": context}
    for _ in range(200):
        state = definition["States"][name]
        kind = state["Type"]
        if kind == "Succeed":
            return {"end": name, "calls": calls, "waits": waits}
        if kind == "Fail":
            return {"end": name, "calls": calls, "waits": waits, "cause": evaluate(state.get("Cause"), {"states": states, **variables})}
        if kind == "Choice":
            chosen = [one["Next"] for one in state["Choices"] if evaluate(one["Condition"], {"states": states, **variables}) is True]
            name = (chosen + [state["Default"]])[0]
            continue
        if kind == "Task":
            action = state["Resource"].split("states:::")[1].replace("aws-sdk:", "")
            arguments = evaluate(state["Arguments"], {"states": states, **variables})
            calls.append({"action": action, "arguments": arguments})
            answer = (answers.get(action) or [{}]).pop(0) if answers.get(action) else {}
            if "error" in answer:
                caught = [one for one in state.get("Catch", []) if answer["error"] in one["ErrorEquals"] or "States.ALL" in one["ErrorEquals"]]
                if not caught:
                    return {"end": name, "calls": calls, "waits": waits, "error": answer["error"]}
                variables.update(evaluate(caught[0].get("Assign", {}), {"states": states, **variables}))
                name = caught[0]["Next"]
                continue
            assigned = evaluate(state.get("Assign", {}), {"states": {**states, "result": answer}, **variables})
            variables.update(assigned)
            states = {**states, "input": answer}
        if kind == "Pass":
            variables.update(evaluate(state.get("Assign", {}), {"states": states, **variables}))
        if kind == "Wait":
            waits.append(evaluate(state["Seconds"], {"states": states, **variables}))
        if state.get("End"):
            return {"end": name, "calls": calls, "waits": waits}
        name = state["Next"]
    raise Refused("it does not end")


if __name__ == "__main__":
    order = json.load(sys.stdin)
    NOW = order.get("now")
    json.dump(run(order["definition"], order["input"], order["answers"]), sys.stdout)
