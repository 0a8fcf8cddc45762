"""Where an answer goes: the screen, a pipe, or a file that appears whole or not at all."""

import os
import sys
import tempfile
from pathlib import Path

from ukraine_budget.cli.options import Output
from ukraine_budget.errors import BudgetError, OutputError, UsageError, printable
from ukraine_budget.model.language import Language
from ukraine_budget.model.message import joined, said
from ukraine_budget.report.table import Table
from ukraine_budget.writers import BINARIES, SUFFIXES, encoded


def emit(table: Table, wanted: Output, language: Language) -> None:
    """Write a table in the format, and to the place, that was asked for.

    Raises UsageError for an unknown format or suffix, for a file that exists and for a screen that would be shown
    bytes, OutputError where it cannot write.
    """
    format = wanted.format or _format_of(wanted.output)
    if wanted.output is not None:
        write_file(wanted.output, encoded(table, format, language), replace=wanted.force)
    elif format == "table" and sys.stdout.isatty():
        _display(table, language)
    elif format in BINARIES and sys.stdout.isatty():
        raise UsageError(said("{format} is not for a screen; name a file with -o FILE", format=format))
    else:
        _print(encoded(table, format, language))


def complain(error: BudgetError, language: Language) -> int:
    """Say what is wrong, on standard error; the exit code of it."""
    sys.stderr.writelines(f"{printable(line)}\n" for line in language.say(error.message).splitlines())
    return error.exit_code


def _format_of(output: Path | None) -> str:
    if output is None:
        return "table"
    if output.suffix not in SUFFIXES:
        raise UsageError(
            said(
                "{path}: no format is known by this suffix; use one of {known}, or name it with --format",
                path=str(output),
                known=joined(SUFFIXES),
            )
        )
    return SUFFIXES[output.suffix]


def _display(table: Table, language: Language) -> None:
    from rich.console import Console  # noqa: PLC0415  # only a terminal needs it

    from ukraine_budget.terminal import display  # noqa: PLC0415  # likewise

    display(table, Console(), language)


def _print(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise OutputError(
            said("standard output: {reason}; nothing more was written", reason=error.strerror or str(error))
        ) from error


def write_file(path: Path, data: bytes, *, replace: bool) -> None:
    """Write a file under another name and rename it, so that it is there whole or not at all."""
    try:
        if path.is_dir():
            raise UsageError(said("{path} is a folder; name a file in it", path=str(path)))
        if path.is_file() and not replace:
            raise UsageError(said("{path} exists; --force replaces it", path=str(path)))
        if path.exists() and not path.is_file():  # a device or a pipe is written to, not replaced
            path.write_bytes(data)
        else:
            _replace(path, data)
    except OSError as error:
        raise OutputError(
            said("{path}: {reason}; nothing was written", path=str(path), reason=error.strerror or str(error))
        ) from error


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    draft = Path(name)
    try:
        draft.write_bytes(data)
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
