"""Libraries that only some formats need, and that not everybody has."""

from importlib import import_module
from types import ModuleType

from ukraine_budget.errors import UsageError
from ukraine_budget.language import said


def library(name: str, format: str) -> ModuleType:
    """A library by its name; UsageError that says how to get it where it is not installed."""
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
