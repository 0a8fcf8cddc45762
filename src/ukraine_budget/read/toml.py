"""TOML within bounds."""

import re
from typing import Any

from ukraine_budget.language import Text, said

LONGEST = 1 << 20
"""The most characters of a text: more than any map has."""
PARTS = 32
"""The most parts of a key; reading one takes time and memory by the square of them."""
LONG_KEY = re.compile(rf"""(?:(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{PARTS}}}""")
POSITION = re.compile(r" \(at line (\d+), column (\d+)\)$")
"""The position at the end of a message of tomllib."""


class NotToml(ValueError):
    """A text that cannot be read as TOML: why, and `where`, as ":LINE:COLUMN", if known."""

    def __init__(self, message: Text, where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where


def parse_toml(text: str) -> dict[str, Any]:
    """Parse a TOML text. Raises NotToml if it is invalid, or unlike any that people write."""
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
