"""The years ahead as a picture: the cash of the lines that matter, what was decided, and what moved between years."""

from collections.abc import Iterator, Sequence

from ukraine_budget.analysis.additive import tops
from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.outlookrows import rows_of
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.language import Language, Text, said
from ukraine_budget.model.amount import ZERO, exact_sum
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.answers.answer import subject
from ukraine_budget.report.answers.outlook import outlook_answer, outlook_subject
from ukraine_budget.report.caveats import losses
from ukraine_budget.report.names import short_of, short_or_sum
from ukraine_budget.report.outlook import years_ahead
from ukraine_budget.report.pictures import phrases
from ukraine_budget.report.pictures.across import Across, Strip, figure_bar, strip
from ukraine_budget.report.pictures.bars import Bar, tone_of
from ukraine_budget.report.pictures.drawing import Drawing, Drawn, begun
from ukraine_budget.report.pictures.multiples import SHARE, fits_beside, one_line, several_lines, that_fit
from ukraine_budget.report.pictures.ranked import TOP, Item, none_larger, ranked_block
from ukraine_budget.report.pictures.scene import Scene

MOST_BESIDE = 2
"""The most small panels beside or below one line."""
MANY = 6
"""More lines than these are a ranked list."""


def outlook_scene(result: OutlookResult, language: Language, *, narrow: bool = False, parts: bool = False) -> Scene:
    """The picture of an outlook in a language; `narrow` for a phone or a column of a newspaper.

    Drawn are the lines that are no part of another that is stated; with `parts` all.
    """
    ledger, subject_row = result.ledger, _subject_row(result)
    if subject_row is None:
        return begun(ledger, (), language, narrow=narrow).picture(outlook_answer(result).text)
    lines = _lines(result, subject_row, parts=parts)
    main = [line for line in lines if _is_like(ledger, line.fund, subject_row.fund)]
    others = [line for line in lines if not _is_like(ledger, line.fund, subject_row.fund)]
    amounts = [row.amount for line in main for row in line.stated if row.year >= subject_row.year]
    plan = begun(ledger, amounts, language, narrow=narrow)
    if len(main) > MANY:
        is_fall = not ledger.funds[subject_row.fund].support and (subject_row.change or ZERO) < ZERO
        drawn = _falls(plan, result, subject_row, main) if is_fall else _ranked(plan, subject_row, main)
    else:
        drawn = _several(plan, result, main, others) if len(main) > 1 else _single(plan, result, main[0], others)
    return plan.picture(
        drawn.title or phrases.outlook_title(ledger, subject_row),
        drawn.subtitle or phrases.outlook_subtitle(plan, subject_row, drawn.rows),
        drawn.blocks,
        notes=[*drawn.notes, *losses(ledger, result.notes)],
        omitted=drawn.omitted,
        documents=[row.document for row in drawn.rows],
    )


def _subject_row(result: OutlookResult) -> FigureRow | None:
    """The subject of the picture: that of the answer, else of the last year that has one."""
    row = outlook_subject(result)
    for year in reversed(result.years) if row is None else ():
        if row := subject(result.ledger, rows_of(result.rows, [year])):
            break
    return row


def _is_like(ledger: Ledger, fund: str, other: str) -> bool:
    return ledger.funds[fund].support == ledger.funds[other].support


def _lines(result: OutlookResult, subject_row: FigureRow, *, parts: bool) -> list[Across]:
    """The lines that matter: on the basis of the answer, and in some year no part of another; its own line first."""
    first = min(subject_row.year, *years_ahead(result))
    rows = [row for row in result.rows if row.counts_as == subject_row.counts_as and not row.partial]
    recent = [row for row in rows if row.year >= first and row.amount is not None]
    drawn = {(row.fund, row.line) for row in (recent if parts else tops(result.ledger, recent))}
    by_line: dict[tuple[str, str], dict[int, FigureRow]] = {}
    for row in rows:
        if (key := (row.fund, row.line)) in drawn or key == (subject_row.fund, subject_row.line):
            by_line.setdefault(key, {})[row.year] = row
    lines = [Across(*key, subject_row.counts_as, by_year) for key, by_year in by_line.items()]
    return sorted(lines, key=lambda line: (line.fund, line.line) != (subject_row.fund, subject_row.line))


def _single(drawing: Drawing, result: OutlookResult, line: Across, others: Sequence[Across]) -> Drawn[FigureRow]:
    """The years of one line; other money as small panels or sentences."""
    room = drawing.manner.room * (SHARE if others and drawing.manner.is_wide else 1)
    one = strip(drawing, result, line, _years(drawing, result, line, room))
    panels = [strip(drawing, result, other, other.years, _not_support(drawing, other)).columns for other in others]
    fitting = [n for n, panel in enumerate(panels) if fits_beside(one.columns, panel)][:MOST_BESIDE]
    unfitting = [other for n, other in enumerate(others) if n not in fitting]
    return Drawn(
        one_line(drawing, one.columns, [panels[n] for n in fitting]),
        one.rows,
        notes=one.notes,
        omitted=[*_left_out([one]), *_in_words(drawing, unfitting)],
    )


def _years(drawing: Drawing, result: OutlookResult, line: Across, room: float) -> range:
    """The last years of a line that fit a width."""
    return line.years[-that_fit(drawing, strip(drawing, result, line, line.years).columns, room) :]


def _not_support(drawing: Drawing, line: Across) -> list[Text]:
    name = short_of(drawing.ledger, line.fund, "")
    return [said("Not support: {name}", name=name), said("same scale")]


def _in_words(drawing: Drawing, lines: Sequence[Across]) -> list[Text]:
    """The first of some lines that are not support, in words."""
    return [phrases.not_support_note(drawing, line.stated) for line in lines[:1]]


def _left_out(drawn: Sequence[Strip]) -> Iterator[Text]:
    """Say which years and shifts are not drawn."""
    if any(one.line.years[0] != one.years[0] for one in drawn):
        yield said("Earlier years are not drawn.")
    yield from phrases.shifts_left_out(sum(one.shifts_left for one in drawn))


def _several(
    drawing: Drawing, result: OutlookResult, main: Sequence[Across], others: Sequence[Across]
) -> Drawn[FigureRow]:
    """Some lines as small multiples of their last years."""
    room = drawing.manner.room / (2 if drawing.manner.is_wide else 1)
    strips: list[Strip] = []
    for line in main:
        name = short_or_sum(drawing.ledger, line.line, line.stated)
        strips.append(strip(drawing, result, line, _years(drawing, result, line, room), [name]))
    blocks, is_index = several_lines(drawing, [one.columns for one in strips])
    return Drawn(
        blocks,
        [row for one in strips for row in one.rows],
        notes=[*is_index, *(note for one in strips for note in one.notes)],
        omitted=[*_left_out(strips), *_in_words(drawing, others)],
    )


def _ranked(drawing: Drawing, subject_row: FigureRow, lines: Sequence[Across]) -> Drawn[FigureRow]:
    """The largest figures of the year of the subject, and the rest of them together."""
    rows = [row for line in lines if line.line and (row := line.rows.get(subject_row.year)) and row.amount is not None]
    largest = sorted(rows, key=lambda row: -abs(row.amount or ZERO))
    block = ranked_block(drawing, largest, _item, _rest)
    return Drawn([[block]], largest[:TOP], phrases.largest_title(drawing.ledger, largest[0], len(largest)))


def _falls(
    drawing: Drawing, result: OutlookResult, subject_row: FigureRow, lines: Sequence[Across]
) -> Drawn[FigureRow]:
    """The largest falls from year to year, where the answer names the largest."""
    rows = [row for line in lines if line.line for row in line.stated if (row.change or ZERO) < ZERO]
    largest = sorted(rows, key=lambda row: row.change or ZERO)
    block = ranked_block(drawing, largest, _fall, none_larger)
    title = outlook_answer(result).sentences[0]
    return Drawn([[block]], largest[:TOP], title, phrases.falls_subtitle(drawing, subject_row))


def _fall(drawing: Drawing, row: FigureRow) -> Item:
    name = drawing.say(short_of(drawing.ledger, row.fund, row.line))
    change = row.change or ZERO
    return Item(name, str(row.year), Bar(drawing.value(change), drawing.change(change), tone="fall"))


def _item(drawing: Drawing, row: FigureRow) -> Item:
    figure = figure_bar(drawing, row, tone_of(drawing.ledger, row.fund, row.counts_as))
    name = drawing.say(short_of(drawing.ledger, row.fund, row.line))
    return Item(name, ", ".join(figure.words), figure)


def _rest(drawing: Drawing, rows: Sequence[FigureRow]) -> Bar:
    """The sum of the other lines if they may be added: of one fund with a total."""
    ledger, funds = drawing.ledger, {row.fund for row in rows}
    if len(funds) > 1 or not all(ledger.funds[fund].total for fund in funds) or any(row.overtaken for row in rows):
        return Bar(None, drawing.say(said("not added")))
    amount = exact_sum(row.amount or ZERO for row in rows)
    return Bar(drawing.value(amount), drawing.number(amount), tone="other")
