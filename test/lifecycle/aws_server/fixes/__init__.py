"""What clients call and moto does not answer, one module a service. Each module has ``apply()``."""

from importlib import import_module
from pkgutil import iter_modules


def apply_all() -> None:
    """Applies every fix of this package."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}").apply()
