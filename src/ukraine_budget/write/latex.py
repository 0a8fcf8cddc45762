r"""A view as a LaTeX document that compiles on its own, and whose tables can be pasted into another."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ukraine_budget.language import Language
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Table
from ukraine_budget.write.latex_table import Grid, grid, latex, tabular, unknown_letters

HEAD = r"""% Compiles with pdfLaTeX, LuaLaTeX or XeLaTeX. A table can be pasted into any document that has
%   \usepackage{array,booktabs,longtable}
\documentclass[10pt]{article}
\usepackage[PAPER,margin=20mm]{geometry}
\usepackage{array,booktabs,longtable,iftex}
\usepackage{babel}
\babelprovide[main,import=LANGUAGE]{LANGUAGE}
\ifPDFTeX
  \usepackage[T1]{fontenc}
  \IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
LETTERS\else
  \usepackage{fontspec}
  \tracinglostchars=3
\fi
\setlength{\parindent}{0pt}
\setlength{\parskip}{6pt plus 2pt}
\setlength{\tabcolsep}{4pt}
\setlength{\emergencystretch}{3em}
\newenvironment{points}{\begin{itemize}\setlength{\itemsep}{2pt}\setlength{\parsep}{0pt}\setlength{\parskip}{0pt}}
  {\end{itemize}}
\begin{document}
"""
LETTER = r"  \DeclareUnicodeCharacter{{{code:04X}}}{{\fbox{{\tiny {code:04X}}}}} % its fonts lack this letter"
MARK = re.compile(r"(\[[0-9]+\]) (.*)", re.DOTALL)
"""A source with its number."""


class PageLayout(NamedTuple):
    """Page layout of tables: paper, type size, letters per line.

    Text of more than `wide` letters may wrap.
    """

    paper: str
    size: str
    room: int
    wide: int = 30


LAYOUTS = (
    PageLayout("a4paper", r"\normalsize", 94),
    PageLayout("a4paper", r"\small", 102),
    PageLayout("a4paper,landscape", r"\small", 154),
    PageLayout("a4paper,landscape", r"\footnotesize", 168),
    PageLayout("a4paper,landscape", r"\scriptsize", 178),
    PageLayout("a4paper,landscape", r"\scriptsize", 178, 16),
)
"""From the most readable to the widest."""


def write(table: Table, language: Language) -> str:
    """Write a document: the answer, tables, caveats, notes and sources."""
    grids = [None if block.is_text else grid(block, language) for block in table.blocks]
    layout = _layout([of_block for of_block in grids if of_block])
    body = "".join(f"{line}\n" for line in _lines(table, grids, layout, language))
    letters = "".join(f"{LETTER.format(code=ord(letter))}\n" for letter in unknown_letters(body))
    head = HEAD.replace("PAPER", layout.paper).replace("LANGUAGE", language.code).replace("LETTERS", letters)
    return f"{head}{body}\\end{{document}}\n"


def _layout(grids: Sequence[Grid]) -> PageLayout:
    """Return the first layout with room for all tables; else the last on a wider page."""
    for layout in LAYOUTS:
        needed = max((of_block.least(layout.wide) for of_block in grids), default=0)
        if needed <= layout.room:
            return layout
    return layout._replace(paper=f"paperwidth={40 + needed * 3 // 2}mm,paperheight=210mm", room=needed)


def _lines(table: Table, grids: Sequence[Grid | None], layout: PageLayout, language: Language) -> Iterator[str]:
    yield rf"\section*{{\raggedright {latex(language.say(table.title))}}}"
    if table.answer:
        yield from (latex(language.say(table.answer.text)), "")
    for block, of_block in zip(table.blocks, grids, strict=True):
        title = latex(language.say(block.title))
        yield from (rf"\subsection*{{\raggedright {title}}}",) if title else ()
        if of_block:
            yield from (rf"{{{layout.size}\medskip", *tabular(of_block, layout.room, layout.wide, language), r"\par}")
        else:
            yield from _list((shown(row.cells[0], "text", language) for row in block.rows), r"\item")
    yield from _list(map(language.say, table.caveats), r"\item[!]")
    yield from _list(map(language.say, table.footer), r"\item[]")
    for heading, sentences in table.lists_below:
        yield rf"\subsection*{{\raggedright {latex(language.say(heading))}}}"
        yield from _list(map(language.say, sentences), r"\item")


def _list(sentences: Iterable[str], item: str) -> Iterator[str]:
    """Yield a list, if it has items; a sentence with a number has that in place of its bullet."""
    items = []
    for sentence in sentences:
        match = MARK.fullmatch(sentence)
        items.append(rf"\item[{latex(match[1])}] {latex(match[2])}" if match else f"{item} {latex(sentence)}")
    yield from ("", r"\begin{points}", *items, r"\end{points}") if items else ()
