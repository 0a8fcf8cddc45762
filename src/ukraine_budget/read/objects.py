"""Objects of JSON that say no two things under one name: of two values, most readers keep the last without a word."""

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Any


class TwiceError(ValueError):
    """A name that stands twice in one object."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def unambiguous(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object by its names and values, for json to make objects with; TwiceError where a name stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        raise TwiceError(next(name for name, times in times.items() if times > 1))
    return found


def twice(text: str) -> tuple[str, int] | None:
    """The first name that stands twice in an object of a text of JSON, and where it does; None where there is none."""
    name = _twice(text)
    if name is None:
        return None
    end = bisect_left(range(len(text)), True, key=lambda end: _twice(text[:end]) is not None)
    places = [found.start() for found in re.finditer(rf'"{re.escape(name)}"\s*:', text[:end])]
    return name, places[-1] if places else end  # a name may be written with escapes


def _twice(text: str) -> str | None:
    """The name alone; None also where the text breaks off before the end of the object."""
    try:
        json.loads(text, object_pairs_hook=unambiguous, parse_int=str)
    except TwiceError as error:
        return error.name
    except json.JSONDecodeError:
        pass
    return None
