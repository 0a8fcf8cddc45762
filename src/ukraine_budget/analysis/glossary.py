"""The words of the program, in English and Dutch."""

from typing import Literal, NamedTuple

from ukraine_budget.errors import unknown

Group = Literal["word", "kind", "phase", "qualifier", "status"]


class Term(NamedTuple):
    """A word: the Dutch for it, separated by commas where there are several, and what it means in a sentence."""

    group: Group
    term: str
    nl: str
    meaning: str


class GlossaryResult(NamedTuple):
    """The words that were asked for; `asked` is empty where that is all of them."""

    asked: str
    rows: tuple[Term, ...]


TERMS = (
    Term(
        "word", "commitment", "verplichting", "What the state has bound itself to, or decided to provide, for a year."
    ),
    Term("word", "cash", "kasuitgave, kas", "What is paid out in a year."),
    Term("word", "outstanding", "openstaande verplichting", "Commitments that are not yet paid."),
    Term("word", "basis", "grondslag", "What is counted: commitments or cash, which are never added to each other."),
    Term("word", "line", "begrotingsregel, artikelonderdeel", "What the money is for."),
    Term("word", "fund", "fonds", "The group that a line is reported under; lines of two funds are never added."),
    Term("word", "version", "stand", "The state of the budget as one paper, or one of its columns, prints it."),
    Term("word", "stated", "vermeld", "Printed by the version itself."),
    Term("word", "standing", "geldend", "Last stated on or before a version."),
    Term("word", "carried", "overgenomen", "Standing, though a later version states the line and not this figure."),
    Term("word", "not stated", "niet vermeld", "No paper in the ledger gives the figure, which does not make it zero."),
    Term("word", "change", "mutatie", "The difference of a line, year and basis between two versions."),
    Term("word", "mutation", "mutatie", "A change that a paper itself declares and names."),
    Term("word", "shift", "kasschuif", "Money that leaves one year and appears in another."),
    Term("word", "declared", "gemeld", "The part of a change that mutations account for."),
    Term(
        "word", "moved", "verschoven", "The part of a change that the figures show in other years with the other sign."
    ),
    Term("word", "net", "per saldo", "The part of a change that was added or cut: neither declared nor moved."),
    Term("word", "untied", "niet sluitend", "What a paper's own old stand, mutations and new stand do not add up to."),
    Term(
        "word",
        "within rounding",
        "binnen de afronding",
        "A difference that may be zero, given how the figures were rounded.",
    ),
    Term("word", "gap", "gat", "A year in which cash falls by more than a limit from the year before."),
    Term("word", "claim", "bewering", "Something said about the figures, to be tested against them."),
    Term("kind", "decision", "besluitvorming", "A change that follows from a political decision."),
    Term("kind", "windfall", "mee- en tegenvallers", "A change because things cost more or less than was estimated."),
    Term("kind", "cash-shift", "kasschuif", "A change that has its counterpart in other years."),
    Term("kind", "transfer", "overboeking", "A change that has its counterpart on another line or budget."),
    Term("kind", "offset", "desaldering", "A change of spending that an equal change of receipts offsets."),
    Term("kind", "technical", "technische mutatie", "A change of booking, prices or structure, not of policy."),
    Term(
        "kind", "outside-ceiling", "niet-plafondrelevant", "A change that does not count towards the spending ceiling."
    ),
    Term("kind", "unspecified", "overige mutaties", "A change that the paper gives as a sum and without a post."),
    Term("phase", "announced", "aangekondigd", "Said in a letter or decision, and not in a budget."),
    Term("phase", "proposed", "ontwerpbegroting", "In a budget that is before parliament."),
    Term("phase", "approved", "vastgestelde begroting", "In a budget that parliament has adopted."),
    Term("phase", "adjusted", "suppletoire begroting", "In a change of the adopted budget."),
    Term("phase", "executed", "realisatie", "In an account of what was done."),
    Term("qualifier", "circa", "circa, ongeveer", "The paper itself says that the figure is about this."),
    Term("qualifier", "provisional", "voorlopig", "The paper itself says that the figure is not final."),
    Term("qualifier", "at-least", "ten minste", "The figure is this or more."),
    Term("qualifier", "at-most", "ten hoogste", "The figure is this or less."),
    Term("qualifier", "decision", "toezegging", "A political decision, not a legal commitment."),
    Term(
        "qualifier", "assumed", "aangenomen", "Not printed as such but taken from the context that its note explains."
    ),
    Term("status", "changed", "gewijzigd", "Both versions have a figure, and they differ."),
    Term("status", "unchanged", "ongewijzigd", "Both versions have a figure, and it is the same."),
    Term("status", "first-stated", "voor het eerst vermeld", "Only the new version has a figure."),
    Term("status", "no-longer-stated", "niet meer vermeld", "A version of the whole budget has dropped the figure."),
    Term("status", "declared-only", "alleen als mutatie", "A mutation is declared, and no paper restates the figure."),
    Term("status", "not-restated", "niet opnieuw vermeld", "The old figure stands, and no paper has repeated it."),
)


def glossary(asked: str = "") -> GlossaryResult:
    """All words, or those that are `asked` in English or Dutch; UsageError with the nearest where there are none."""
    sought = asked.strip().lower()
    rows = tuple(term for term in TERMS if not sought or sought in _names(term))
    if not rows:
        raise unknown("term", asked, (name for term in TERMS for name in _names(term)))
    return GlossaryResult(asked, rows)


def _names(term: Term) -> set[str]:
    return {term.term, *term.nl.split(", ")}
