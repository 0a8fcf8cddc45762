"""The words of what the checks find: what is wrong, and how to mend it."""

from collections.abc import Callable, Mapping
from typing import Any

from ukraine_budget.analysis.checks.factors import Factor
from ukraine_budget.analysis.checks.findings import (
    CashAboveCommitments,
    ChildAboveParent,
    Finding,
    IncompleteVersion,
    OneSidedShift,
    PartsAboveParent,
    ScaleSlip,
    ScaleSlipOfParent,
    ScaleSlips,
    TotalNotReached,
    UnknownGroup,
    Untied,
)
from ukraine_budget.errors import Problem, harmless, nearest
from ukraine_budget.language import Text, Word, both, listed, said, word
from ukraine_budget.model.records import Figure
from ukraine_budget.report.names import cell_name
from ukraine_budget.report.notes import missing_text

CODES = {
    "child-above-parent": "A part is larger than the line that it is a part of, beyond rounding.",
    "parts-above-parent": "The parts of a line add up to more than the line, beyond rounding.",
    "scale-slip": "A figure, or all of a version or file, is off by ten, a hundred, a thousand or a million times.",
    "cash-above-commitments": "More is paid than the opening balance and the commitments allow.",
    "total-not-reached": "The rows of a group of mutations do not add up to its printed total, beyond rounding.",
    "unknown-group": "A row of mutations is part of a group of which no total is declared.",
    "untied": "A paper prints an old stand, mutations and a new stand that do not add up, beyond rounding.",
    "one-sided-shift": "A shift of no stated size leaves a year and reaches none, or reaches one and leaves none.",
    "incomplete-version": "Amounts of the version were lost when it was imported, so that it does not say all.",
}
"""What each code means, in the order of the page that explains them."""

TIMES = {10: "ten times", 100: "a hundred times", 1000: "a thousand times", 1_000_000: "a million times"}
FRACTIONS = {10: "a tenth of", 100: "a hundredth of", 1000: "a thousandth of", 1_000_000: "a millionth of"}
COMPARE_BOTH = said("compare with the paper; where it prints both, keep both and say so in the note")


def problem(finding: Finding) -> Problem:
    """A finding as a problem, whose message says what is wrong and whose help how to mend it."""
    message, help = WORDS[type(finding)](finding)
    return Problem(finding.file, finding.line, 0, finding.code, harmless(message), harmless(help), finding.severity)


def _figure(figure: Figure) -> Text:
    """A figure as it is called in a message: its cell, version and amount."""
    return said(
        "{cell} at {version}: {amount}",
        cell=cell_name(figure.cell),
        version=figure.version,
        amount=figure.amount.value,
    )


def _child_above_parent(finding: ChildAboveParent) -> tuple[Text, Text]:
    message = said(
        "{part} is more than {parent}, of which it is a part: {amount}",
        part=_figure(finding.part),
        parent=finding.parent.cell.line,
        amount=finding.parent.amount.value,
    )
    return message, said("mend the amount that is wrong, or the parent in lines.csv")


def _parts_above_parent(finding: PartsAboveParent) -> tuple[Text, Text]:
    return (
        said(
            "{parent} is less than its parts together: {amount}",
            parent=_figure(finding.parent),
            amount=finding.together,
        ),
        said("compare the parts with the paper: {lines}", lines=listed(finding.parts)),
    )


def _scale_slip(finding: ScaleSlip) -> tuple[Text, Text]:
    help = said("compare with the paper: a digit or the decimal point may have slipped, or the unit be another")
    return _slipped(finding), help


def _slipped(finding: ScaleSlip) -> Text:
    return said(
        "{figure} is about {factor} {others}",
        figure=_figure(finding.figure),
        factor=_factor(finding.factor),
        others=both(map(_figure, finding.beside)),
    )


def _factor(factor: Factor) -> Word:
    return word(TIMES[factor] if factor > 0 else FRACTIONS[-factor], "factor")


def _scale_slips(finding: ScaleSlips) -> tuple[Text, Text]:
    n, all, first = finding.slips, finding.of, _slipped(finding.first)
    if finding.document is None:
        message = said(
            "{n} of the {all} figures of {version} that can be compared with other versions are off by one factor: "
            "{first}",
            n=n,
            all=all,
            version=finding.version,
            first=first,
        )
    else:
        message = said(
            "{n} of the {all} figures of {version} from {document} that can be compared with other versions are off "
            "by one factor: {first}",
            n=n,
            all=all,
            version=finding.version,
            document=finding.document,
            first=first,
        )
    return message, said("compare with the paper: the unit may be another")


def _scale_slip_of_parent(finding: ScaleSlipOfParent) -> tuple[Text, Text]:
    return (
        said(
            "{figure} is about {factor} its parts together: {amount}",
            figure=_figure(finding.parent),
            factor=_factor(finding.factor),
            amount=finding.together,
        ),
        said("compare the parts with the paper: {lines}", lines=listed(finding.parts)),
    )


def _cash_above_commitments(finding: CashAboveCommitments) -> tuple[Text, Text]:
    message = said(
        "{figure} leaves {amount} outstanding, rolled forward from {opening}",
        figure=_figure(finding.cash),
        amount=finding.outstanding,
        opening=_figure(finding.opening),
    )
    return message, said("more is paid than the balance and the commitments allow: compare all three with the papers")


def _total_not_reached(finding: TotalNotReached) -> tuple[Text, Text]:
    total = finding.total
    message = said(
        "{label!r} of {cell} at {version} is printed as {amount}, its rows add up to {sum}",
        label=total.label,
        cell=cell_name((total.line, total.basis, total.year)),
        version=total.version,
        amount=total.amount.value,
        sum=finding.sum,
    )
    return message, COMPARE_BOTH


def _unknown_group(finding: UnknownGroup) -> tuple[Text, Text]:
    row = finding.row
    message = said(
        "{label!r} is part of {group!r}, and {version} has no total of that label for {line} {basis}",
        label=row.label,
        group=row.part_of,
        version=row.version,
        line=row.line,
        basis=word(row.basis, "basis"),
    )
    return message, nearest(row.part_of, finding.totals) or said("write the label of the total as it is printed")


def _untied(finding: Untied) -> tuple[Text, Text]:
    message = said(
        "{cell} at {version} is printed as {amount}, {old} and the rows of mutations add up to {sum}",
        cell=cell_name(finding.new.cell),
        version=finding.new.version,
        amount=finding.new.amount.value,
        old=finding.old,
        sum=finding.sum,
    )
    return message, COMPARE_BOTH


def _one_sided_shift(finding: OneSidedShift) -> tuple[Text, Text]:
    row = finding.mutation
    what = {"label": row.label, "cell": cell_name((row.line, row.basis, row.year))}
    if row.leaves:
        return (
            said("{label!r}, of no stated size, leaves {cell} and reaches no year", **what),
            said("add a row for the year that it reaches: 0, at-least; if the paper names none, say so in the note"),
        )
    return (
        said("{label!r}, of no stated size, reaches {cell} and leaves no year", **what),
        said("add a row for the year that it leaves: 0, at-most; if the paper names none, say so in the note"),
    )


def _incomplete_version(finding: IncompleteVersion) -> tuple[Text, Text]:
    help = said("import a mended copy of the file, or state what is missing by hand")
    return missing_text(finding.version, finding.parts), help


WORDS: Mapping[type[Finding], Callable[[Any], tuple[Text, Text]]] = {
    IncompleteVersion: _incomplete_version,
    ChildAboveParent: _child_above_parent,
    PartsAboveParent: _parts_above_parent,
    ScaleSlip: _scale_slip,
    ScaleSlips: _scale_slips,
    ScaleSlipOfParent: _scale_slip_of_parent,
    CashAboveCommitments: _cash_above_commitments,
    TotalNotReached: _total_not_reached,
    UnknownGroup: _unknown_group,
    Untied: _untied,
    OneSidedShift: _one_sided_shift,
}
"""The message and the help of each kind of finding."""
