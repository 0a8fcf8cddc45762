"""The years ahead as a picture: the cash of the lines that matter, what was decided, and what moved between years."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from ukraine_budget.analysis.additive import tops
from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.outlookrows import rows_of
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.language import NOTHING, Language, Text, said
from ukraine_budget.model.amount import ZERO, exact_sum
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.answers.answer import subject
from ukraine_budget.report.answers.outlook import outlook_answer, outlook_subject
from ukraine_budget.report.caveats import losses
from ukraine_budget.report.outlook import years_ahead
from ukraine_budget.report.pictures import phrases
from ukraine_budget.report.pictures.across import Across, columns, figure_bar, line_title, notes, shifts_beside
from ukraine_budget.report.pictures.bars import Bar, tone_of
from ukraine_budget.report.pictures.drawing import Drawing, begun
from ukraine_budget.report.pictures.multiples import SHARE, fits_beside, one_line, several_lines, that_fit
from ukraine_budget.report.pictures.ranked import TOP, Item, none_larger, ranked_block
from ukraine_budget.report.pictures.scene import Scene
from ukraine_budget.report.pictures.sheet import Block

MOST_BESIDE = 2
"""The most small panels beside or below one line."""
MANY = 6
"""More lines than these are a ranked list."""


def outlook_scene(result: OutlookResult, language: Language, *, narrow: bool = False, parts: bool = False) -> Scene:
    """The picture of an outlook in a language; `narrow` for a phone or a column of a newspaper.

    Drawn are the lines that are no part of another that is stated; with `parts` all.
    """
    ledger, about = result.ledger, _about(result)
    if about is None:
        return begun(ledger, (), language, narrow=narrow).picture(outlook_answer(result).text)
    lines = _lines(result, about, parts=parts)
    main = [line for line in lines if _is_like(ledger, line.fund, about.fund)]
    others = [line for line in lines if not _is_like(ledger, line.fund, about.fund)]
    amounts = [row.amount for line in main for row in line.stated if row.year >= about.year]
    sheet = Sheet(begun(ledger, amounts, language, narrow=narrow), result, about)
    if len(main) > MANY:
        is_fall = not ledger.funds[about.fund].support and (about.change or ZERO) < ZERO
        return _falls(sheet, main) if is_fall else _ranked(sheet, main)
    return _several(sheet, main, others) if len(main) > 1 else _single(sheet, main[0], others)


class Sheet(NamedTuple):
    """The picture of an outlook, and the figure that it is about."""

    drawing: Drawing
    result: OutlookResult
    about: FigureRow

    def picture(
        self,
        rows: Sequence[Sequence[Block]],
        figures: Sequence[FigureRow],
        notes: Iterable[Text] = (),
        omitted: Iterable[Text] = (),
        *,
        title: Text = NOTHING,
        subtitle: Text = NOTHING,
    ) -> Scene:
        """The picture of rows of blocks with some figures, by the usual title unless it has one of its own."""
        drawing, ledger = self.drawing, self.drawing.ledger
        return drawing.picture(
            title or phrases.outlook_title(ledger, self.about),
            subtitle or phrases.outlook_subtitle(drawing, self.about, figures),
            rows,
            notes=[*notes, *(loss.text for loss in losses(ledger, self.result.notes))],
            omitted=omitted,
            documents=[row.document for row in figures],
        )


def _about(result: OutlookResult) -> FigureRow | None:
    """The figure that the picture is about: that of the answer, else of the last year of which one is stated."""
    found = outlook_subject(result)
    for year in reversed(result.years) if found is None else ():
        if found := subject(result.ledger, rows_of(result.rows, [year])):
            break
    return found


def _is_like(ledger: Ledger, fund: str, other: str) -> bool:
    return ledger.funds[fund].support == ledger.funds[other].support


def _lines(result: OutlookResult, about: FigureRow, *, parts: bool) -> list[Across]:
    """The lines that matter: stated on the basis of the answer, and in some year no part of another; its own first."""
    first = min(about.year, *years_ahead(result))
    rows = [row for row in result.rows if row.counts_as == about.counts_as and not row.partial]
    recent = [row for row in rows if row.year >= first and row.amount is not None]
    drawn = {(row.fund, row.line) for row in (recent if parts else tops(result.ledger, recent))}
    found: dict[tuple[str, str], dict[int, FigureRow]] = {}
    for row in rows:
        if (key := (row.fund, row.line)) in drawn or key == (about.fund, about.line):
            found.setdefault(key, {})[row.year] = row
    lines = [Across(*key, about.counts_as, by_year) for key, by_year in found.items()]
    return sorted(lines, key=lambda line: (line.fund, line.line) != (about.fund, about.line))


def _single(sheet: Sheet, line: Across, others: Sequence[Across]) -> Scene:
    """The years of one line, and those of money that is not support as small panels or sentences."""
    drawing, result, _ = sheet
    room = drawing.manner.room * (SHARE if others and drawing.manner.is_wide else 1)
    years = _years(drawing, result, line, room)
    what = columns(drawing, result, line, years)
    panels = [columns(drawing, result, other, other.years, _not_support(drawing, other)) for other in others]
    fitting = [n for n, panel in enumerate(panels) if fits_beside(what, panel)][:MOST_BESIDE]
    told = [other for n, other in enumerate(others) if n not in fitting]
    return sheet.picture(
        one_line(drawing, what, [panels[n] for n in fitting]),
        [row for row in line.stated if row.year in years],
        notes(drawing, result, line, years),
        [*_left_out(result, [(line, years)]), *_told(drawing, told)],
    )


def _years(drawing: Drawing, result: OutlookResult, line: Across, room: float) -> range:
    """The last years of a line that a width can hold."""
    return line.years[-that_fit(drawing, columns(drawing, result, line, line.years), room) :]


def _not_support(drawing: Drawing, line: Across) -> list[Text]:
    name = phrases.short_of(drawing.ledger, line.fund, "")
    return [said("Not support: {name}", name=name), said("same scale")]


def _told(drawing: Drawing, lines: Sequence[Across]) -> list[Text]:
    """Lines that are not support in words, the first of them."""
    return [phrases.not_support_note(drawing, line.stated) for line in lines[:1]]


def _left_out(result: OutlookResult, drawn: Sequence[tuple[Across, range]]) -> Iterator[Text]:
    """What of some lines is not drawn, beside the years of each that are."""
    if any(line.years[0] != years[0] for line, years in drawn):
        yield said("Earlier years are not drawn.")
    yield from phrases.shifts_left_out(sum(shifts_beside(result, line, years) for line, years in drawn))


def _several(sheet: Sheet, main: Sequence[Across], others: Sequence[Across]) -> Scene:
    """Some lines as small multiples, each with the last of its years."""
    drawing, result, _ = sheet
    room = drawing.manner.room / (2 if drawing.manner.is_wide else 1)
    spans = [(line, _years(drawing, result, line, room)) for line in main]
    panels = [columns(drawing, result, line, years, [line_title(drawing.ledger, line)]) for line, years in spans]
    rows, is_index = several_lines(drawing, panels)
    return sheet.picture(
        rows,
        [row for line, years in spans for row in line.stated if row.year in years],
        [*is_index, *(note for line, years in spans for note in notes(drawing, result, line, years))],
        [*_left_out(result, spans), *_told(drawing, others)],
    )


def _ranked(sheet: Sheet, lines: Sequence[Across]) -> Scene:
    """The largest figures of the year that the picture is about, and the rest of them together."""
    drawing, _, about = sheet
    rows = [row for line in lines if line.line and (row := line.rows.get(about.year)) and row.amount is not None]
    largest = sorted(rows, key=lambda row: -abs(row.amount or ZERO))
    block = ranked_block(drawing, largest, partial(_item, drawing), partial(_rest, drawing))
    return sheet.picture(
        [[block]], largest[:TOP], title=phrases.largest_title(drawing.ledger, largest[0], len(largest))
    )


def _falls(sheet: Sheet, lines: Sequence[Across]) -> Scene:
    """The largest falls from one year to the next, where the answer is the largest of them."""
    drawing, result, about = sheet
    rows = [row for line in lines if line.line for row in line.stated if (row.change or ZERO) < ZERO]
    largest = sorted(rows, key=lambda row: row.change or ZERO)
    block = ranked_block(drawing, largest, partial(_fall, drawing), partial(none_larger, drawing))
    title, subtitle = outlook_answer(result).sentences[0], phrases.falls_subtitle(drawing, about)
    return sheet.picture([[block]], largest[:TOP], title=title, subtitle=subtitle)


def _fall(drawing: Drawing, row: FigureRow) -> Item:
    name = drawing.say(phrases.short_of(drawing.ledger, row.fund, row.line))
    change = row.change or ZERO
    return Item(name, str(row.year), Bar(drawing.value(change), drawing.change(change), tone="fall"))


def _item(drawing: Drawing, row: FigureRow) -> Item:
    line = Across(row.fund, row.line, row.counts_as, {row.year: row})
    figure = figure_bar(drawing, row, tone_of(drawing.ledger, row.fund, row.counts_as))
    name = drawing.say(line_title(drawing.ledger, line))
    return Item(name, ", ".join(figure.words), figure)


def _rest(drawing: Drawing, rows: Sequence[FigureRow]) -> Bar:
    """The sum of the rest of the lines where they may be added: lines of one fund that has a total."""
    ledger, funds = drawing.ledger, {row.fund for row in rows}
    if len(funds) > 1 or not all(ledger.funds[fund].total for fund in funds) or any(row.overtaken for row in rows):
        return Bar(None, drawing.say(said("not added")))
    amount = exact_sum(row.amount or ZERO for row in rows)
    return Bar(drawing.value(amount), drawing.number(amount), tone="other")
