"""The words of findings: what is wrong in a ledger, and how to mend it."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from ukraine_budget.analysis.checks import findings
from ukraine_budget.analysis.checks.factors import Factor
from ukraine_budget.errors import Problem, harmless, nearest
from ukraine_budget.language import Text, Word, both, said, word
from ukraine_budget.report.names import cell_name
from ukraine_budget.report.wording import Facts, facts, figure_text, mutation_facts, not_whole

Words = tuple[Text, Text]
"""A message and a help."""

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


def problem(finding: findings.Finding) -> Problem:
    """A finding as a problem with a message and a help."""
    it = facts({field.name: getattr(finding, field.name) for field in fields(finding)})
    message, help = WORDS[type(finding)](finding, it)
    return Problem(
        file=finding.file,
        line=finding.line,
        column=0,
        code=finding.code,
        message=harmless(message),
        help=harmless(help),
        severity=finding.severity,
    )


def _factor(factor: Factor) -> Word:
    return word(TIMES[factor] if factor > 0 else FRACTIONS[-factor], "factor")


def _slipped(finding: findings.ScaleSlip) -> Text:
    figure, others = figure_text(finding.figure), both(map(figure_text, finding.beside))
    return said("{figure} is about {factor} {others}", figure=figure, factor=_factor(finding.factor), others=others)


def _scale_slips(finding: findings.ScaleSlips, it: Facts) -> Words:
    what = {**it, "n": finding.slips, "all": finding.of, "first": _slipped(finding.first)}
    if finding.document is None:
        message = said(
            "{n} of the {all} figures of {version} that can be compared with other versions are off by one factor: "
            "{first}",
            **what,
        )
    else:
        message = said(
            "{n} of the {all} figures of {version} from {document} that can be compared with other versions are off "
            "by one factor: {first}",
            **what,
        )
    return message, said("compare with the paper: the unit may be another")


def _unknown_group(finding: findings.UnknownGroup, _: Facts) -> Words:
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


def _one_sided_shift(finding: findings.OneSidedShift, _: Facts) -> Words:
    what = mutation_facts(finding.mutation)
    if finding.mutation.leaves:
        return (
            said("{label!r}, of no stated size, leaves {cell} and reaches no year", **what),
            said("add a row for the year that it reaches: 0, at-least; if the paper names none, say so in the note"),
        )
    return (
        said("{label!r}, of no stated size, reaches {cell} and leaves no year", **what),
        said("add a row for the year that it leaves: 0, at-most; if the paper names none, say so in the note"),
    )


WORDS: Mapping[type[findings.Finding], Callable[[Any, Facts], Words]] = {
    findings.IncompleteVersion: lambda _, it: (
        not_whole(it),
        said("import a mended copy of the file, or state what is missing by hand"),
    ),
    findings.ChildAboveParent: lambda finding, it: (
        said(
            "{part} is more than {parent}, of which it is a part: {amount}",
            part=it["part"],
            parent=finding.parent.cell.line,
            amount=finding.parent.amount.value,
        ),
        said("mend the amount that is wrong, or the parent in lines.csv"),
    ),
    findings.PartsAboveParent: lambda _, it: (
        said("{parent} is less than its parts together: {together}", **it),
        said("compare the parts with the paper: {parts}", **it),
    ),
    findings.ScaleSlip: lambda finding, _: (
        _slipped(finding),
        said("compare with the paper: a digit or the decimal point may have slipped, or the unit be another"),
    ),
    findings.ScaleSlips: _scale_slips,
    findings.ScaleSlipOfParent: lambda finding, it: (
        said("{parent} is about {factor} its parts together: {together}", **{**it, "factor": _factor(finding.factor)}),
        said("compare the parts with the paper: {parts}", **it),
    ),
    findings.CashAboveCommitments: lambda _, it: (
        said("{cash} leaves {outstanding} outstanding, rolled forward from {opening}", **it),
        said("more is paid than the balance and the commitments allow: compare all three with the papers"),
    ),
    findings.TotalNotReached: lambda finding, it: (
        said(
            "{label!r} of {cell} at {version} is printed as {amount}, its rows add up to {sum}",
            sum=finding.sum,
            **mutation_facts(finding.total),
        ),
        COMPARE_BOTH,
    ),
    findings.UnknownGroup: _unknown_group,
    findings.Untied: lambda finding, it: (
        said(
            "{cell} at {version} is printed as {amount}, {old} and the rows of mutations add up to {sum}",
            cell=cell_name(finding.new.cell),
            version=finding.new.version,
            amount=finding.new.amount.value,
            old=finding.old,
            sum=finding.sum,
        ),
        COMPARE_BOTH,
    ),
    findings.OneSidedShift: _one_sided_shift,
}
"""The message and the help of each kind of finding, given its facts as they are, and in words."""
