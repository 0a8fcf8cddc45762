"""The years ahead as a picture: the cash of the lines that matter, what was decided, and what moved between years."""

from collections.abc import Iterator, Sequence

from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import above
from ukraine_budget.language import Language, Text, said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.answers.outlook import outlook_answer, outlook_subject
from ukraine_budget.report.answers.subject import subject
from ukraine_budget.report.brief.caveats import losses
from ukraine_budget.report.brief.outlook import first_year
from ukraine_budget.report.pictures.across import Across, Drawing, columns, line_title, notes
from ukraine_budget.report.pictures.columns import columns_block, scale_of
from ukraine_budget.report.pictures.numbers import unit_of
from ukraine_budget.report.pictures.phrases import outlook_subtitle, outlook_title, short_of, source_line
from ukraine_budget.report.pictures.scene import Scene
from ukraine_budget.report.pictures.sheet import NARROW, WIDE, Block, picture

SHARE = 0.66
"""How much of the width the years take where a panel stands beside them."""


def outlook_scene(result: OutlookResult, language: Language, *, narrow: bool = False) -> Scene:
    """The picture of an outlook in a language; `narrow` for a phone or a column of a newspaper."""
    ledger, manner = result.ledger, NARROW if narrow else WIDE
    about = _about(result)
    if about is None:
        return picture(language, manner, outlook_answer(result).text, Text(), ())
    lines = _lines(result, about)
    stated = [row for line in lines for row in line.stated]
    unit = unit_of(ledger, (row.amount for row in stated if row.amount is not None))
    drawing = Drawing(result, unit, language, manner)
    main = [line for line in lines if _is_like(ledger, line.fund, about.fund)]
    others = [line for line in lines if line not in main]
    return picture(
        language,
        manner,
        outlook_title(ledger, about),
        outlook_subtitle(ledger, about, unit, [row for line in main for row in line.stated]),
        _single(drawing, main[0], others),
        [*notes(drawing, main[0], main[0].years), *(loss.text for loss in losses(ledger, result.notes))],
        list(source_line(ledger, [row.document for row in stated])),
    )


def _about(result: OutlookResult) -> FigureRow | None:
    """The figure that the picture is about: that of the answer, else of the last year of which one is stated."""
    found = outlook_subject(result)
    for year in reversed(result.years) if found is None else ():
        if found := subject(result.ledger, [row for row in result.rows if row.year == year]):
            break
    return found


def _is_like(ledger: Ledger, fund: str, other: str) -> bool:
    return ledger.funds[fund].support == ledger.funds[other].support


def _lines(result: OutlookResult, about: FigureRow) -> list[Across]:
    """The lines that matter: stated on the basis of the answer, and in some year no part of another; its own first."""
    years = {year for year in result.years if year >= min(first_year(result), about.year)}
    rows = [row for row in result.rows if row.counts_as == about.counts_as and not row.partial]
    tops = {row.line for row in _tops(result.ledger, [row for row in rows if row.year in years])}
    found: dict[tuple[str, str], dict[int, FigureRow]] = {}
    for row in rows:
        if row.line in tops or row.line == about.line:
            found.setdefault((row.fund, row.line), {})[row.year] = row
    lines = [Across(*key, about.counts_as, by_year) for key, by_year in found.items()]
    return sorted(lines, key=lambda line: (line.fund, line.line) != (about.fund, about.line))


def _tops(ledger: Ledger, rows: Sequence[FigureRow]) -> Iterator[FigureRow]:
    """The stated figures that are no part of a stated figure."""
    stated = {(row.line, row.year) for row in rows if row.line and row.amount is not None and not row.overtaken}
    for row in rows:
        if row.amount is not None and not any((line, row.year) in stated for line in above(ledger, row.line)):
            yield row


def _single(drawing: Drawing, line: Across, others: Sequence[Across]) -> list[list[Block]]:
    """The years of one line, and beside or below it those of money that is not support, on the same scale."""
    manner = drawing.manner
    what = columns(drawing, line, line.years)
    beside = [columns(drawing, other, other.years, _not_support(drawing, other)) for other in others]
    scale = scale_of(what.values, manner.plot)
    is_beside = bool(beside) and manner is WIDE
    width = manner.room * (SHARE if is_beside else 1)
    ticked = [drawing.number_of(tick) for tick in scale.ticks]
    first = columns_block(what, manner, scale, width, ticked)
    rest = [
        columns_block(
            one, manner, scale, (manner.room - width - 30) if is_beside else manner.room, breadth=manner.bar / 2
        )
        for one in beside
    ]
    return [[first, *rest]] if is_beside else [[first], *([one] for one in rest)]


def _not_support(drawing: Drawing, line: Across) -> Text:
    return said("Not support: {name}", name=short_of(drawing.result.ledger, line.fund, line.line))
