"""Libraries that are loaded where they are used: what keeps one from starting is said."""

import sys

import pytest

from ukraine_budget import UsageError, libraries


def test_a_library_that_is_not_installed_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError) as caught:
        libraries.library("xlsxwriter", "xlsx")
    assert str(caught.value) == "xlsx needs xlsxwriter, which is not installed: pip install 'ukraine-budget[xlsx]'"


def test_a_library_that_does_not_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> None:
        raise ValueError("Key backend: 'no such' is not a valid value")

    monkeypatch.setattr(libraries, "import_module", broken)
    with pytest.raises(UsageError, match="matplotlib does not start: Key backend: 'no such'"):
        libraries.library("matplotlib.figure", "plot")
