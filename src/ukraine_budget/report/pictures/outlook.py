"""The years ahead as a picture: the cash of the lines that matter, what was decided, and what moved between years."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import above
from ukraine_budget.language import Language, Text, Value, said
from ukraine_budget.model.amount import ZERO, exact_sum
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.answers.answer import subject
from ukraine_budget.report.answers.outlook import outlook_answer, outlook_subject
from ukraine_budget.report.caveats import losses
from ukraine_budget.report.outlook import first_year
from ukraine_budget.report.pictures.across import Across, columns, figure_bar, line_title, notes, shifts_beside
from ukraine_budget.report.pictures.drawing import Drawing, begun
from ukraine_budget.report.pictures.looks import tone_of
from ukraine_budget.report.pictures.multiples import SHARE, fits_beside, one_line, several_lines, that_fit
from ukraine_budget.report.pictures.phrases import (
    falls_subtitle,
    index_note,
    largest_title,
    not_support_note,
    outlook_subtitle,
    outlook_title,
    rest_name,
    shifts_left_out,
    short_of,
    source_line,
    years_left_out,
)
from ukraine_budget.report.pictures.ranked import TOP, Item, ranked_block
from ukraine_budget.report.pictures.scene import Scene
from ukraine_budget.report.pictures.sheet import NARROW, WIDE, Block, picture

MOST_BESIDE = 2
"""The most small panels beside or below one line."""
MANY = 6
"""More lines than these are a ranked list."""


class Drawn(NamedTuple):
    """What of an outlook is drawn: rows of the sheet, their figures, its title if not the usual, and footnotes."""

    rows: Sequence[Sequence[Block]]
    figures: Sequence[FigureRow]
    notes: Sequence[Value] = ()
    omitted: Sequence[Value] = ()
    title: Text | None = None
    subtitle: Text | None = None


def outlook_scene(result: OutlookResult, language: Language, *, narrow: bool = False, parts: bool = False) -> Scene:
    """The picture of an outlook in a language; `narrow` for a phone or a column of a newspaper.

    Drawn are the lines that are no part of another that is stated; with `parts` all.
    """
    ledger, about = result.ledger, _about(result)
    if about is None:
        return picture(language, NARROW if narrow else WIDE, outlook_answer(result).text, Text())
    lines = _lines(result, about, parts=parts)
    main = [line for line in lines if _is_like(ledger, line.fund, about.fund)]
    amounts = [row.amount or ZERO for line in main for row in line.stated if row.year >= about.year]
    plan = begun(ledger, amounts, language, narrow=narrow)
    others = [line for line in lines if not _is_like(ledger, line.fund, about.fund)]
    drawn = _drawn(plan, result, about, main, others)
    return picture(
        language,
        plan.manner,
        drawn.title or outlook_title(ledger, about),
        drawn.subtitle or outlook_subtitle(ledger, about, plan.unit, drawn.figures),
        drawn.rows,
        notes=[*drawn.notes, *(loss.text for loss in losses(ledger, result.notes))],
        omitted=drawn.omitted,
        sources=list(source_line(ledger, [row.document for row in drawn.figures])),
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


def _lines(result: OutlookResult, about: FigureRow, *, parts: bool) -> list[Across]:
    """The lines that matter: stated on the basis of the answer, and in some year no part of another; its own first."""
    years = {year for year in result.years if year >= min(first_year(result), about.year)}
    rows = [row for row in result.rows if row.counts_as == about.counts_as and not row.partial]
    recent = [row for row in rows if row.year in years and row.amount is not None]
    tops = {(row.fund, row.line) for row in (recent if parts else _tops(result.ledger, recent))}
    found: dict[tuple[str, str], dict[int, FigureRow]] = {}
    for row in rows:
        if (key := (row.fund, row.line)) in tops or key == (about.fund, about.line):
            found.setdefault(key, {})[row.year] = row
    lines = [Across(*key, about.counts_as, by_year) for key, by_year in found.items()]
    return sorted(lines, key=lambda line: (line.fund, line.line) != (about.fund, about.line))


def _tops(ledger: Ledger, rows: Sequence[FigureRow]) -> Iterator[FigureRow]:
    """The figures that are no part of another."""
    stated = {(row.line, row.year) for row in rows if row.line and not row.overtaken}
    return (row for row in rows if not any((line, row.year) in stated for line in _parents(ledger, row)))


def _parents(ledger: Ledger, row: FigureRow) -> Iterable[str]:
    return above(ledger, row.line) if row.line else ()


def _drawn(
    drawing: Drawing, result: OutlookResult, about: FigureRow, main: Sequence[Across], others: Sequence[Across]
) -> Drawn:
    if len(main) > MANY:
        is_fall = not drawing.ledger.funds[about.fund].support and (about.change or ZERO) < ZERO
        return _falls(drawing, result, about, main) if is_fall else _ranked(drawing, about, main)
    if len(main) > 1:
        return _several(drawing, result, main, others)
    return _single(drawing, result, main[0], others)


def _single(drawing: Drawing, result: OutlookResult, line: Across, others: Sequence[Across]) -> Drawn:
    """The years of one line, and those of money that is not support as small panels or sentences."""
    room = drawing.manner.room * (SHARE if others and drawing.manner.is_wide else 1)
    years = _years(drawing, result, line, room)
    what = columns(drawing, result, line, years)
    panels = [columns(drawing, result, other, other.years, _not_support(drawing, other)) for other in others]
    fitting = [n for n, panel in enumerate(panels) if fits_beside(what, panel)][:MOST_BESIDE]
    drawn = one_line(what, [panels[n] for n in fitting], drawing.manner, drawing.number_of)
    told = [other for n, other in enumerate(others) if n not in fitting]
    return Drawn(
        drawn.rows,
        [row for row in line.stated if row.year in years],
        list(notes(drawing, result, line, years)),
        [*_left_out(result, [(line, years)]), *_told(drawing, told)],
    )


def _years(drawing: Drawing, result: OutlookResult, line: Across, room: float) -> range:
    """The last years of a line that a width can hold."""
    fits = that_fit(columns(drawing, result, line, line.years), drawing.manner, room, drawing.number_of)
    return line.years[-fits:]


def _not_support(drawing: Drawing, line: Across) -> list[Text]:
    name = short_of(drawing.ledger, line.fund, "")
    return [said("Not support: {name}", name=name), said("same scale")]


def _told(drawing: Drawing, lines: Sequence[Across]) -> list[Text]:
    """Lines that are not support in words, the first of them."""
    return [not_support_note(drawing.ledger, line.stated, drawing.unit, drawing.language) for line in lines[:1]]


def _left_out(result: OutlookResult, drawn: Sequence[tuple[Across, range]]) -> Iterator[Text]:
    """What of some lines is not drawn, beside the years of each that are."""
    yield from [note for line, years in drawn for note in years_left_out(line.years, years)][:1]
    yield from shifts_left_out(sum(shifts_beside(result, line, years) for line, years in drawn))


def _several(drawing: Drawing, result: OutlookResult, main: Sequence[Across], others: Sequence[Across]) -> Drawn:
    """Some lines as small multiples, each with the last of its years."""
    manner = drawing.manner
    room = manner.room / 2 if manner.is_wide else manner.room
    spans = [(line, _years(drawing, result, line, room)) for line in main]
    panels = [columns(drawing, result, line, years, [line_title(drawing.ledger, line)]) for line, years in spans]
    drawn = several_lines(panels, manner, drawing.number_of)
    return Drawn(
        drawn.rows,
        [row for line, years in spans for row in line.stated if row.year in years],
        [*index_note(drawn.is_index), *(note for line, years in spans for note in notes(drawing, result, line, years))],
        [*_left_out(result, spans), *_told(drawing, others)],
    )


def _ranked(drawing: Drawing, about: FigureRow, lines: Sequence[Across]) -> Drawn:
    """The largest figures of the year that the picture is about, and the rest of them together."""
    ledger = drawing.ledger
    rows = [row for line in lines if line.line and (row := line.rows.get(about.year)) and row.amount is not None]
    largest = sorted(rows, key=lambda row: -abs(row.amount or ZERO))
    items = [_item(drawing, row) for row in largest[:TOP]]
    if rest := largest[TOP:]:
        items.append(_rest(drawing, rest))
    title = largest_title(ledger, largest[0], len(largest))
    return Drawn([[ranked_block(items, drawing.manner)]], largest[:TOP], title=title)


def _falls(drawing: Drawing, result: OutlookResult, about: FigureRow, lines: Sequence[Across]) -> Drawn:
    """The largest falls from one year to the next, where the answer is the largest of them."""
    rows = [row for line in lines if line.line for row in line.stated if (row.change or ZERO) < ZERO]
    largest = sorted(rows, key=lambda row: row.change or ZERO)
    items = [_fall(drawing, row) for row in largest[:TOP]]
    if rest := largest[TOP:]:
        items.append(Item(drawing.say(rest_name(len(rest))), "", None, drawing.say(said("none larger")), "soft"))
    drawn = [[ranked_block(items, drawing.manner)]]
    title = outlook_answer(result).sentences[0]
    return Drawn(drawn, largest[:TOP], title=title, subtitle=falls_subtitle(drawing.ledger, about, drawing.unit))


def _fall(drawing: Drawing, row: FigureRow) -> Item:
    name = drawing.say(short_of(drawing.ledger, row.fund, row.line))
    change = row.change or ZERO
    return Item(name, str(row.year), drawing.unit.of(change), drawing.change(change), "fall")


def _item(drawing: Drawing, row: FigureRow) -> Item:
    line = Across(row.fund, row.line, row.counts_as, {row.year: row})
    figure = figure_bar(drawing, row, tone_of(drawing.ledger, row.fund, row.counts_as))
    name = drawing.say(line_title(drawing.ledger, line))
    return Item(name, ", ".join(figure.words), figure.value, figure.number, figure.tone, figure.look, figure.figure)


def _rest(drawing: Drawing, rows: Sequence[FigureRow]) -> Item:
    """The rest of the lines; their sum where they may be added: lines of one fund that has a total."""
    ledger, funds = drawing.ledger, {row.fund for row in rows}
    name = drawing.say(rest_name(len(rows)))
    if len(funds) > 1 or not all(ledger.funds[fund].total for fund in funds) or any(row.overtaken for row in rows):
        return Item(name, "", None, drawing.say(said("not added")), "soft")
    amount = exact_sum(row.amount or ZERO for row in rows)
    return Item(name, "", drawing.unit.of(amount), drawing.number(amount), "other")
