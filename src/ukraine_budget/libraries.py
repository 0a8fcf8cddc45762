"""Libraries that only some formats need, and that need not be installed."""

from importlib import import_module
from types import ModuleType

from ukraine_budget.errors import UsageError
from ukraine_budget.language import said


def library(name: str, format: str) -> ModuleType:
    """Import a library that a format needs; UsageError says how to install it where it is missing."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        package = name.partition(".")[0]
        raise UsageError(
            said(
                "{format} needs {package}, which is not installed: pip install 'ukraine-budget[{format}]'",
                format=format,
                package=package,
            )
        ) from error
