"""Arguments of the public functions, validated and normalised by their names."""

import inspect
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from ukraine_budget import read
from ukraine_budget.errors import UnitError, UsageError, printable, unknown
from ukraine_budget.language import Text, said
from ukraine_budget.model.ledger import UNITS, Ledger
from ukraine_budget.read.notation import basis_named

if TYPE_CHECKING:
    from ukraine_budget.analysis.versions import LedgerAt

P = ParamSpec("P")
R = TypeVar("R")
YEARS = range(1900, 2200)
YEAR = re.compile(r"(19|2[01])[0-9]{2}")


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """Decorator: wrong arguments raise UsageError."""
    return _with_forms(function, FORMS)


def checked_names(function: Callable[P, R]) -> Callable[P, R]:
    """Decorator: unknown and missing arguments raise UsageError; the function validates their values."""
    return _with_forms(function, {})


def _with_forms(function: Callable[P, R], forms: Mapping[str, Callable[[str, Any], Any]]) -> Callable[P, R]:
    signature = inspect.signature(function)
    bare = _without_types(signature)

    @wraps(function)
    def normalised(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError:
            raise _does_not_fit(f"{function.__name__}{bare}", list(bare.parameters), kwargs) from None
        for name in bound.arguments.keys() & forms.keys():
            if bound.arguments[name] is not signature.parameters[name].default:
                bound.arguments[name] = forms[name](name, bound.arguments[name])
        return function(*bound.args, **bound.kwargs)

    normalised.__signature__ = bare  # type: ignore[attr-defined]  # for `help`, where types would fill a paragraph
    return normalised


def _without_types(signature: inspect.Signature) -> inspect.Signature:
    own = signature.parameters.values()
    return inspect.Signature([one.replace(annotation=one.empty) for one in own if one.name != "self"])


def _does_not_fit(call: str, known: Collection[str], named: Collection[str]) -> UsageError:
    """Error for arguments that a function does not have, or lacks."""
    for name in named:
        if name not in known:
            return unknown("argument", name, known)
    return UsageError(said("the arguments are not those of {call}", call=call))


def _wrong(name: str, value: object, wanted: Text) -> UsageError:
    return UsageError(said("{name} is {value}, and must be {wanted}", name=name, value=repr(value)[:80], wanted=wanted))


def _ledger(name: str, value: object) -> Ledger:
    if not isinstance(value, Ledger):
        raise _wrong(name, value, said("a ledger, such as open_ledger() gives"))
    return value


def year(text: str) -> int:
    """Parse a year; UsageError for any other text."""
    if not YEAR.fullmatch(text):
        raise UsageError(said("{value} is not a year from 1900 to 2199, such as 2026", value=printable(text)))
    return int(text)


def span(text: str) -> range:
    """Parse a year, or a range such as 2025-2027; UsageError for any other text."""
    first, _, last = text.partition("-")
    years = range(year(first), year(last or first) + 1)
    if not years:
        raise UsageError(
            said("{value} is a range that runs backwards: write {last}-{first}", value=text, last=last, first=first)
        )
    return years


def _year(name: str, value: object) -> int:
    if isinstance(value, str):
        return year(value)
    if isinstance(value, bool) or not hasattr(value, "__index__") or int(value) not in YEARS:
        raise _wrong(name, value, said("a year from {first} to {last}", first=YEARS[0], last=YEARS[-1]))
    return int(value)


def _years(name: str, value: Any) -> tuple[int, ...]:
    """A year, a range as text, or an iterable of either, as years."""
    if value is None:
        return ()
    if isinstance(value, str) or not isinstance(value, Iterable):
        return tuple(span(value)) if isinstance(value, str) else (_year(name, value),)
    return tuple(one for item in value for one in _years(name, item))


def _text(name: str, value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise _wrong(name, value, said("a text"))
    return value


def _name(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise _wrong(name, value, said("a text"))
    return value


def _names(name: str, value: Any) -> tuple[str, ...]:
    """One name or several, as a tuple."""
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, Iterable):
        raise _wrong(name, value, said("a text, or several in a list"))
    return tuple(_name(name, item) for item in value)


def _bases(name: str, value: Any) -> tuple[str, ...]:
    """Bases, named in English or Dutch, by their ids."""
    return tuple(map(basis_named, _names(name, value)))


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
    **dict.fromkeys(("funds", "lines"), _names),
    "bases": _bases,
    **dict.fromkeys(("as_of", "unit"), _text),
    **dict.fromkeys(("line", "what", "term", "name"), _name),
    **dict.fromkeys(("gap", "tolerance"), _number),
    "top": _count,
}
"""Functions that validate and normalise an argument, by its name."""

open_ledger, ledgers_at = checked_names(read.open_ledger), checked_names(read.ledgers_at)
"""The functions of `read`, with their arguments checked."""


def in_unit(ledger: Ledger, unit: str | None) -> Ledger:
    """The ledger with its amounts converted exactly to another unit.

    Raises UsageError for an unknown unit, UnitError if the ledger does not say its own.
    """
    if unit is None:
        return ledger
    if unit not in UNITS:
        raise unknown("unit", unit, UNITS)
    if ledger.unit is None:
        raise UnitError(
            said(
                "{ledger} does not say its unit, so its amounts cannot be shown in another: name it in a column "
                "'unit' of a single file, or as \"unit\" in the datapackage.json of a folder",
                ledger=ledger.name,
            )
        )
    return ledger.in_unit(unit)


def sides_in_unit(old: "LedgerAt", new: "LedgerAt", unit: str | None) -> "tuple[LedgerAt, LedgerAt]":
    """Both sides with their amounts in another unit; a ledger that they share is converted once."""
    one = in_unit(old.ledger, unit)
    return old._replace(ledger=one), new._replace(ledger=one if new.ledger is old.ledger else in_unit(new.ledger, unit))
