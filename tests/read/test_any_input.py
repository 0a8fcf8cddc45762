"""Whatever the bytes are, what comes out is a ledger or problems, and nothing else."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from problem_cases import GOOD, Case
from ukraine_budget.errors import printable
from ukraine_budget.read import read
from ukraine_budget.read.problems import CODES

SNIPPETS = st.sampled_from(
    [b'"', b",", b";", b"\n", b"\r", b"\0", b"\xff", b"\t", b"letter", b"-", b"\xe2\x88\x92", b""]
)


def judge(path: Path) -> None:
    ledger, problems = read(path)
    assert (ledger is None) == bool(problems)
    assert {problem.code for problem in problems} <= set(CODES)
    assert all(str(problem) == printable(str(problem)) for problem in problems)
    if ledger:
        assert len(ledger.stated()) == len(ledger.figures)


@given(st.binary(max_size=300), st.sampled_from([b"", b"line,year,cash\n", b"\xef\xbb\xbfline;year;basis;amount\r\n"]))
def test_any_bytes(content: bytes, header: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_bytes(header + content)
        judge(path)


@given(st.sampled_from(sorted(GOOD)), st.integers(0), st.integers(0, 12), st.one_of(SNIPPETS, st.binary(max_size=4)))
def test_any_change_of_a_good_ledger(name: str, at: int, cut: int, snippet: bytes) -> None:
    good = GOOD[name].encode()
    begin = at % len(good)
    with tempfile.TemporaryDirectory() as folder:
        Case("", "", {name: good[:begin] + snippet + good[begin + cut :]}).write(Path(folder))
        judge(Path(folder))
