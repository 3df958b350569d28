"""Errors as the service words them."""


class ServiceError(Exception):
    """An error answer: its code is what clients decide on, so the codes are the service's own."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code
        self.message = message


# Terraform's plugin recognises "gone" for these kinds by exactly these codes and words.
_NOT_FOUND = {
    "Endpoint": 'Could not find endpoint "{}".',
    "EndpointConfig": 'Could not find endpoint configuration "{}".',
    "Model": 'Could not find model "{}".',
    "ModelPackageGroup": "ModelPackageGroup {} does not exist.",
}


def not_found(kind: str, name: str) -> ServiceError:
    if kind in _NOT_FOUND:
        return ServiceError("ValidationException", _NOT_FOUND[kind].format(name))
    return ServiceError("ResourceNotFound", f"{kind} {name} does not exist.")


def already_exists(kind: str, name: str) -> ServiceError:
    code = "ValidationException" if kind in _NOT_FOUND else "ResourceInUse"
    return ServiceError(code, f"{kind} {name} already exists.")
