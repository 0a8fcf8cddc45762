"""What a page says of each moment: the answer with its picture and facts, and the tables that are closed at first."""

from collections.abc import Callable, Iterator

from ukraine_budget.language import Language, Text, said
from ukraine_budget.report.names import figure_id
from ukraine_budget.report.page import Moment, Page
from ukraine_budget.report.pagetables import SHOWN, YearsTable
from ukraine_budget.report.pictures.outlook import outlook_scene
from ukraine_budget.report.pictures.scene import Scene
from ukraine_budget.write.html import Anchors, block_lines, escaped, linked
from ukraine_budget.write.svg import svg


def answers(page: Page, language: Language) -> Iterator[str]:
    """The question and its answer at each moment."""
    for n, moment in enumerate(page.moments):
        yield f"<div{_at(page, moment)}>"
        yield from _answer(moment, language, f"{language.code}-{n}")
        yield "</div>"


def _at(page: Page, moment: Moment) -> str:
    """By what a moment is known; all but the one that was asked for are hidden."""
    return f' data-as-of="{escaped(moment.as_of)}"' + ("" if moment is page.asked else " hidden")


def _answer(moment: Moment, language: Language, name: str) -> Iterator[str]:
    def say(text: Text) -> str:
        return linked(language.say(text))

    yield f"<h1>{say(moment.question)}</h1>"
    yield f'<p class="answer">{say(moment.answer.text)}</p>'
    yield f'<p class="date">{say(moment.date)}</p>'
    yield '<div class="seen">'
    yield from picture(lambda narrow: outlook_scene(moment.outlook, language, narrow=narrow), f"{name}-years")
    yield '<div class="beside">'
    if moment.facts:
        facts = (f"<div><dt>{say(fact.heading)}</dt><dd>{say(fact.text)}</dd></div>" for fact in moment.facts)
        yield f'<dl class="facts">{"".join(facts)}</dl>'
    yield from caveats(moment.caveats, language)
    yield "</div></div>"


def caveats(texts: tuple[Text, ...], language: Language) -> Iterator[str]:
    """The caveats, with the papers that they rest on."""
    for text in texts:
        yield f'<p class="caveat">! {linked(language.say(text), f"{language.code}-paper-")}</p>'


def picture(draw: Callable[[bool], Scene], name: str) -> Iterator[str]:
    """A picture for wide and for narrow screens; one of them is shown."""
    yield f'<div class="picture wide-only">{svg(draw(False), f"{name}-wide")}</div>'
    yield f'<div class="picture narrow-only">{svg(draw(True), f"{name}-narrow")}</div>'


def tables(page: Page, language: Language) -> Iterator[str]:
    """The tables and notes of each moment, closed."""
    for n, moment in enumerate(page.moments):
        yield f"<div{_at(page, moment)}>"
        yield from _tables(moment, language, f"{language.code}-{n}")
        yield "</div>"


def _tables(moment: Moment, language: Language, name: str) -> Iterator[str]:
    papers = f"{language.code}-paper-"
    years = said("Every year")
    yield from opened(years, language, _years(moment, language, name), "years printed")
    each = Anchors(
        rows={
            n: f' id="{name}-{n}" data-line="{escaped(row.line)}" data-figure="{escaped(figure_id(row))}"'
            for n, row in enumerate(moment.rows)
        },
        papers=papers,
    )
    is_whole = not any(table.ranked for table in moment.tables)
    title = said("Every figure, with its rounding and its paper")
    title = title if is_whole else said("The figures of the largest lines, with their rounding and papers")
    yield from opened(title, language, block_lines(moment.figures, language.say(title), language, each), "figures")
    if moment.moved:
        moved = said("Moved between years")
        lines = (
            line
            for block in moment.moved
            for line in block_lines(block, language.say(moved), language, Anchors(papers=papers))
        )
        yield from opened(moved, language, lines)
    if moment.notes:
        notes = (f"<li>{linked(language.say(note), papers)}</li>" for note in moment.notes)
        yield from opened(said("Notes"), language, ('<ul class="notes">', *notes, "</ul>"))


def _years(moment: Moment, language: Language, name: str) -> Iterator[str]:
    places = moment.places
    if any(table.ranked for table in moment.tables):
        yield search(language)
    for table in moment.tables:
        cells = {at: f"{name}-{places[key]}" for at, key in table.cells.items() if key in places}
        anchors = Anchors(cells, _rows(table), f"{language.code}-paper-", SHOWN if table.ranked else 0)
        yield from block_lines(table.block, language.say(said("Every year")), language, anchors)
        if len(table.lines) > SHOWN and table.ranked:
            yield more(language)
        if table.remark:
            yield f"<p>{escaped(language.say(table.remark))}</p>"


def _rows(table: YearsTable) -> dict[int, str]:
    return {n: f' data-line="{escaped(line)}"' for n, line in table.lines.items()}


def search(language: Language) -> str:
    """A box to look for lines in; without a script it is hidden."""
    label = escaped(language.say(said("Find a line")))
    found = escaped(language.say(said("{n} lines found", n="{n}")))
    return f'<p class="find" hidden><label>{label} <input type="search" data-found="{found}"></label></p>'


def more(language: Language) -> str:
    """A button for more rows of the table above it; likewise."""
    return f'<button type="button" class="more" hidden>{escaped(language.say(said("More")))}</button>'


def opened(title: Text, language: Language, lines: Iterator[str] | tuple[str, ...], style: str = "") -> Iterator[str]:
    """What is closed until it is opened, under its title."""
    yield f'<details class="{style}"><summary><h2>{escaped(language.say(title))}</h2></summary>'
    yield from lines
    yield "</details>"
