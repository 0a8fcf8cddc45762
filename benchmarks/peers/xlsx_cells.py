"""The least a typer program with pydantic does that writes a workbook: one cell on each of as many sheets."""

import pydantic  # noqa: F401  # the peer pays for what any such program imports
import typer
import xlsxwriter


def main(path: str, sheets: int) -> None:
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        for _ in range(sheets):
            book.add_worksheet().write(0, 0, "x")


typer.run(main)
