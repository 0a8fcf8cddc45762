"""The words of what a claim or a ledger does not say, so that the claim cannot be checked, or only in part."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ukraine_budget.analysis.claim_gaps import (
    NoFigure,
    NoLabel,
    NoMutation,
    NoSize,
    NotNamed,
    OnlyBound,
    TermNote,
    TooCoarse,
    Unnamed,
    VersionsPerTable,
)
from ukraine_budget.analysis.notes import Note
from ukraine_budget.language import Text, both, joined, phrase, said
from ukraine_budget.model.records import Figure
from ukraine_budget.report.names import cell_name

NAMED: Mapping[Unnamed, Text] = {
    "basis": said("no basis named"),
    "lines": said("no lines named"),
    "years": said("no years named"),
    "mutations-version": said("no version named whose mutations are meant"),
    "two-versions": said("no two versions named"),
    "relation": said("no relation named"),
    "right-side": said("nothing named to compare with"),
}


def missing_text(notes: Iterable[Note]) -> Text:
    """What is missing to check a claim, or to check all of it."""
    return joined(dict.fromkeys(WORDS[type(note)](note) for note in notes), "; ")


def _not_named(note: NotNamed) -> Text:
    return NAMED[note.what]


def _versions_per_table(note: VersionsPerTable) -> Text:
    return said("{n} versions named for {tables} table(s)", n=note.versions, tables=note.tables)


def _no_figure(note: NoFigure) -> Text:
    if note.version:
        return said("no figure for {cell} at {version}", cell=cell_name(note.cell), version=note.version)
    return said("no figure for {cell}", cell=cell_name(note.cell))


def _no_mutation(note: NoMutation) -> Text:
    return said("no mutation of {cell} at {version}", cell=cell_name(note.cell), version=note.version)


def _no_label(note: NoLabel) -> Text:
    return said("no mutation {label!r} at {version}", label=note.label, version=note.version)


def _no_size(note: NoSize) -> Text:
    return said("no size of {term}", term=_term(note))


def _only_bound(note: OnlyBound) -> Text:
    bounds = (phrase(text, "qualifier") for text in note.term.qualifier if text in ("at-least", "at-most"))
    return said("the size of {term} is only known to be {bound} what is stated", bound=both(bounds), term=_term(note))


def _term(note: TermNote) -> Text:
    term, cell = note.term, cell_name(note.cell)
    if isinstance(term, Figure):
        return said("{cell} at {version}", cell=cell, version=term.version)
    return said("{label!r} of {cell} at {version}", label=term.label, cell=cell, version=term.version)


def _too_coarse(_: TooCoarse) -> Text:
    return said("figures fine enough to tell the two sides apart")


WORDS: Mapping[type[Note], Callable[[Any], Text]] = {
    NotNamed: _not_named,
    VersionsPerTable: _versions_per_table,
    NoFigure: _no_figure,
    NoMutation: _no_mutation,
    NoLabel: _no_label,
    NoSize: _no_size,
    OnlyBound: _only_bound,
    TooCoarse: _too_coarse,
}
"""What words each kind of what is missing."""
