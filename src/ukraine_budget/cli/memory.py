"""What becomes of a command for which the machine has not enough memory."""

from collections.abc import Iterator
from contextlib import contextmanager

from ukraine_budget.errors import OutputError
from ukraine_budget.language import said

SIGNS = ("failed to map segment", "cannot allocate memory")
"""How the loading of a library ends for which there is no room."""


@contextmanager
def within_memory() -> Iterator[None]:
    """A message in place of the errors of whatever it was that found no room."""
    try:
        yield
    except MemoryError as error:
        raise _too_little() from error
    except ImportError as error:
        if not any(sign in str(error).lower() for sign in SIGNS):
            raise
        raise _too_little() from error


def _too_little() -> OutputError:
    help = said("ask for less of it, such as fewer files, years or funds, or use a machine with more")
    return OutputError(said("there is not enough memory for this, and nothing was written: {help}", help=help))
