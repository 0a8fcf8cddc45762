"""TOML, read within bounds."""

import re
from typing import Any

from ukraine_budget.language import Text, said

LONGEST = 1 << 20
"""More characters than any map that people write has."""
PARTS = 32
"""More parts than any key has. Reading a key takes time and memory by the square of them."""
LONG_KEY = re.compile(rf"""(?:(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{PARTS}}}""")
POSITION = re.compile(r" \(at line (\d+), column (\d+)\)$")
"""The end of a message of tomllib, where it says where the fault is."""


class NotToml(ValueError):
    """A text that cannot be read as TOML: why, and `where` that is, as ":LINE:COLUMN", if it can be told."""

    def __init__(self, message: Text, where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where


def parse_toml(text: str) -> dict[str, Any]:
    """The values of a TOML text. Raises NotToml where it is none, or one that nobody writes."""
    import tomllib  # noqa: PLC0415  # most users have no such file

    if len(text) > LONGEST:
        raise NotToml(said("has more than {n} characters", n=LONGEST))
    if LONG_KEY.search(text):
        raise NotToml(said("has a key of more than {n} parts", n=PARTS))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = POSITION.search(str(error))
        reason = said("is not TOML: {reason}", reason=POSITION.sub("", str(error)))
        raise NotToml(reason, f":{at[1]}:{at[2]}" if at else "") from error
    except RecursionError as error:
        raise NotToml(said("is nested too deeply")) from error
    except ValueError as error:  # of Python, not of TOML
        raise NotToml(said("has a number with too many digits")) from error
