"""Official data files as published, read by tests where they are and never copied."""

import os
from pathlib import Path

import pytest

CORPUS = Path(os.environ.get("BUDGET_CORPUS") or Path(__file__).parents[2] / "shared" / "corpus")


REASON = "no official data files in {path}: BUDGET_CORPUS names the folder that holds them"


def needs(folder: str) -> pytest.MarkDecorator:
    """Skip a test if a folder of the corpus is missing."""
    path = CORPUS / folder
    return pytest.mark.skipif(not path.is_dir(), reason=REASON.format(path=path))


def reads_official(item: pytest.Item) -> bool:
    """Whether a test reads official data files."""
    start = REASON.partition("{")[0]
    return any(mark.kwargs["reason"].startswith(start) for mark in item.iter_markers("skipif"))
