"""Where an answer goes: the screen, through a pager if it is long, a pipe, or a file."""

import os
import re
import shlex
import signal
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import typer

import ukraine_budget
from ukraine_budget.cli.config import read_config
from ukraine_budget.cli.file_output import write_file
from ukraine_budget.cli.requests import Output
from ukraine_budget.cli.terminal import give_up, is_coloured, is_live, progress
from ukraine_budget.errors import BudgetError, OutputError, UsageError, printable
from ukraine_budget.language import Language, Text, joined, said
from ukraine_budget.write import BINARIES, DRAWINGS, SHORT, SUFFIXES, pieces

if TYPE_CHECKING:
    from ukraine_budget import Plot, View

LESS = {"LESS": "FRX", "LESSCHARSET": "utf-8"}
"""What less does unless it is told otherwise: end at once where one screen is enough, show colours, clear nothing."""
PLAIN = ".txt"
"""The suffix of a file that may hold any format of text."""
CONTROLS = re.compile(rb"\x1b\[[0-9;]*m")
"""What colours a text and takes no room."""


def emit(answer: "View[Any] | Plot | str | list[Path]", wanted: Output, language: Language) -> None:
    """Write a view, a picture, a text, or the names of the files that were made."""
    if isinstance(answer, str):
        emit_text(answer, wanted)
    elif isinstance(answer, list):
        for file in answer:
            typer.echo(language.say(said("made {path}", path=printable(str(file)))))
    elif isinstance(answer, ukraine_budget.View):
        _emit_view(answer, wanted, language)
    else:
        _emit_plot(answer, wanted, language)


def _emit_view(view: "View[Any]", wanted: Output, language: Language) -> None:
    """Write a view in the format, and to the place, that was asked for.

    Raises UsageError for an unknown format or suffix, for a file that exists and for a screen that would be shown
    bytes, OutputError where it cannot write.
    """
    format = _format_of(SHORT.get(wanted.format or "", wanted.format), wanted.output, SUFFIXES, "table")
    table = view.laid_out(format, full=wanted.full)
    if wanted.columns and format != "csv":
        raise UsageError(said("--columns picks columns of csv, and this is {format}: add --format csv", format=format))
    if wanted.output is None and format == "table" and _is_screen():
        from ukraine_budget.write import terminal  # noqa: PLC0415  # a pipe does without

        _show(partial(terminal.write, table, language), wanted)
    else:
        columns = tuple(filter(None, (wanted.columns or "").split(",")))
        made = partial(pieces, table, format, language, columns)
        _put(made, format, wanted, binary=format in BINARIES)


def _emit_plot(plot: "Plot", wanted: Output, language: Language) -> None:
    """The same for a chart or a picture."""
    if wanted.columns:
        raise UsageError(said("a picture has no columns: leave --columns out"))
    format = _format_of(wanted.format, wanted.output, DRAWINGS, "text")
    if wanted.output is None and format == "text" and _is_screen():
        from ukraine_budget.write import terminal  # noqa: PLC0415  # likewise

        _show(partial(terminal.write_chart, plot.chart, language), wanted)
    else:
        binary = format in DRAWINGS.values() and format != "text"
        narrow = getattr(wanted, "narrow", False)
        _put(lambda: [plot.to_bytes(format, language.code, narrow=narrow)], format, wanted, binary=binary)


def _is_screen() -> bool:
    """Whether an answer is shown as on a screen: it goes to one, or colour is wanted in any case."""
    return sys.stdout.isatty() or is_coloured(sys.stdout)


def _show(text: Callable[..., str], wanted: Output) -> None:
    """Show a text that is made for a width; a pipe has none."""
    width = get_terminal_size().columns if sys.stdout.isatty() else None
    _print([text(width, colour=is_coloured(sys.stdout)).encode()], wanted)


def _put(data: Callable[[], Iterable[bytes]], format: str, wanted: Output, *, binary: bool) -> None:
    """Write what is made for it, as it is made, to the file that is named, or else to a pipe.

    A screen gets it whole, and only text.
    """
    if wanted.output is None and binary and sys.stdout.isatty():
        raise UsageError(said("{format} is not for a screen; name a file with -o FILE", format=format))
    if wanted.output is not None:
        _write(wanted.output, data(), wanted)
    elif sys.stdout.isatty():
        with progress():
            whole = b"".join(data())
        _print([whole], wanted)
    else:
        with progress():
            _print(data(), wanted)


def _write(path: Path, data: Iterable[bytes], wanted: Output) -> None:
    """Write a file and say so, on standard error; a device or a pipe without a word."""
    with progress():
        write_file(path, data, replace=wanted.force)
    if path.is_file():
        tell(said("made {path}", path=str(path)), wanted.language())


def tell(message: Text, language: Language) -> None:
    """Say something, on standard error."""
    for line in language.say(message).splitlines():
        sys.stderr.writelines(f"{piece}\n" for piece in _fitted(printable(line)))


def complain(error: BudgetError, language: Language) -> int:
    """Say what is wrong, on standard error; the exit code of it."""
    tell(error.message, language)
    return error.exit_code


def emit_text(text: str, wanted: Output) -> None:
    """Write a text that is no table. Raises UsageError if a format is asked for."""
    if wanted.format:
        raise UsageError(said("this is not a table: leave --format out"))
    if wanted.output is None:
        _print([text.encode()], wanted)
    else:
        _write(wanted.output, [text.encode()], wanted)


def _fitted(message: str) -> list[str]:
    """A message in lines that fit the screen, broken between words; elsewhere in one, for programs to read."""
    if not sys.stderr.isatty():
        return [message]
    from ukraine_budget.write.width import wrapped  # noqa: PLC0415  # likewise

    return wrapped(message, get_terminal_size().columns, hang="  ")


def _format_of(wanted: str | None, output: Path | None, suffixes: Mapping[str, str], screen: str) -> str:
    """The format that is asked for, else as the file is named; UsageError where the two disagree."""
    if wanted or output is None:
        if output and output.suffix != PLAIN and suffixes.get(output.suffix, wanted) != wanted:
            raise UsageError(
                said(
                    "{path} is named as {named}, and --format says {format}: leave --format out, or name another file",
                    path=str(output),
                    named=suffixes[output.suffix],
                    format=str(wanted),
                )
            )
        return wanted or screen
    if output.suffix not in suffixes:
        raise UsageError(
            said(
                "{path}: no format is known by this suffix; use one of {known}, or name it with --format",
                path=str(output),
                known=joined(suffixes),
            )
        )
    return suffixes[output.suffix]


def _print(data: Iterable[bytes], wanted: Output) -> None:
    """Write to standard output; what is long, at a terminal, through the pager."""
    if sys.stdout.isatty() and not wanted.no_pager and paged(b"".join(data := [*data])):
        return
    try:
        sys.stdout.buffer.writelines(data)
        sys.stdout.flush()
    except OSError as error:
        give_up(sys.stdout)
        if isinstance(error, BrokenPipeError):  # whoever reads has enough
            return
        raise OutputError(
            said("standard output: {reason}; nothing more was written", reason=error.strerror or str(error))
        ) from error


def paged(data: bytes) -> bool:
    """Shows a text in the pager, and waits until that is left; False where it was not."""
    command = "" if not is_live(sys.stdout) or _fits_screen(data) else _pager()
    if not command:
        return False
    before = signal.signal(signal.SIGINT, _leave)
    try:
        return _shown(data, command)
    finally:
        signal.signal(signal.SIGINT, before)


def _shown(data: bytes, command: str) -> bool:
    import subprocess  # noqa: PLC0415  # a pipe needs no pager

    try:
        pager = subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE, env=LESS | os.environ)  # noqa: S603  # the user's own
    except (OSError, ValueError):  # no such program, or quotes that are not closed
        return False
    pager.communicate(data)
    return not pager.returncode


def _leave(*_: object) -> None:
    """Leave an interrupt to the pager, whose the keyboard is; one that were ignored it would ignore as well."""


def _pager() -> str:
    """What BUDGET_PAGER says, else what is preferred, else what PAGER says, else less; nothing for no pager."""
    said = (os.environ.get("BUDGET_PAGER"), read_config().pager, os.environ.get("PAGER"))
    return next((command for command in said if command is not None), "less").strip()


def _fits_screen(data: bytes) -> bool:
    """Whether a text can be read on one screen, with the next prompt below it."""
    screen = get_terminal_size()
    lines = CONTROLS.sub(b"", data).decode().splitlines()
    return sum(max(1, -(-len(line) // screen.columns)) for line in lines) < screen.lines
