"""The types of cells: the texts each accepts, and their values."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from ukraine_budget.errors import nearest
from ukraine_budget.language import NOTHING, Text, joined, said
from ukraine_budget.model.records import (
    BEYOND,
    Answer,
    ClaimKind,
    Coverage,
    Kind,
    Phase,
    Qualifier,
    Relation,
    Role,
    SourceKind,
)
from ukraine_budget.read.notation import (
    BASES,
    BASIS_WORDS,
    COVERAGE_WORDS,
    UNIT_WORDS,
    YES_NO_WORDS,
    Grammar,
    NotANumber,
    plain,
)
from ukraine_budget.read.problems import quoted

ID = re.compile(r"\S+")
YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
YEARS = re.compile(rf"({YEAR.pattern})(?:-({YEAR.pattern}))?")
DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
INTEGER = re.compile(r"-?[0-9]{1,9}")
CURRENCY = re.compile(r"[A-Z]{3}")
ZERO = re.compile(r"[0.]+")
YES_NO = {"yes": True, "no": False}
OPEN_ENDS = {"at-least", "at-most"}
TABLES = ("amounts", "mutations")
LABELS = " | "
SHORT = 24
"""The most letters of a short name, as narrow tables have room for."""


def refusal(code: str, message: Text, help: Text | Callable[[], Text] = NOTHING) -> PydanticCustomError:
    """The exception of a validator, with the code of the problem. An expensive help may be lazy."""
    return PydanticCustomError(code, "{message}", {"message": message, "help": help})


def _id(text: str) -> str:
    if not (ID.fullmatch(text) and text.isprintable()):
        raise refusal(
            "bad-id", said("{text} is not an id", text=quoted(text)), said("an id has no blanks: use hyphens")
        )
    return text


def _ids(text: str) -> tuple[str, ...]:
    return tuple(map(_id, text.split()))


def _year(text: str) -> int:
    if not YEAR.fullmatch(text):
        raise refusal(
            "bad-year",
            said("{text} is not a year", text=quoted(text)),
            said("write a year from 1900 to 2199, such as 2026"),
        )
    return int(text)


def _year_or_beyond(text: str) -> object:
    return text if text == BEYOND else _year(text)


def _years(text: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(year for part in text.split() for year in _range(part)))


def _range(text: str) -> range:
    match = YEARS.fullmatch(text)
    years = range(int(match[1]), int(match[2] or match[1]) + 1) if match else range(0)
    if not years:
        raise refusal(
            "bad-years",
            said("{text} is not a year or a range of years", text=quoted(text)),
            said("write 2026 or 2024-2026"),
        )
    return years


def is_date(text: str) -> bool:
    """Whether a text is an existing date, to the day, month or year."""
    match = DATE.fullmatch(text)
    try:
        return bool(match and date(*(int(part or 1) for part in match.groups())))
    except ValueError:
        return False


def _date(text: str) -> str:
    if not is_date(text):
        help = said("write a date as 2025-11-27, 2025-11 or 2025")
        raise refusal("bad-date", said("{text} is not a date", text=quoted(text)), help)
    return text


def _short(text: str) -> str:
    if len(text) > SHORT:
        message = said(
            "{text} has {n} letters, a short name at most {most}", text=quoted(text), n=len(text), most=SHORT
        )
        raise refusal("long-short-name", message, said("leave it blank to use the name"))
    return text


def _integer(text: str) -> int:
    if not INTEGER.fullmatch(text):
        raise refusal(
            "bad-integer",
            said("{text} is not a whole number", text=quoted(text)),
            said("write digits only, such as 10"),
        )
    return int(text)


def number(text: str, grammar: Grammar) -> str:
    """Parse a number to a plain decimal."""
    try:
        return plain(text, grammar)
    except NotANumber as error:
        raise refusal(error.code, error.message, error.help) from None


def _number(text: str, info: "ValidationInfo[Grammar]") -> str:  # quoted: not generic before pydantic 2.12
    return number(text, info.context)


def _above_zero(number: str) -> str:
    if number.startswith("-") or ZERO.fullmatch(number):
        raise refusal(
            "bad-rounding",
            said("{text} is not a step", text=quoted(number)),
            said("leave it blank for an exact amount"),
        )
    return number


def _word(known: tuple[str, ...]) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text not in known:
            message = said("{text} is not one of the words this column takes", text=quoted(text))
            raise refusal("unknown-word", message, lambda: _which(text, known, known))
        return text

    return check


def _which(text: str, known: Iterable[str], listed: Iterable[str]) -> Text:
    return nearest(text, known) or said("use one of: {words}", words=joined(listed))


def _words(known: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    check = _word(known)
    return lambda text: tuple(dict.fromkeys(map(check, text.split())))


def _qualifier(text: str) -> str:
    words = _words(get_args(Qualifier))(text)
    if OPEN_ENDS.issubset(words):
        raise refusal(
            "bad-qualifier", said("an amount cannot be both at-least and at-most"), said("name the one that is printed")
        )
    return " ".join(words)


def _yes_no(text: str) -> bool:
    return YES_NO[_word(tuple(YES_NO))(text)]


def _labels(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split(LABELS))))


def _one_of(words: Any) -> BeforeValidator:
    return BeforeValidator(_word(get_args(words)))


def _basis(text: str) -> str:
    if basis := BASIS_WORDS.get(text.casefold()):
        return basis
    raise refusal(
        "unknown-basis", said("{text} is not a basis", text=quoted(text)), lambda: _which(text, BASIS_WORDS, BASES)
    )


def _meaning(words: Mapping[str, Any]) -> BeforeValidator:
    """A validator that maps synonyms, case-insensitive, to their meaning."""
    check = _word(tuple(words))
    return BeforeValidator(lambda text: words[check(text.casefold())])


def currency(text: str, *, code: str = "bad-currency") -> str:
    """The code of a currency; for any other text a problem with the code given."""
    if not CURRENCY.fullmatch(text):
        help = said("write three capital letters, such as EUR")
        raise refusal(code, said("{text} is not the code of a currency", text=quoted(text)), help)
    return text


NUMBER = AfterValidator(_number)
STRIPPED = AfterValidator(str.strip)

Basis = Annotated[str, AfterValidator(_basis)]
Name = Annotated[str, STRIPPED]
Id = Annotated[str, AfterValidator(_id)]
Ids = Annotated[tuple[str, ...], BeforeValidator(_ids)]
Year = Annotated[int, BeforeValidator(_year)]
YearOrBeyond = Annotated[int | str, BeforeValidator(_year_or_beyond)]
Years = Annotated[tuple[int, ...], BeforeValidator(_years)]
Date = Annotated[str, AfterValidator(_date)]
Short = Annotated[str, AfterValidator(_short)]
Integer = Annotated[int, BeforeValidator(_integer)]
Number = Annotated[str, NUMBER]
Step = Annotated[str, NUMBER, AfterValidator(_above_zero)]
QualifierText = Annotated[str, AfterValidator(_qualifier)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Labels = Annotated[tuple[str, ...], BeforeValidator(_labels)]
Tables = Annotated[tuple[str, ...], BeforeValidator(_words(TABLES))]
PhaseWord = Annotated[Phase, _one_of(Phase)]
CoverageWord = Annotated[Coverage, _one_of(Coverage)]
KindWord = Annotated[Kind, _one_of(Kind)]
RoleWord = Annotated[Role, _one_of(Role)]
Currency = Annotated[str, AfterValidator(currency)]
SupportWord = Annotated[bool | Literal[""], _meaning(YES_NO_WORDS)]
AnyCoverage = Annotated[Coverage | Literal[""], _meaning(COVERAGE_WORDS)]
UnitWord = Annotated[str, _meaning(UNIT_WORDS)]
AnswerWord = Annotated[Answer | Literal[""], _one_of(Answer)]
ClaimKindWord = Annotated[ClaimKind, _one_of(ClaimKind)]
SourceKindWord = Annotated[SourceKind, _one_of(SourceKind)]
RelationWord = Annotated[Relation | Literal[""], _one_of(Relation)]
