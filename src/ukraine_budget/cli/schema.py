"""The command that prints the JSON Schema of a view."""

from typing import TYPE_CHECKING, Annotated

import typer

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
        str, typer.Argument(metavar="VIEW", help="A view, such as show or diff.", autocompletion=complete.views)
    ],
) -> str:
    """What the JSON of a view holds, as a JSON Schema that programs can check it against."""
    from ukraine_budget.write.schema import write  # noqa: PLC0415  # likewise

    return write(view)


schema = command(_print, _emit, OPTIONS)
