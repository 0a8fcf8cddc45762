"""What may be given to the functions of the library: every argument is checked by its name, and put into one form."""

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
    """A function whose arguments are checked; UsageError says which one is wrong, and what it may be."""
    return _put_right(function, FORMS)


def fitted(function: Callable[P, R]) -> Callable[P, R]:
    """A function that reads its own arguments; UsageError for one that it does not have, and for one that it lacks."""
    return _put_right(function, {})


def _put_right(function: Callable[P, R], forms: Mapping[str, Callable[[str, Any], Any]]) -> Callable[P, R]:
    signature = inspect.signature(function)
    bare = _without_types(signature)

    @wraps(function)
    def put_right(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            given = signature.bind(*args, **kwargs)
        except TypeError:
            raise _does_not_fit(f"{function.__name__}{bare}", list(bare.parameters), kwargs) from None
        for name in given.arguments.keys() & forms.keys():
            if given.arguments[name] is not signature.parameters[name].default:
                given.arguments[name] = forms[name](name, given.arguments[name])
        return function(*given.args, **given.kwargs)

    put_right.__signature__ = bare  # type: ignore[attr-defined]  # what `help` shows: the types make it a paragraph
    return put_right


def _without_types(signature: inspect.Signature) -> inspect.Signature:
    own = signature.parameters.values()
    return inspect.Signature([one.replace(annotation=one.empty) for one in own if one.name != "self"])


def _does_not_fit(call: str, known: Collection[str], named: Collection[str]) -> UsageError:
    """The error for arguments that a function does not have, or lacks."""
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
    """The year that a text says; UsageError for another text."""
    if not YEAR.fullmatch(text):
        raise UsageError(said("{value} is not a year from 1900 to 2199, such as 2026", value=printable(text)))
    return int(text)


def span(text: str) -> range:
    """The years that a text says, one or a range such as 2025-2027; UsageError for another text."""
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
    """One year, a range of years in a text, or several of these."""
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
    """One name, or several."""
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, Iterable):
        raise _wrong(name, value, said("a text, or several in a list"))
    return tuple(_name(name, item) for item in value)


def _bases(name: str, value: Any) -> tuple[str, ...]:
    """Bases by whatever words they are named, in English or Dutch."""
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
"""What makes each argument what it should be, or raises."""

open_ledger, ledgers_at = fitted(read.open_ledger), fitted(read.ledgers_at)
"""As `read` opens ledgers, for those who use the library."""


def in_unit(ledger: Ledger, unit: str | None) -> Ledger:
    """The ledger with its amounts in another unit, exactly.

    UsageError where that unit is not known, UnitError where the ledger's own is not.
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
    """The two sides with their amounts in another unit; one ledger stays one."""
    one = in_unit(old.ledger, unit)
    return old._replace(ledger=one), new._replace(ledger=one if new.ledger is old.ledger else in_unit(new.ledger, unit))
