"""User preferences: `budget.toml` in the working folder, then the one in the user's configuration folder."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from ukraine_budget.catalogues import languages
from ukraine_budget.errors import UsageError, unknown
from ukraine_budget.language import Text, joined, said
from ukraine_budget.model.ledger import UNITS
from ukraine_budget.read.paths import absent, exists, find
from ukraine_budget.read.toml import NotToml, parse_toml

NAME = "budget.toml"
KEYS = ("ledger", "unit", "lang", "pager")


@dataclass(frozen=True)
class Config:
    """Preferences, None where not set. Options and the environment take precedence.

    `ledger` is a path, or the name of a ledger that comes with the program, and `ledger_said` the file and line that
    name it; `pager` is a command, "" for none.
    """

    ledger: str | None = None
    ledger_said: str = ""
    unit: str | None = None
    lang: str | None = None
    pager: str | None = None

    def checked_ledger(self) -> str | None:
        """The preferred ledger, None without one. Raises UsageError if it does not exist."""
        path = find(self.ledger) if self.ledger else None
        if path and not exists(path):
            raise _fault(self.ledger_said, absent(path).text)
        return self.ledger


def own_file() -> Path:
    """Path of the user's own preferences."""
    return Path(typer.get_app_dir("budget")) / NAME


def read_config() -> Config:
    """Read the preferences of the working folder and, for keys that it leaves out, the user's own.

    Raises UsageError for a file that cannot be read, an unknown key and an invalid value.
    """
    return Config(**(_read(own_file()) | _read(Path(NAME))))


def _read(file: Path) -> dict[str, str]:
    """The keys and values of a file; empty if there is no file."""
    text = _text(file)
    values = _parsed(file, text) if text else {}
    for key, value in values.items():
        if wrong := _wrong(file, key, value):
            raise _fault(f"{file}{_line(text, key)}", wrong)
    if "ledger" in values:
        values["ledger_said"] = f"{file}{_line(text, 'ledger')}"
        values["ledger"] = _from(file.parent, values["ledger"])
    return values


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig") if file.is_file() else ""
    except OSError as error:
        raise _fault(str(file), said("cannot be read: {reason}", reason=error.strerror or str(error))) from error
    except UnicodeDecodeError as error:
        raise _fault(str(file), said("is not UTF-8; save it as UTF-8")) from error


def _parsed(file: Path, text: str) -> dict[str, Any]:
    try:
        return parse_toml(text)
    except NotToml as error:
        raise _fault(f"{file}{error.where}", error.message) from error


def _fault(where: str, message: Text) -> UsageError:
    return UsageError(joined((f"{where}:", message), " "))


def _wrong(file: Path, key: str, value: object) -> Text | None:
    """The error of a key or value, None if both are valid."""
    if key not in KEYS:
        return unknown("key", key, KEYS).message
    if not isinstance(value, str):
        return said('{key} is a text: write it in quotes, {key} = "..."', key=key)
    if key == "unit" and value not in UNITS:
        return unknown("unit", value, UNITS).message
    if key == "lang" and value not in languages():
        return unknown("language", value, languages()).message
    if key == "pager" and value and file.absolute() != own_file():
        return said(
            'a pager is a program to run, which only {own} may name; here only "" is taken', own=str(own_file())
        )
    return None


def _line(text: str, key: str) -> str:
    """The line of a key as messages show it, such as ":3"; empty if it is not found."""
    written = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}\b")
    return next((f":{number}" for number, line in enumerate(text.splitlines(), 1) if written.match(line)), "")


def _from(folder: Path, ledger: str) -> str:
    """Resolve a ledger named in a file: a path relative to its folder, or the name of a ledger that comes along."""
    path = folder / os.path.expanduser(ledger)  # noqa: PTH111  # pathlib's raises for an unknown user
    return ledger if Path(ledger).name == ledger and not path.exists() else str(path)
