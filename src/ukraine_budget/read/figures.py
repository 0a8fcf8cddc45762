"""The stated figures of a ledger folder: by arrays where these are many or in Parquet, else cell by cell."""

from collections.abc import Collection
from functools import partial
from pathlib import Path

from ukraine_budget.errors import Problem
from ukraine_budget.figures.stated import Figures
from ukraine_budget.language import said
from ukraine_budget.read.columnar import columns, head, is_large
from ukraine_budget.read.files import checked_text
from ukraine_budget.read.numbers import Grammar
from ukraine_budget.read.package import Package
from ukraine_budget.read.references import FIELDS, Files, known_names, unknown_names
from ukraine_budget.read.schema import AMOUNTS, AmountRow

PARQUET = ".parquet"
AS_NUMBER = said("keep it as a number, not as a text")


def is_stored(package: Package) -> bool:
    """Whether the figures are kept as Parquet."""
    return package.resource(AMOUNTS).path.endswith(PARQUET)


def stored(
    package: Package, folder: Path, shown: Path, files: Files, *, lazily: bool
) -> tuple[Figures | None, list[Problem]]:
    """The figures of a Parquet file, given the files before it, and what is wrong with them.

    Read lazily, they raise LedgerError when one that is not as it should be is asked for. Raises UsageError where the
    library for Parquet is not installed.
    """
    from ukraine_budget.read.stored import FiguresFile  # noqa: PLC0415  # loads pyarrow

    path = package.resource(AMOUNTS).path
    told = partial(_told, shown=str(shown / path), files=files, package=package)
    file = FiguresFile(folder / path, str(shown / path), _names(package, files), told)
    if wrong := file.refused() or ([] if lazily else file.problems()):
        return None, wrong
    return file.figures(), []


def _told(text: str, shown: str, files: Files, package: Package) -> list[Problem]:
    """What is wrong with the text of figures, and with what they name."""
    checked, problems = checked_text(text, shown, AMOUNTS, ",")
    names = unknown_names({**files, AMOUNTS: checked}, package.bases)
    problems += [problem for problem in names if problem.file == shown]
    return [found._replace(help=AS_NUMBER) if found.code == "ambiguous-number" else found for found in problems]


def large(package: Package, folder: Path, shown: Path, decimal: str, files: Files) -> Figures | None:
    """The figures of a large CSV file that is as it should be, given the files before it; None of any other."""
    resource = package.resource(AMOUNTS)
    path, signs = folder / resource.path, resource.decimals
    if not is_large(path) or (not decimal and len(signs) > 1):
        return None
    header = head(path, {field: field for field in AmountRow.model_fields}, resource.delimiter)
    if header is None:
        return None
    grammar = Grammar(decimal or "".join(signs), header[0].delimiter)
    return columns(path, str(shown / resource.path), header, AmountRow, grammar, names=_names(package, files))


def _names(package: Package, files: Files) -> dict[str, Collection[str] | None]:
    """The names that the fields of figures may have; None where the file that has them is broken."""
    return {field: known_names(files, home, package.bases) for field, home in FIELDS[AMOUNTS].items()}
