"""Texts and bytes for hostile cases."""

from random import Random

ODD = (
    *("", " ", "\t", "0", "-0", "-", "+1", "1e5", "NaN", "Infinity", "1_000", "1,000", "1.000", "1.000,5", "(5)", "5%"),
    *(
        "9" * 15,
        "9" * 38,
        "9" * 39,
        "9" * 5000,
        "0." + "1" * 38,
        ".5",
        "5.",
        "--5",
        "0x1F",
        "\u0663",
        "\u2212 5",
        "1 000",
    ),
    *("2026", "1899", "2200", "2025-02-30", "2025-11-27", "beyond", "yes", "no", "full", "cash", "commitment", "total"),
    *(
        "all",
        "guns",
        "tanks",
        "spring",
        "letter",
        "support",
        "materiel",
        "__proto__",
        "constructor",
        "None",
        "null",
        "nan",
    ),
    *(
        "a b",
        "a|b",
        "a > b",
        "'",
        '"',
        '""',
        "\\",
        "{x}",
        "{",
        "%s",
        "$&",
        "=1+1",
        "@x",
        "<script>",
        "</script>",
        "<!--",
    ),
    *(
        "&amp;",
        "[bold]",
        "\x1b[31m",
        "\0",
        "\x85",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\u200b",
        "\U0001f4b6",
        "e\u0301",
        "\ud55c",
    ),
    *(
        "row 5; rows 1 to 9",
        "2024; rows 5 to 100",
        "a" * 200,
        "w " * 300,
        "../x",
        "/etc/passwd",
        "C:\\x",
        "\r\n",
        "a\nb",
    ),
)
BYTES = (
    b"",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b'"',
    b"\r",
    b"\n",
    b",",
    b";",
    b"\xed\xa0\x80",
    b"<",
    b"{",
    b"]",
    b"9" * 40,
)


def text(chosen: Random) -> str:
    """Return an odd text, or some random characters."""
    if chosen.random() < 0.8:
        return chosen.choice(ODD)
    return "".join(
        chr(chosen.choice((chosen.randrange(32, 127), chosen.randrange(0xD7FF)))) for _ in range(chosen.randrange(9))
    )


def changed(chosen: Random, data: bytes, times: int = 3) -> bytes:
    """Replace, delete, double or move some bytes."""
    for _ in range(chosen.randrange(times) + 1):
        at, cut = chosen.randrange(len(data) + 1), chosen.choice((0, 0, 1, 1, 2, 9, 200))
        piece = chosen.choice((*BYTES, data[at : at + 9], chosen.randbytes(2), text(chosen).encode()))
        data = data[:at] + piece + data[at + cut :]
    return data
