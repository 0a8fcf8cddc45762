"""A ledger folder: its descriptor, its files, and what must hold between them."""

from collections.abc import Iterator
from pathlib import Path

from ukraine_budget.errors import Problem, nearest
from ukraine_budget.figures.stated import Figures
from ukraine_budget.language import both, said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.read import links
from ukraine_budget.read.build import build
from ukraine_budget.read.codes import problem, quoted
from ukraine_budget.read.figures import is_stored, large, stored
from ukraine_budget.read.files import AMOUNTS, MODELS, REQUIRED, absent_file, checked_text
from ukraine_budget.read.gate import ValidatedTable
from ukraine_budget.read.package import Package, parse_package
from ukraine_budget.read.places import DESCRIPTOR
from ukraine_budget.read.references import IDS, Files, unknown_names
from ukraine_budget.read.text import load


def read_folder(folder: Path, shown: Path, decimal: str, *, lazily: bool) -> tuple[Ledger | None, list[Problem]]:
    """The ledger in a folder, None where anything is wrong, and all that is. `shown` is the folder in messages.

    Read lazily, what is kept in columns is read and checked when it is asked for, which may raise LedgerError.
    """
    text = load(folder / DESCRIPTOR, str(shown / DESCRIPTOR))
    if isinstance(text, Problem):
        return None, [text]
    package = parse_package(text, str(shown / DESCRIPTOR))
    if isinstance(package, list):
        return None, package
    problems: list[Problem] = []
    files: dict[str, ValidatedTable | None] = {}
    figures: Figures | None = None
    for name in MODELS:
        if name == AMOUNTS and is_stored(package):
            figures, wrong = stored(package, folder, shown, files, lazily=lazily and not problems)
        elif name == AMOUNTS and not problems and (figures := large(package, folder, shown, decimal, files)):
            wrong = []
        elif _expected(name, package, folder):
            files[name], wrong = _file(name, package, folder, shown, decimal)
        else:
            continue
        problems.extend(wrong)
    problems.extend(_between(files, package, str(shown / DESCRIPTOR)))
    whole = {name: checked for name, checked in files.items() if checked}
    return (None if problems else build(package, folder.resolve().name, whole, figures)), problems


def _expected(name: str, package: Package, folder: Path) -> bool:
    declared = any(resource.name == name for resource in package.resources)
    return declared or name in REQUIRED or (folder / f"{name}.csv").exists()


def _file(
    name: str, package: Package, folder: Path, shown: Path, decimal: str
) -> tuple[ValidatedTable | None, list[Problem]]:
    resource = package.resource(name)
    file = str(shown / resource.path)
    if not decimal and len(resource.decimals) > 1:
        message = said("{name} has two decimal signs: {signs}", name=name, signs=both(resource.decimals))
        return None, [problem("bad-descriptor", str(shown / DESCRIPTOR), message, said("name one decimalChar"))]
    text = load(folder / resource.path, file)
    if isinstance(text, Problem):
        return None, [absent_file(text, name) if text.code == "missing-path" else text]
    return checked_text(text, file, name, resource.delimiter, decimal or "".join(resource.decimals))


def _between(files: Files, package: Package, descriptor: str) -> Iterator[Problem]:
    """What is wrong between the files, and between their rows."""
    yield from unknown_names(files, package.bases)
    for name, chains in links.CHAINS.items():
        if checked := files.get(name):
            for field in chains:
                yield from links.circles(checked, IDS[name], field)
    if versions := files.get("versions"):
        yield from links.same_order(versions)
        yield from links.out_of_order(versions)
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
