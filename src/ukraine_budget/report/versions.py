"""What versions and papers are called, and when they are from."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ukraine_budget.analysis import known
from ukraine_budget.analysis.versions import date_of, last_day
from ukraine_budget.language import Name, Text, Value, dated, joined, month, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.names import name_of, uncapitalised

if TYPE_CHECKING:
    from ukraine_budget.analysis.diff import DiffResult
    from ukraine_budget.analysis.diffrows import DiffRow


def version_name(ledger: Ledger, version: str) -> Name:
    """What a version is called within a sentence; its id where it has no name."""
    return uncapitalised(name_of(ledger.versions[version]))


def side_name(ledger: Ledger, name: str) -> Value:
    """A side of a diff within a sentence: a version with its article, else the ledger or date asked for."""
    if name not in ledger.versions:
        return Text(name)
    version = version_name(ledger, name)
    return said("the {version}", version=version) if ledger.versions[name].name not in ("", name) else version


def short_version(ledger: Ledger, version: str) -> Text:
    """A version above a column: its date or name; a decision known from a later paper by its season."""
    row = ledger.versions.get(version)
    if row is None:
        return Text(version)
    paper = ledger.documents.get(row.document)
    if row.phase == "announced" and paper and paper.date != row.date:
        return decided_in(ledger, version)
    return dated(row.date, short=True) if row.date else name_of(row)


def version_named(ledger: Ledger, version: str) -> Text:
    """A version by its name, with its date unless the name has it."""
    row = ledger.versions[version]
    name, (year, *day) = name_of(row), row.date.split("-")
    is_in_name = year in name and (len(day) < 2 or day[1].lstrip("0") in name)
    return name if is_in_name else joined((name, dated(row.date, short=True)))


def side_heads(ledger: Ledger, result: "DiffResult", rows: "Sequence[DiffRow]") -> tuple[Text, Text]:
    """Short names of both sides, by the versions that state their figures; full names where these share a date."""
    old, new = result.old, result.new
    sides = (
        _side_head(ledger, old, (row.old_version for row in rows)),
        _side_head(ledger, new, (row.new_version for row in rows)),
    )
    if sides[0] != sides[1] or not {old, new} <= ledger.versions.keys():
        return sides
    return name_of(ledger.versions[old]), name_of(ledger.versions[new])


def _side_head(ledger: Ledger, side: str, versions: Iterable[str]) -> Text:
    """The head of a side: the one version that states all its figures, else the moment."""
    stating = set(filter(None, versions))
    if side not in ledger.versions or not stating:
        return short_version(ledger, side)
    if len(stating) == 1:
        return short_version(ledger, *stating)
    moment = short_version(ledger, side) if ledger.versions[side].date else version_name(ledger, side)
    return said("as of {moment}", moment=moment)


SPRING, AUTUMN = ("03", "04", "05"), ("09", "10", "11")


def decided_in(ledger: Ledger, version: str) -> Text:
    """When a version was decided: in spring or autumn, else its month; its name if it has no date."""
    date = date_of(ledger, ledger.versions[version])
    year, number = date[:4], date[5:7]
    if number in SPRING:
        return said("spring {year}", year=year)
    if number in AUTUMN:
        return said("autumn {year}", year=year)
    return month(date) if date else name_of(ledger.versions[version])


def month_of(ledger: Ledger, version: str) -> Text:
    """The month of a version, or its date where that has none."""
    return month(date_of(ledger, ledger.versions[version]))


def is_old(ledger: Ledger, version: str) -> bool:
    """Whether a version is more than a year older than the newest of its ledger; False without a date."""
    days = {name: last_day(date) for name, row in ledger.versions.items() if (date := date_of(ledger, row))}
    if version not in days:
        return False
    day = days[version]
    return f"{int(day[:4]) + 1:04}{day[4:]}" < max(days.values())


def newest_paper(ledger: Ledger) -> Text:
    """The date of the newest paper read; blank where no paper has one."""
    return dated(known.newest_paper(ledger), short=True)


KINDS = {
    "supplementary": "supplementary budget",
    "amendment": "government amendment",
    "member-amendment": "member's amendment",
    "annual-report": "annual report",
    "news": "official notice",
}
"""Kinds of papers whose words are others than their ids."""


def paper_kind(kind: str) -> Text:
    """What a kind of paper is called."""
    return word(KINDS.get(kind, kind), "paper")


def cited_briefly(ledger: Ledger, document: str) -> Text:
    """A paper by kind and date, with its number, or its title where it has neither."""
    paper = ledger.documents.get(document)
    if paper is None:
        return Text(document)
    kind, date = paper_kind(paper.kind), dated(paper.date, short=True)
    if paper.kind == "press":
        return joined((paper.title.partition(":")[0].rpartition(" via ")[2], date))
    if paper.kind == "data" and paper.title:  # a file, known by its name
        return said("{paper} of {date}", paper=paper.title, date=date) if date else Text(paper.title)
    what = said("{paper} of {date}", paper=kind, date=date) if kind and date else kind or date
    return joined((what, paper.reference or (paper.title if not what else "")))
