"""The least a typer program with pydantic and one rich table does."""

import pydantic  # noqa: F401  # the peer pays for what any such program imports
import typer
from rich.console import Console
from rich.table import Table


def main(year: int) -> None:
    table = Table("line", "amount")
    table.add_row("x", str(year))
    Console().print(table)


typer.run(main)
