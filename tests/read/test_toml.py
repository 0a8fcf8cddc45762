"""TOML within bounds: what nobody writes is refused, and said to be."""

import pytest

from ukraine_budget.read.toml import LONGEST, NotToml, parse_toml


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("a = [1\nb", ":2:1", "is not TOML: Unclosed array"),
        ("a = ", "", "is not TOML: Invalid value (at end of document)"),
        (f"a = {'1' * 5000}", "", "has a number with too many digits"),
        (f"a = {'[' * 3000}", "", "is nested too deeply"),
        (f"{'a . ' * 32}a = 1", "", "has a key of more than 32 parts"),
        ("a = [ 'b' ]\n" + "'a'." * 9 + '"b".' * 23 + "c = 1", "", "has a key of more than 32 parts"),
        ("#" * (LONGEST + 1), "", "has more than 1,048,576 characters"),
    ],
)
def test_what_is_refused(text: str, where: str, message: str) -> None:
    with pytest.raises(NotToml) as refused:
        parse_toml(text)
    assert (refused.value.where, str(refused.value.message)) == (where, message)


def test_what_people_write_is_read() -> None:
    names = ".".join("a" * 32)
    assert parse_toml(f'{names} = 1\nsite = "{"www." * 20}nl"')["site"] == "www." * 20 + "nl"
