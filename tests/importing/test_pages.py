"""JSON as open-data portals serve it: the list of records within objects, and pages that are not all of it."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import ukraine_budget
from importing import MAP, amounts, left, take, write
from ukraine_budget import LossError, SourceError, UsageError
from ukraine_budget.importing.kinds import AS_IT_SEEMS, Shape, rows
from ukraine_budget.importing.source import source

RECORDS = '[{"line": "a", "year": 2025, "amount": 1.5}, {"line": "b", "year": 2025, "amount": 2}]'
CKAN = (
    '{"success": true, "result": {"fields": [{"id": "line", "type": "text"}], "records": RECORDS, "limit": 100, '
    '"_links": {"start": "/a", "next": "/b"}, "total": 2}}'
)
TAKEN = ["v a 2025 cash 1.5", "v b 2025 cash 2"]


def read(path: Path, shape: Shape = AS_IT_SEEMS) -> list[tuple[str, ...]]:
    return [row.cells for row in rows(source(path), shape)]


@pytest.mark.parametrize(
    "text",
    [
        CKAN,
        '{"total_count": 2, "results": RECORDS}',
        '{"@odata.context": "x", "@odata.count": "2", "value": RECORDS, "@odata.nextLink": ""}',
        '{"d": {"results": RECORDS, "__count": 2}}',
        '{"data": RECORDS, "meta": {"count": 2, "total-count": 2}, "links": {"next": null, "last": "/x"}}',
        '{"count": 2, "next": null, "previous": null, "results": RECORDS}',
        '\n {"results": RECORDS, "page_metadata": {"hasNext": false, "total": "two"}, "tags": [], "years": [2025]}',
    ],
)
def test_a_list_of_records_within_objects_is_the_table(tmp_path: Path, text: str) -> None:
    result = take(tmp_path, text.replace("RECORDS", RECORDS), name="t.json", accept_loss=False)
    assert amounts(tmp_path / "into") == TAKEN
    assert (result.left_out, [share.whole for share in result.shares]) == ((), [True])


def test_what_stands_in_objects_of_a_record_has_the_names_of_both(tmp_path: Path) -> None:
    record = '{"recordid": "ID", "fields": {"line": "ID", "year": 2025, "amount": NUMBER, "at": {"x": 1}}, "tags": {}}'
    records = ", ".join(record.replace("ID", id).replace("NUMBER", n) for id, n in (("a", "1.5"), ("b", "2")))
    file = write(tmp_path / "t.json", f'{{"nhits": 2, "records": [{records}], "facet_groups": [{{"a": 1}}]}}')
    assert read(file)[0] == ("recordid", "fields.line", "fields.year", "fields.amount", "fields.at.x")
    guessed = ukraine_budget.guess_map(file)
    assert 'id = "{fields.line}"  # fields.line: by its name' in guessed
    assert 'column = "fields.amount"  # by its name' in guessed
    map = (
        MAP.replace("{line}", "{fields.line}").replace("{year}", "{fields.year}").replace('"amount"', '"fields.amount"')
    )
    take(tmp_path, file.read_text(encoding="utf-8"), map, name="t.json")
    assert amounts(tmp_path / "into") == TAKEN


@pytest.mark.parametrize(
    ("name", "text", "header"),
    [
        ("t.json", '{"line": "a", "amount": 1}', ("line", "amount")),
        ("t.json", '{"line": "a", "links": [{"rel": "self"}]}', ("line", "links")),
        ("t.json", '[{"line": "a", "parts": [{"b": 1}]}]', ("line", "parts")),
        ("t.json", '{"line": "a", "parts": [{"b": 1}]}\n{"line": "b"}', ("line", "parts")),
        ("t.jsonl", '{"line": "a", "parts": [{"b": 1}]}', ("line", "parts")),
    ],
)
def test_records_that_hold_lists_are_records(tmp_path: Path, name: str, text: str, header: tuple[str, ...]) -> None:
    assert read(write(tmp_path / name, text))[0] == header


def test_of_several_lists_one_is_named(tmp_path: Path) -> None:
    about = '{"columns": [{"id": "line"}], "total": 1}'
    old = '{"rows": [{"line": "z"}], "meta": {"total": 9}}'
    text = f'{{"old": {old}, "new": {{"rows": {RECORDS}, "total": 2}}, "meta": {about}}}'
    file = write(tmp_path / "t.json", text)
    with pytest.raises(UsageError, match=r"t\.json has several tables: old\.rows, new\.rows; name one with --sheet"):
        ukraine_budget.guess_map(file)
    with pytest.raises(UsageError, match=r"unknown sheet 'new': did you mean new\.rows"):
        read(file, Shape(sheet="new"))
    assert 'sheet = "new.rows"  # as asked for' in ukraine_budget.guess_map(file, sheet="new.rows")
    assert read(file, Shape(sheet="meta.columns")) == [("id",), ("line",)]
    result = take(tmp_path, text, f'{MAP}[file]\nsheet = "new.rows"\n', name="t.json")
    assert (amounts(tmp_path / "into"), result.left_out) == (TAKEN, ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"fields": [{"id": "a"}], "records": [["a", 2025, 1]]}', "the value 1 is no record; give a list of objects"),
        (
            '{"line": "A", "amount": 3, "parts": [{"line": "B", "amount": 2}, {"line": "C", "amount": 1}]}',
            "parts holds parts of the object around it, by the same names; give a list of objects",
        ),
        ('{"value": [{"a": {"b": 1}, "a.b": 2}]}', r"record 1 has 'a\.b' twice; leave one out"),
    ],
)
def test_lists_that_are_none_of_records(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SourceError, match=f"bad-json {said}"):
        read(write(tmp_path / "t.json", text))


@pytest.mark.parametrize("form", ['{"value": [%s]}', "%s"], ids=["record", "wrapper"])
@pytest.mark.parametrize("depth", range(900, 1000, 7))
def test_objects_nested_too_deeply_are_told(tmp_path: Path, form: str, depth: int) -> None:
    path = write(tmp_path / "t.json", form % ('{"a": ' * depth + "1" + "}" * depth))
    with suppress(SourceError):
        assert read(path) == [(".".join("a" * depth),), ("1",)]


def lossy(folder: Path, text: str, **asked: Any) -> LossError:
    with pytest.raises(LossError) as caught:
        take(folder, text.replace("RECORDS", RECORDS), name="t.json", **{"accept_loss": False} | asked)
    return caught.value


@pytest.mark.parametrize("total", ['"total": 300', '"nhits": "300"', '"meta": {"totalCount": 300, "count": 2}'])
def test_records_on_other_pages_are_lost(tmp_path: Path, total: str) -> None:
    text = f'{{"records": RECORDS, "next": "/b", {total}}}'
    told = lossy(tmp_path, text).view.render("table")
    assert "Left out as other-pages: 298. To mend it, get all records at once, or join the lists of all pages" in told
    assert "t.json: the file says that there are 300 records, and has 2\n" in told
    assert "other-pages      1  files  t.json" in told
    result = take(tmp_path, text.replace("RECORDS", RECORDS), name="t.json")
    assert left(result) == [(0, "", "other-pages")]
    assert "amounts of which basis or year is not known: 298" in ukraine_budget.check(tmp_path / "into").render("table")


def test_a_record_counts_for_every_column_of_amounts(tmp_path: Path) -> None:
    text = '{"data": [{"line": "a", "2025": 1, "2026": 2, "2024": 3}], "total": 2}'
    map = MAP.replace('column = "amount"', "columns = '202[56]'").replace("{year}", "{column}")
    more = '[[amounts]]\ncolumn = "2024"\nleft_out = "old"\nfigure.year = "2024"\n'
    assert [tuple(one) for one in take(tmp_path, text, map + more, name="t.json").lost] == [("other-pages", 2)]


def test_a_next_page_without_a_number_of_records_is_refused(tmp_path: Path) -> None:
    text = f'{{"value": {RECORDS}, "@odata.nextLink": "https://example.org/?skip=2"}}'
    with pytest.raises(
        SourceError, match="other-pages has 2 records and names a next page, but not how many there are"
    ):
        take(tmp_path, text, name="t.json")
    assert "guessed from its 2 rows" in ukraine_budget.guess_map(tmp_path / "t.json")
