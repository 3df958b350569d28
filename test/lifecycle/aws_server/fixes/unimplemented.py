"""Says at once what moto does not implement, or trips over.

moto raises, the client sees a 500 and retries it for minutes; a 501 is retried by no client, and the log names the gap.
"""

import json
import traceback

from moto.core.responses import BaseResponse
from werkzeug.exceptions import HTTPException

_CODE = "NotImplementedByLocalServer"


def apply() -> None:
    original = BaseResponse.call_action

    def call_action(self: BaseResponse):
        try:
            return original(self)
        except NotImplementedError as gap:
            return _answer(self, str(gap))
        except HTTPException:
            raise
        except Exception as fault:
            traceback.print_exception(fault)
            return _answer(self, f"{type(fault).__name__}: {fault}")

    BaseResponse.call_action = call_action


def _answer(response: BaseResponse, what: str):
    message = f"{response.service_name}: {what}"
    print("GAP", message, flush=True)
    return 501, {"status": "501", "x-amzn-errortype": _CODE}, _body(response, message)


def _body(response: BaseResponse, message: str) -> str:
    """In the protocol of the caller, so that it can tell its user."""
    if "X-Amz-Target" in response.headers:
        return json.dumps({"__type": _CODE, "message": message})
    return f"<ErrorResponse><Error><Code>{_CODE}</Code><Message>{message}</Message></Error></ErrorResponse>"
