"""LaTeX: each document compiles on its own, and every text stands in it as it is."""

import re
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gallery import VIEWS
from hostile import hostile, worst
from ukraine_budget import View, open_ledger, show
from ukraine_budget.language import Text
from ukraine_budget.report.table import Block, Column, Records, Row, Table, sentences
from ukraine_budget.report.values import Hanging, Qualified
from ukraine_budget.write import render

COMPILERS = {
    "pdflatex": ("-interaction=nonstopmode", "-halt-on-error"),
    "lualatex": ("-interaction=nonstopmode", "-halt-on-error"),
    "tectonic": ("--only-cached", "--keep-logs", "--reruns", "1"),
}
COMPILER = next(filter(shutil.which, COMPILERS), "")
needs_tex = pytest.mark.skipif(not COMPILER, reason=f"no TeX is installed: none of {', '.join(COMPILERS)}")
LINE, AMOUNT, YEAR = Column(Text("Line")), Column(Text("Amount"), "amount"), Column(Text("2026"), "change")


def table(*rows: Row, columns: tuple[Column, ...] = (LINE,), title: str = "", **more: Any) -> Table:
    block = Block(Text(title), columns, rows)
    return Table("t", Text("Title"), {}, Records(("a",), ()), blocks=(block,), **more)


def body(made: Table) -> str:
    """What a document says, without its preamble."""
    return render(made, "latex").partition("\\begin{document}\n")[2]


def compiled(text: str, folder: Path) -> str:
    """What TeX says of a document, its log. A long table needs a second run to know its widths."""
    (folder / "x.tex").write_text(text, encoding="utf-8")
    for _ in range(1 + ("longtable}[l]" in text)):
        command = [COMPILER, *COMPILERS[COMPILER], "x.tex"]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)  # as found above
        log = (folder / "x.log").read_text(encoding="utf-8", errors="replace")
        assert done.returncode == 0, log[-2000:]
    assert (folder / "x.pdf").stat().st_size > 1000
    return log


def complaints(log: str) -> list[str]:
    """What does not fit, what is not there, and every other warning."""
    return re.findall(r"Overfull.*|Missing character.*|.*Warning.*", log)


@needs_tex
@pytest.mark.parametrize("full", [False, True], ids=["brief", "full"])
@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("arguments", VIEWS)
def test_every_view_compiles_and_fits_its_page(arguments: str, lang: str, full: bool, tmp_path: Path) -> None:
    view = VIEWS[arguments](open_ledger())
    assert complaints(compiled(view.render("latex", lang, full=full), tmp_path)) == []


@needs_tex
@pytest.mark.parametrize(
    "name", ["", "plus 1fil", "[2em] x", "*", "n" * 10_000, "Łódź, Şile, Oekrai\u0308ne, Україна 支援 ẞ"]
)
def test_any_name_compiles(name: str, tmp_path: Path) -> None:
    view: View[Any] = show(worst(name), 2026) if name else hostile()
    text = view.render("latex", full=True)
    if not text.isascii() and COMPILER != "pdflatex":
        pytest.skip("another TeX needs a font that has every letter")
    compiled(text, tmp_path)


@needs_tex
def test_tables_of_every_width_fit_the_page(tmp_path: Path) -> None:
    for n in (1, 4, 7, 8, 9, 10, 30):
        row = Row(("A line of support whose name is long", *[Hanging(Decimal(-1234567), (Text("for now"),))] * n))
        text = render(table(*[row] * 40, columns=(LINE, *[YEAR] * n)), "latex")
        assert complaints(compiled(text, tmp_path)) == [], n


def paper(columns: int) -> tuple[str, str]:
    """The paper and the type size of a table of so many wide columns."""
    text = render(table(Row(("x", *[Decimal(1234567890123)] * columns)), columns=(LINE, *[AMOUNT] * columns)), "latex")
    (found,) = re.findall(r"\[(.*),margin=20mm\]", text)
    (size,) = re.findall(r"\{(\\[a-z]+)\\medskip", text)
    return found, size


def test_a_wide_table_is_small_then_landscape_then_on_a_wider_page() -> None:
    assert paper(4) == ("a4paper", r"\normalsize")
    assert paper(5) == ("a4paper", r"\small")
    assert paper(7) == ("a4paper,landscape", r"\small")
    assert paper(8) == ("a4paper,landscape", r"\footnotesize")
    assert paper(9) == ("a4paper,landscape", r"\scriptsize")
    assert paper(10) == ("paperwidth=331mm,paperheight=210mm", r"\scriptsize")


def test_every_sign_is_written_as_itself() -> None:
    said = "\\ {} $ & # % _ ~ ^ < > | \" ' '' ` [1]* a-b --- ,, ± \u2212 / ▁█ a\u2009b\xa0c e\u0301 € 2 5 %"
    assert (
        r"\textbackslash{} \{\} \$ \& \# \% \_ \textasciitilde{} \textasciicircum{} \textless{} \textgreater{} "
        r"\textbar{} \textquotedbl{} ' '{}' \textasciigrave{} {[}1{]}{*} a-b -{}-{}- ,{}, \(\pm\) \textminus{} "
        r"/\allowbreak{} \rule{.5em}{0.125em}\rule{.5em}{1.0em} a b~c é €~2 5~\% \\" in body(table(Row((said,))))
    )


def test_a_letter_that_the_fonts_lack_is_shown_by_its_number() -> None:
    text = render(table(Row(("Україна Łódź",))), "latex")
    assert "Україна" in text
    assert r"\DeclareUnicodeCharacter{0423}{\fbox{\tiny 0423}}" in text
    assert text.count("DeclareUnicode") == len(set("Україна"))


def test_the_parts_of_a_document() -> None:
    rows = (
        Row(("Cash",), "heading"),
        Row(("x", Hanging(Decimal(-2100), (Text("for"), Text("now"))), "here"), level=2),
        Row(("Sub",), "heading", 1),
        Row(("Other",), "heading"),
        Row(("Total", Qualified(Decimal("2100.25"), ("a", "b")), ""), "total"),
        Row(("z", None, ""), "alert"),
    )
    columns = (LINE, AMOUNT, Column(Text("Said")))
    whole = replace(
        table(*rows, columns=columns, title="Fund", notes=(Text("One."),), sources=(Text("[1] a paper"),)),
        caveats=(Text("Mind this."),),
        footer=(Text("[2] a letter"), Text("--full: more")),
    )
    heading = r"\rlap{\parbox[t]{\columnwidth}{\raggedright "
    assert body(whole).splitlines() == [
        r"\section*{\raggedright Title}",
        r"\subsection*{\raggedright Fund}",
        r"{\normalsize\medskip",
        r"\begin{tabular}{@{}l r@{ }l l@{}}",
        r"\toprule",
        r"Line & Amount & & Said \\",
        r"\midrule",
        rf"{heading}\textit{{Cash}}\strut}}}} \\",
        r"\hspace*{2em}x & \textminus{}2,100\phantom{.00} & for now & here \\",
        rf"{heading}\leftskip=1em\relax \textit{{Sub}}\strut}}}} \\",
        r"\addlinespace",
        rf"{heading}\textit{{Other}}\strut}}}} \\",
        r"\textbf{Total} & \textbf{2,100.25} & \textbf{a, b} &  \\",
        r"\textbf{z} & \textbf{not stated} &  &  \\",
        r"\bottomrule",
        r"\end{tabular}",
        r"\par}",
        *("", r"\begin{points}", r"\item[!] Mind this.", r"\end{points}"),
        *("", r"\begin{points}", r"\item[{[}2{]}] a letter", r"\item[] -{}-full: more", r"\end{points}"),
        *(r"\subsection*{\raggedright Notes}", "", r"\begin{points}", r"\item One.", r"\end{points}"),
        *(r"\subsection*{\raggedright Sources}", "", r"\begin{points}", r"\item[{[}1{]}] a paper", r"\end{points}"),
        r"\end{document}",
    ]


def test_a_long_table_takes_its_titles_to_the_next_page() -> None:
    text = body(table(*[Row(("x",))] * 31))
    assert "\\begin{longtable}[l]{@{}l@{}}\n\\toprule\nLine \\\\\n\\midrule\n\\endhead\n\\bottomrule\n" in text
    assert "tabular" not in text


def test_long_texts_wrap_and_long_words_break() -> None:
    text = body(table(Row(("w" * 30 + " " + "l" * 61 + " and" * 9,), level=1)))
    assert r"\begin{tabular}{@{}>{\raggedright\arraybackslash}p{47.0em}@{}}" in text
    assert rf"\leftskip=1em\relax {'w' * 30} {'l' * 30}\allowbreak{{}}{'l' * 30}\allowbreak{{}}l and" in text


def test_sentences_are_a_list_and_without_any_their_title() -> None:
    parts = (sentences(Text("Said"), [Text("One.")]), sentences(Text("None"), []))
    text = body(replace(table(), blocks=parts))
    assert "\\subsection*{\\raggedright Said}\n\n\\begin{points}\n\\item One.\n\\end{points}\n" in text
    assert text.endswith("\\subsection*{\\raggedright None}\n\\end{document}\n")
