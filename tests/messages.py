"""Every message in the source and every word of the data that people see: what a language must translate."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

from contract import words_of
from pages import REASONS
from transcript import ROOT
from ukraine_budget.catalogues import language
from ukraine_budget.model.ledger import UNITS
from ukraine_budget.model.records import BEYOND, QUALIFIERS, Coverage, Kind, Phase, Relation, SourceKind
from ukraine_budget.read.notation import BASES
from ukraine_budget.read.schema import MODELS
from ukraine_budget.report.answers.answer import ON_BASIS
from ukraine_budget.report.caveats import PAPER, PAPERS
from ukraine_budget.report.claims import ClaimRow
from ukraine_budget.report.listing import SHOWN
from ukraine_budget.report.problems import FRACTIONS, TIMES
from ukraine_budget.report.versions import KINDS as KINDS_OF_PAPERS
from ukraine_budget.report.views import VIEWS, loaded

SOURCE = ROOT / "src" / "ukraine_budget"
MAKERS = (SOURCE / "language.py", SOURCE / "errors.py")
"""Files that may make a message from the template of another."""

FIELDS = dict.fromkeys(
    (
        *(field for view in VIEWS.values() for row in view.rows for field in loaded(row)._fields),
        *ClaimRow._fields,
        *("line_name", "unit"),
    )
)
"""The columns of every view as CSV."""
WORDS: dict[str, tuple[str, ...]] = {
    "answer": ("yes", "no"),
    "basis": (*BASES, "decided"),
    "column": (*dict.fromkeys(name for names in SHOWN.values() for name in names), "year", "basis"),
    "coverage": get_args(Coverage),
    "currency": ("EUR",),
    "field": tuple(FIELDS),
    "factor": (*TIMES.values(), *FRACTIONS.values()),
    "heading": (
        "Change",
        *(basis.capitalize() for basis in BASES if basis != "commitment"),
        *(name.capitalize() for name in SHOWN),
    ),
    "kind": tuple(kind.replace("-", " ") for kind in get_args(Kind)),
    "list": (*SHOWN, *MODELS),
    "paper": (
        *("budget", "memorandum", "erratum", "letter", "answers", "press", "data", "agreement"),
        *KINDS_OF_PAPERS.values(),
    ),
    "on basis": tuple(ON_BASIS.values()),
    "part": ("rows", "cells", "files"),
    "phase": get_args(Phase),
    "qualifier": tuple(qualifier.replace("-", " ") for qualifier in QUALIFIERS),
    "reason": REASONS,
    "row": ("line", "part", "total"),
    "relation": tuple(relation for relation in get_args(Relation) if relation.isalpha()),
    "source": get_args(SourceKind),
    "status": tuple(status.replace("-", " ") for status in words_of("diff", "status")),
    "the paper": (*PAPERS.values(), PAPER),
    "thing": (
        *(
            "argument",
            "basis",
            "column",
            "command",
            "document",
            "form",
            "format",
            "fund",
            "key",
            "language",
            "line",
            "list",
            "option",
            "sheet",
            "term",
            "unit",
        ),
        *("unit", "version", "view"),
    ),
    "unit": tuple(UNITS),
    "verdict": words_of("check", "verdict", "claims"),
    "year": (BEYOND,),
}
"""Words to translate, by group."""


def templates() -> Iterator[tuple[str, str]]:
    """Yield each template given to `said`, with its file and line."""
    for path in sorted(SOURCE.rglob("*.py")):
        for call in calls(path, "said"):
            (template,) = call.args
            if isinstance(template, ast.Constant):
                yield str(template.value), f"{path.relative_to(SOURCE)}:{call.lineno}"
            else:
                assert path in MAKERS, f"{path}:{call.lineno}: a message must stand in the source as a whole"


def groups() -> set[str]:
    """Return the groups given to `word` and `phrase`."""
    arguments = (
        call.args[1] for path in SOURCE.rglob("*.py") for name in ("word", "phrase") for call in calls(path, name)
    )
    return {str(group.value) for group in arguments if isinstance(group, ast.Constant)}


def calls(path: Path, function: str) -> Iterator[ast.Call]:
    """Yield the calls of a function in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function:
            yield node


def places(template: str) -> list[tuple[str, str | None]]:
    """Return the sorted names and conversions in a template."""
    parsed = Formatter().parse(template)
    return sorted((name, conversion) for _, name, _, conversion in parsed if name is not None)


def printed() -> Iterator[str]:
    """Yield every sentence that the program can print, in English and Dutch, with its file and line."""
    dutch = language("nl")
    for template, place in sorted(dict(templates()).items(), key=lambda item: item[1]):
        yield f"{place}\n  {template}\n  {dutch.texts.get(template, '')}"
    for group, words in WORDS.items():
        yield f"{group}\n" + "\n".join(f"  {word}: {dutch.words[group].get(word, '')}" for word in words)


if __name__ == "__main__":
    print("\n".join(printed()))  # noqa: T201  # what it is for
