"""One file of a ledger folder: loaded, and its rows checked."""

from pathlib import Path

from ukraine_budget.errors import Problem
from ukraine_budget.language import both, joined, said, word
from ukraine_budget.read.codes import problem
from ukraine_budget.read.duplicates import by_key, duplicates
from ukraine_budget.read.gate import ValidatedTable, check, fields, missing_columns
from ukraine_budget.read.numbers import Grammar
from ukraine_budget.read.package import Package
from ukraine_budget.read.places import DESCRIPTOR
from ukraine_budget.read.schema import KEYS, MODELS, REQUIRED
from ukraine_budget.read.sheet import parse
from ukraine_budget.read.text import load


def is_expected(name: str, package: Package, folder: Path) -> bool:
    """Whether a folder should have the file of that name: it must, its descriptor says so, or it does."""
    declared = any(resource.name == name for resource in package.resources)
    return declared or name in REQUIRED or (folder / f"{name}.csv").exists()


def read_file(
    name: str, package: Package, folder: Path, shown: Path, decimal: str
) -> tuple[ValidatedTable | None, list[Problem]]:
    """Read the file of that name as the descriptor of its folder declares it. `shown` is the folder in messages.

    `decimal`, "." or ",", goes before the decimal sign of the descriptor; "" leaves it to that.
    """
    resource = package.resource(name)
    file = str(shown / resource.path)
    if not decimal and len(resource.decimals) > 1:
        message = said("{name} has two decimal signs: {signs}", name=name, signs=both(resource.decimals))
        return None, [problem("bad-descriptor", str(shown / DESCRIPTOR), message, said("name one decimalChar"))]
    text = load(folder / resource.path, file)
    if isinstance(text, Problem):
        return None, [absent_file(text, name) if text.code == "missing-path" else text]
    return checked_text(text, file, name, resource.delimiter, decimal or "".join(resource.decimals))


def absent_file(wrong: Problem, name: str) -> Problem:
    """The problem that the file of that name is not there, made from that of its path."""
    message = said("the ledger has no file for its {name}", name=word(name, "list"))
    return problem("missing-file", wrong.file, message, said("budget init shows one"))


def checked_text(
    text: str, shown: str, name: str, delimiter: str, decimal: str = ""
) -> tuple[ValidatedTable | None, list[Problem]]:
    """Check the text of the file of that name: its rows, None where it has none of its kind, and what is wrong.

    `shown` is the file in messages. An empty delimiter or decimal sign is taken from the text.
    """
    model = MODELS[name]
    sheet, problems = parse(text, shown, delimiter)
    if sheet is None:
        return None, problems
    column_index, wrong = fields(sheet, {field: field for field in model.model_fields})
    required = [field for field, rule in model.model_fields.items() if rule.is_required()]
    help = said("the columns that must be there are: {columns}", columns=joined(required))
    lacking = missing_columns(sheet, column_index, required, help)
    problems += wrong + lacking
    if lacking:
        return None, problems
    checked, wrong = check(sheet, column_index, model, Grammar(decimal, sheet.delimiter))
    return checked, problems + wrong + list(duplicates(checked, KEYS[name], by_key(checked, KEYS[name])))
