"""The names that are like an unknown one, however many there are, and however long."""

from ukraine_budget.errors import COMPARED, LONGEST, nearest


def test_of_many_names_those_about_it_in_the_alphabet_are_compared() -> None:
    names = [f"line-{n:06}" for n in range(20_000)]
    assert str(nearest("line-01234x", names)) == "did you mean line-012434 or line-012394 or line-012384?"
    few = [f"line-{n:06}" for n in range(COMPARED)]
    assert "xine-000123" in str(nearest("line-000123x", ["xine-000123", *few[: COMPARED - 1]]))


def test_no_long_name_is_like_another() -> None:
    long = "a" * LONGEST
    assert nearest(f"{long}b", [long, f"{long}c"]) == ""
    assert str(nearest("aab", ["aac", f"{long}c"])) == "did you mean aac?"
    assert str(nearest("aaz", [f"{long}aaz"])) == f"did you mean {long}aaz?"
