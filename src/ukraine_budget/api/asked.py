"""What may be given to the functions of the library: every argument is checked by its name, and put into one form."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from ukraine_budget.errors import UsageError
from ukraine_budget.language import Text, said
from ukraine_budget.model.ledger import Ledger

P = ParamSpec("P")
R = TypeVar("R")
YEARS = range(1900, 2200)


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """A function whose arguments are checked; UsageError says which one is wrong, and what it may be."""
    signature = inspect.signature(function)

    @wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        given = signature.bind(*args, **kwargs)
        for name in given.arguments.keys() & FORMS.keys():
            if given.arguments[name] is signature.parameters[name].default:
                continue
            given.arguments[name] = FORMS[name](name, given.arguments[name])
        return function(*given.args, **given.kwargs)

    return checked


def _wrong(name: str, value: object, wanted: Text) -> UsageError:
    return UsageError(said("{name} is {value}, and must be {wanted}", name=name, value=repr(value)[:80], wanted=wanted))


def _ledger(name: str, value: object) -> Ledger:
    if not isinstance(value, Ledger):
        raise _wrong(name, value, said("a ledger, such as open_ledger() gives"))
    return value


def _year(name: str, value: object) -> int:
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    if isinstance(value, bool) or not hasattr(value, "__index__") or int(value) not in YEARS:
        raise _wrong(name, value, said("a year from {first} to {last}", first=YEARS[0], last=YEARS[-1]))
    return int(value)


def _years(name: str, value: Any) -> tuple[int, ...]:
    """One year, or several."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        return () if value is None else (_year(name, value),)
    return tuple(_year(name, year) for year in value)


def _text(name: str, value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise _wrong(name, value, said("a text"))
    return value


def _name(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise _wrong(name, value, said("a text"))
    return value


def _names(name: str, value: Any) -> tuple[str, ...]:
    """One name, or several."""
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, Iterable):
        raise _wrong(name, value, said("a text, or several in a list"))
    return tuple(_name(name, item) for item in value)


def _number(name: str, value: Any) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        raise _wrong(name, value, said("a number from zero"))
    return number


def _count(name: str, value: Any) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise _wrong(name, value, said("a whole number from one, or None for all"))
    return value


FORMS: Mapping[str, Callable[[str, Any], Any]] = {
    "ledger": _ledger,
    "year": _year,
    "years": _years,
    **dict.fromkeys(("funds", "lines", "bases"), _names),
    **dict.fromkeys(("as_of", "unit"), _text),
    **dict.fromkeys(("line", "what", "term", "name"), _name),
    **dict.fromkeys(("gap", "tolerance"), _number),
    "top": _count,
}
"""What makes each argument what it should be, or raises."""
