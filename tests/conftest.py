"""What holds for every test."""

import csv
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _cells_of_the_usual_length() -> Iterator[None]:
    """What frictionless sets for the whole process does not outlast the test that uses it."""
    limit = csv.field_size_limit()
    yield
    csv.field_size_limit(limit)
