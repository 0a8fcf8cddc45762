"""A ledger folder: its descriptor, its files, and what must hold between them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ukraine_budget.errors import Problem, nearest
from ukraine_budget.model.entries import Entries
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.message import both, joined, said, word
from ukraine_budget.readers import links
from ukraine_budget.readers.build import build
from ukraine_budget.readers.codes import problem, quoted
from ukraine_budget.readers.columnar import columns, head, is_large
from ukraine_budget.readers.duplicates import by_key, duplicates
from ukraine_budget.readers.gate import Checked, check
from ukraine_budget.readers.header import fields, missing
from ukraine_budget.readers.numbers import Grammar
from ukraine_budget.readers.package import Package, Resource, parse_package
from ukraine_budget.readers.places import DESCRIPTOR
from ukraine_budget.readers.references import FIELDS, Files, known_names, unknown_names
from ukraine_budget.readers.rows import AmountRow, ClaimRow, DocumentRow, FundRow, LineRow, MutationRow, Row, VersionRow
from ukraine_budget.readers.table import parse
from ukraine_budget.readers.text import load

MODELS: Mapping[str, type[Row]] = {
    "funds": FundRow,
    "lines": LineRow,
    "documents": DocumentRow,
    "versions": VersionRow,
    "amounts": AmountRow,
    "mutations": MutationRow,
    "claims": ClaimRow,
}
REQUIRED = ("funds", "lines", "versions", "amounts")
KEYS = {
    "funds": ("fund",),
    "lines": ("line",),
    "documents": ("document",),
    "versions": ("version",),
    "amounts": ("version", "line", "year", "basis"),
    "mutations": ("version", "line", "basis", "year", "label"),
    "claims": ("claim",),
}


def read_folder(folder: Path, shown: Path, decimal: str = "") -> tuple[Ledger | None, list[Problem]]:
    """The ledger in a folder, None where anything is wrong, and all that is. `shown` is the folder in messages."""
    text = load(folder / DESCRIPTOR, str(shown / DESCRIPTOR))
    if isinstance(text, Problem):
        return None, [text]
    package = parse_package(text, str(shown / DESCRIPTOR))
    if isinstance(package, list):
        return None, package
    problems: list[Problem] = []
    files: dict[str, Checked | None] = {}
    figures: Entries | None = None
    for name in MODELS:
        if name == "amounts" and not problems:
            figures = _large(package, folder, shown, decimal, files)
        if _expected(name, package, folder) and not (name == "amounts" and figures):
            files[name], wrong = _file(name, package, folder, shown, decimal)
            problems.extend(wrong)
    problems.extend(_between(files, package, str(shown / DESCRIPTOR)))
    whole = {name: checked for name, checked in files.items() if checked}
    return (None if problems else build(package, folder.resolve().name, whole, figures)), problems


def _resource(name: str, package: Package) -> Resource:
    """The file of that name, as the descriptor has it or by default."""
    declared = (resource for resource in package.resources if resource.name == name)
    return next(declared, Resource(name=name, path=f"{name}.csv"))


def _expected(name: str, package: Package, folder: Path) -> bool:
    declared = any(resource.name == name for resource in package.resources)
    return declared or name in REQUIRED or (folder / f"{name}.csv").exists()


def _file(name: str, package: Package, folder: Path, shown: Path, decimal: str) -> tuple[Checked | None, list[Problem]]:
    resource, model = _resource(name, package), MODELS[name]
    file = str(shown / resource.path)
    if not decimal and len(resource.decimals) > 1:
        message = said("{name} has two decimal signs: {signs}", name=name, signs=both(resource.decimals))
        return None, [problem("bad-descriptor", str(shown / DESCRIPTOR), message, said("name one decimalChar"))]
    text = load(folder / resource.path, file)
    if isinstance(text, Problem):
        return None, [_missing(text, name) if text.code == "missing-path" else text]
    sheet, problems = parse(text, file, resource.delimiter)
    if sheet is None:
        return None, problems
    places, wrong = fields(sheet, {field: field for field in model.model_fields})
    required = [field for field, rule in model.model_fields.items() if rule.is_required()]
    help = said("the columns that must be there are: {columns}", columns=joined(required))
    lacking = missing(sheet, places, required, help)
    problems += wrong + lacking
    if lacking:
        return None, problems
    checked, wrong = check(sheet, places, model, Grammar(decimal or "".join(resource.decimals), sheet.delimiter))
    return checked, problems + wrong + list(duplicates(checked, KEYS[name], by_key(checked, KEYS[name])))


def _large(package: Package, folder: Path, shown: Path, decimal: str, files: Files) -> Entries | None:
    """The figures of a large file that is as it should be, given the files before it; None of any other."""
    resource = _resource("amounts", package)
    path, signs = folder / resource.path, resource.decimals
    if not is_large(path) or (not decimal and len(signs) > 1):
        return None
    header = head(path, {field: field for field in AmountRow.model_fields}, resource.delimiter)
    if header is None:
        return None
    names = {field: known_names(files, home, package.bases) for field, home in FIELDS["amounts"].items()}
    grammar = Grammar(decimal or "".join(signs), header[0].delimiter)
    return columns(path, str(shown / resource.path), header, AmountRow, grammar, names=names)


def _missing(wrong: Problem, name: str) -> Problem:
    message = said("the ledger has no file for its {name}", name=word(name, "list"))
    return problem("missing-file", wrong.file, message, said("budget init shows one"))


def _between(files: Files, package: Package, descriptor: str) -> Iterator[Problem]:
    """What is wrong between the files, and between their rows."""
    yield from unknown_names(files, package.bases)
    for name, chains in links.CHAINS.items():
        if checked := files.get(name):
            for field in chains:
                yield from links.circles(checked, KEYS[name][0], field)
    if versions := files.get("versions"):
        yield from links.same_order(versions)
        yield from links.supersedes_later(versions)
    if lines := files.get("lines"):
        yield from links.other_fund(lines, "parent")
        yield from links.other_fund(lines, "successor")
    if claims := files.get("claims"):
        yield from links.two_right_sides(claims)
    if funds := files.get("funds"):
        known = funds.columns["fund"]
        for fund in package.default_funds:
            if fund not in known and funds.sheet.whole:
                message = said("default_funds: there is no fund {fund}", fund=quoted(fund))
                yield problem("unknown-fund", descriptor, message, nearest(fund, filter(None, known)))
