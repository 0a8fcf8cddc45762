"""Output of an answer: to the screen, with a pager if it is long, to a pipe or to a file."""

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
from ukraine_budget.cli.terminal import discard_output, is_coloured, is_live, progress
from ukraine_budget.errors import BudgetError, OutputError, UsageError, printable
from ukraine_budget.language import Language, Text, joined, said
from ukraine_budget.write import BINARIES, DRAWINGS, SHORT, SUFFIXES, pieces

if TYPE_CHECKING:
    from ukraine_budget import Plot, View

LESS = {"LESS": "FRX", "LESSCHARSET": "utf-8"}
"""Default options of less: quit if one screen is enough, show colours, do not clear."""
PLAIN = ".txt"
"""Suffix of a file that may hold any text format."""
CONTROLS = re.compile(rb"\x1b\[[0-9;]*m")
"""Escape sequences for colour, which take no width."""


def emit(answer: "View[Any] | Plot | str | list[Path]", wanted: Output, language: Language) -> None:
    """Write a view, a picture, a text, or the names of the files made."""
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
    """Write a view in the requested format to the requested place.

    Raises UsageError for an unknown format or suffix, an existing file and bytes for a screen; OutputError if it cannot
    write.
    """
    format = _format_of(SHORT.get(wanted.format or "", wanted.format), wanted.output, SUFFIXES, "table")
    table = view.laid_out(format, full=wanted.full)
    if wanted.columns and format != "csv":
        raise UsageError(said("--columns picks columns of csv, and this is {format}: add --format csv", format=format))
    if wanted.output is None and format == "table" and _is_screen():
        from ukraine_budget.write import terminal  # noqa: PLC0415

        _show(partial(terminal.write, table, language), wanted)
    else:
        columns = tuple(filter(None, (wanted.columns or "").split(",")))
        made = partial(pieces, table, format, language, columns)
        _put(made, format, wanted, binary=format in BINARIES)


def _emit_plot(plot: "Plot", wanted: Output, language: Language) -> None:
    """Write a chart or a picture."""
    if wanted.columns:
        raise UsageError(said("a picture has no columns: leave --columns out"))
    format = _format_of(wanted.format, wanted.output, DRAWINGS, "text")
    if wanted.output is None and format == "text" and _is_screen():
        from ukraine_budget.write import terminal  # noqa: PLC0415

        _show(partial(terminal.write_chart, plot.chart, language), wanted)
    else:
        binary = format in DRAWINGS.values() and format != "text"
        narrow = getattr(wanted, "narrow", False)
        _put(lambda: [plot.to_bytes(format, language.code, narrow=narrow)], format, wanted, binary=binary)


def _is_screen() -> bool:
    """Whether to format for a screen: stdout is a terminal, or colour is forced."""
    return sys.stdout.isatty() or is_coloured(sys.stdout)


def _show(text: Callable[..., str], wanted: Output) -> None:
    """Format a text for the width of the terminal and print it."""
    width = get_terminal_size().columns if sys.stdout.isatty() else None
    _print([text(width, colour=is_coloured(sys.stdout)).encode()], wanted)


def _put(data: Callable[[], Iterable[bytes]], format: str, wanted: Output, *, binary: bool) -> None:
    """Write data to the named file or to a pipe, piece by piece.

    A terminal gets it whole, and only text.
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
    """Write a file and report its path on stderr; a device or pipe silently."""
    with progress():
        write_file(path, data, replace=wanted.force)
    if path.is_file():
        print_message(said("made {path}", path=str(path)), wanted.language())


def print_message(message: Text, language: Language) -> None:
    """Print a message on stderr."""
    for line in language.say(message).splitlines():
        sys.stderr.writelines(f"{piece}\n" for piece in _wrapped(printable(line)))


def report_error(error: BudgetError, language: Language) -> int:
    """Print an error on stderr and return its exit code."""
    print_message(error.message, language)
    return error.exit_code


def emit_text(text: str, wanted: Output) -> None:
    """Write a text that is not a table. Raises UsageError if a format is requested."""
    if wanted.format:
        raise UsageError(said("this is not a table: leave --format out"))
    if wanted.output is None:
        _print([text.encode()], wanted)
    else:
        _write(wanted.output, [text.encode()], wanted)


def _wrapped(message: str) -> list[str]:
    """Wrap a message to the width of the terminal; one line if stderr is not a terminal."""
    if not sys.stderr.isatty():
        return [message]
    from ukraine_budget.write.width import wrapped  # noqa: PLC0415

    return wrapped(message, get_terminal_size().columns, hang="  ")


def _format_of(wanted: str | None, output: Path | None, suffixes: Mapping[str, str], screen: str) -> str:
    """The requested format, else that of the file's suffix; UsageError if they disagree."""
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
    """Write to stdout, through the pager if it is long and stdout a terminal."""
    if sys.stdout.isatty() and not wanted.no_pager and paged(b"".join(data := [*data])):
        return
    try:
        sys.stdout.buffer.writelines(data)
        sys.stdout.flush()
    except OSError as error:
        discard_output(sys.stdout)
        if isinstance(error, BrokenPipeError):  # the reader has closed it
            return
        raise OutputError(
            said("standard output: {reason}; nothing more was written", reason=error.strerror or str(error))
        ) from error


def paged(data: bytes) -> bool:
    """Show a text in the pager and wait for it to end; False if it was not shown."""
    command = "" if not is_live(sys.stdout) or _fits_screen(data) else _pager()
    if not command:
        return False
    before = signal.signal(signal.SIGINT, _leave)
    try:
        return _shown(data, command)
    finally:
        signal.signal(signal.SIGINT, before)


def _shown(data: bytes, command: str) -> bool:
    import subprocess  # noqa: PLC0415

    try:
        pager = subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE, env=LESS | os.environ)  # noqa: S603  # the user's own
    except (OSError, ValueError):  # no such program, or an unclosed quote
        return False
    pager.communicate(data)
    return not pager.returncode


def _leave(*_: object) -> None:
    """Leave an interrupt to the pager. SIG_IGN would not do: the pager would inherit it."""


def _pager() -> str:
    """The pager's command: BUDGET_PAGER, the preference, PAGER, or less; empty for no pager."""
    commands = (os.environ.get("BUDGET_PAGER"), read_config().pager, os.environ.get("PAGER"))
    return next((command for command in commands if command is not None), "less").strip()


def _fits_screen(data: bytes) -> bool:
    """Whether a text fits one screen with the next prompt below it."""
    screen = get_terminal_size()
    lines = CONTROLS.sub(b"", data).decode().splitlines()
    return sum(max(1, -(-len(line) // screen.columns)) for line in lines) < screen.lines
