"""The command that prints the JSON Schema of a view, or of maps."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

import ukraine_budget
from ukraine_budget.cli import complete
from ukraine_budget.cli.command import command
from ukraine_budget.cli.options import Output

if TYPE_CHECKING:
    from ukraine_budget.language import Language

OPTIONS = ("output", "force", "lang", "no_pager")
"""A schema is always JSON."""


def _emit(text: str, wanted: Output, _: "Language") -> None:
    from ukraine_budget.cli.output import emit_text  # noqa: PLC0415  # --help writes nothing

    emit_text(text, wanted)


def _print(
    _: Output,
    view: Annotated[
        str, typer.Argument(metavar="VIEW", help="A view, such as show or diff; or map.", autocompletion=complete.views)
    ],
) -> str:
    """What the JSON of a view holds, or a map for an import, as a JSON Schema that programs can check it against."""
    return json.dumps(ukraine_budget.schema(view), ensure_ascii=False, indent=2) + "\n"


schema = command(_print, _emit, OPTIONS)
