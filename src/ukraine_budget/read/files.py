"""The files of a ledger folder: what rows each has, and its text read as such rows."""

from collections.abc import Mapping

from ukraine_budget.errors import Problem
from ukraine_budget.language import joined, said, word
from ukraine_budget.read.codes import problem
from ukraine_budget.read.duplicates import by_key, duplicates
from ukraine_budget.read.gate import ValidatedTable, check
from ukraine_budget.read.header import fields, missing
from ukraine_budget.read.numbers import Grammar
from ukraine_budget.read.references import IDS
from ukraine_budget.read.rows import AmountRow, ClaimRow, DocumentRow, FundRow, LineRow, MutationRow, Row, VersionRow
from ukraine_budget.read.table import parse

AMOUNTS = "amounts"
MODELS: Mapping[str, type[Row]] = {
    "funds": FundRow,
    "lines": LineRow,
    "documents": DocumentRow,
    "versions": VersionRow,
    AMOUNTS: AmountRow,
    "mutations": MutationRow,
    "claims": ClaimRow,
}
"""The rows of each file, in the order in which they are read."""
REQUIRED = ("funds", "lines", "versions", AMOUNTS)
KEYS = {
    **{name: (field,) for name, field in IDS.items()},
    AMOUNTS: ("version", "line", "year", "basis"),
    "mutations": ("version", "line", "basis", "year", "label"),
    "claims": ("claim",),
}
"""The fields of which no two rows of a file may have the same values."""


def absent_file(wrong: Problem, name: str) -> Problem:
    """That the file of that name is not there, from what the system says of its path."""
    message = said("the ledger has no file for its {name}", name=word(name, "list"))
    return problem("missing-file", wrong.file, message, said("budget init shows one"))


def checked_text(
    text: str, shown: str, name: str, delimiter: str, decimal: str = ""
) -> tuple[ValidatedTable | None, list[Problem]]:
    """The text of the file of that name, its cells checked, None where it has no such rows; and what is wrong.

    `shown` is the file in messages. The delimiter and the decimal sign are found where they are not given.
    """
    model = MODELS[name]
    sheet, problems = parse(text, shown, delimiter)
    if sheet is None:
        return None, problems
    places, wrong = fields(sheet, {field: field for field in model.model_fields})
    required = [field for field, rule in model.model_fields.items() if rule.is_required()]
    help = said("the columns that must be there are: {columns}", columns=joined(required))
    lacking = missing(sheet, places, required, help)
    problems += wrong + lacking
    if lacking:
        return None, problems
    checked, wrong = check(sheet, places, model, Grammar(decimal, sheet.delimiter))
    return checked, problems + wrong + list(duplicates(checked, KEYS[name], by_key(checked, KEYS[name])))
