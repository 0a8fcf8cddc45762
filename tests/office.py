"""Recalculate the formulas of a workbook in LibreOffice."""

import io
import re
import shutil
import subprocess
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

openpyxl = import_module("openpyxl")
needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
</oor:items>"""


def recalculated(data: bytes, folder: Path) -> Any:
    """Return a workbook as recalculated by LibreOffice, which ignores cached values."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE)
    (folder / "a.xlsx").write_bytes(data)
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", folder / "out", folder / "a.xlsx"], check=True, capture_output=True, timeout=240
    )
    return openpyxl.load_workbook(folder / "out" / "a.xlsx", data_only=True)


def assert_same_anew(data: bytes, folder: Path) -> int:
    """Assert that recalculating changes no cell; return the number of cells.

    Cached values of formulas are overwritten first, so that only recalculating gives the right ones.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"(</f><v>)[^<]*", rb"\g<1>-987654", old.read(name)))
    again, ours = recalculated(buffer.getvalue(), folder), openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    assert again.sheetnames == ours.sheetnames
    compared = 0
    for sheet in ours:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            other = again[sheet.title][cell.coordinate].value
            compared += 1
            if isinstance(cell.value, str):
                assert (other or "") == cell.value, (sheet.title, cell.coordinate)
            else:
                assert other == pytest.approx(cell.value, rel=1e-12, abs=1e-9), (sheet.title, cell.coordinate)
    return compared
