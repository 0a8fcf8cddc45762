"""The fast way through a regular file reads what the csv module reads."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ukraine_budget.read import sheet
from ukraine_budget.read.sheet import Sheet

CELLS = st.text(st.sampled_from("a1,; -.é\t"), max_size=3).map(lambda text: text.replace(",", ""))
ROWS = st.integers(1, 3).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6))
ENDS = st.sampled_from(["\n", "\r\n"])


def slowly(text: str) -> tuple[Sheet | None, list[str]]:
    """What the csv module makes of a text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheet, "_regular", lambda *_: None)
        return read(text)


def read(text: str) -> tuple[Sheet | None, list[str]]:
    parsed, problems = sheet.parse(text, "file.csv", ",")
    return parsed, list(map(str, problems))


@given(ROWS, ENDS, st.booleans(), st.sampled_from([1, 7, 1 << 17]))
@example([["a", "b"], ["1", "2"], ["a", "b"]], "\n", True, 1)
@example([["a", "b"], ["", ""], ["1", "2"]], "\r\n", False, 1)
@example([["1", ""], ["1", ""]], "\r\n", False, 1)
def test_both_ways_agree(rows: list[list[str]], end: str, ended: bool, piece: int) -> None:
    text = end.join(",".join(row) for row in rows) + (end if ended else "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheet, "PIECE", piece)
        fast, told = read(text)
    slow, said = slowly(text)
    assert told == said
    assert (fast is None) == (slow is None)
    if fast and slow:
        assert list(fast.header) == list(slow.header)
        assert [list(column) for column in fast.cells] == [list(column) for column in slow.cells]
        assert list(fast.line_numbers) == list(slow.line_numbers)


@pytest.mark.parametrize(
    "text", ["a,b\n1\r2,3\n", 'a,b\n"1",2\n', "a,b\n1,2,3\n", "a,b\n1\n", "\n", "", "a,b", "a,b\n\n1,2\n"]
)
def test_what_is_not_regular_is_left_to_the_csv_module(text: str) -> None:
    assert read(text)[1] == slowly(text)[1]
    fast, slow = read(text)[0], slowly(text)[0]
    assert (fast and [list(column) for column in fast.cells]) == (slow and [list(column) for column in slow.cells])
