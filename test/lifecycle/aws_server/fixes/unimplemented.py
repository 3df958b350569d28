"""Says at once what moto does not implement.

moto raises, the client sees a 500 and retries it for minutes; a 501 is retried by no client, and the log names the gap.
"""

import json

from moto.core.responses import BaseResponse


def apply() -> None:
    original = BaseResponse.call_action

    def call_action(self):
        try:
            return original(self)
        except NotImplementedError as gap:
            message = f"{self.service_name}: {gap}"
            print("GAP", message, flush=True)
            headers = {"status": "501", "x-amzn-errortype": "NotImplementedByLocalServer"}
            return 501, headers, json.dumps({"__type": "NotImplementedByLocalServer", "message": message})

    BaseResponse.call_action = call_action
