"""The page of a ledger in one language: an answer with picture and facts per moment, tables, changes, papers.

Tables and notes are collapsed at first.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ukraine_budget.language import Language, Text, said
from ukraine_budget.model.records import Document
from ukraine_budget.report.names import figure_id
from ukraine_budget.report.page import Change, Moment, Page
from ukraine_budget.report.pagetables import SHOWN, YearsTable
from ukraine_budget.report.pictures.diff import diff_scene
from ukraine_budget.report.pictures.outlook import outlook_scene
from ukraine_budget.report.pictures.scene import Scene
from ukraine_budget.report.table import Block
from ukraine_budget.report.versions import cited_briefly, version_named
from ukraine_budget.write.html import Anchors, block_lines, escaped, linked
from ukraine_budget.write.pictures import svg


class LanguagePage(NamedTuple):
    """The whole page in one language, as lines of HTML."""

    page: Page
    language: Language

    def say(self, text: Text) -> str:
        """Translate and escape a text."""
        return escaped(self.language.say(text))

    def moments(self) -> Iterator[str]:
        """Yield the options of moments, newest first, and a note if earlier ones were left out."""
        for moment in reversed(self.page.moments):
            chosen = " selected" if moment is self.page.asked else ""
            yield f'<option value="{escaped(moment.as_of)}"{chosen}>{self.say(moment.name)}</option>'
        if self.page.has_earlier:
            yield f"<option disabled>{self.say(said('Earlier ones are not on this page'))}</option>"

    def answers(self) -> Iterator[str]:
        """Yield the question and answer of each moment."""
        return self._at_each_moment(self._answer)

    def tables(self) -> Iterator[str]:
        """Yield the tables and notes of each moment."""
        return self._at_each_moment(self._tables)

    def changes(self) -> Iterator[str]:
        """Yield the changes between versions and the menus to choose them; nothing if none differ."""
        changes = self.page.changes
        if not changes:
            return
        yield f'<section class="changes"><h2>{self.say(said("What changed"))}</h2>'
        yield '<div class="controls row" hidden>'
        yield self._choice(said("From"), "from", (one.old for one in changes))
        yield self._choice(said("To"), "to", (one.new for one in changes))
        yield "</div>"
        shown = next((change for change in changes if (change.old, change.new) == self.page.chosen), changes[-1])
        for n, change in enumerate(changes):
            hidden = "" if change is shown else " hidden"
            yield f'<div class="change" data-from="{escaped(change.old)}" data-to="{escaped(change.new)}"{hidden}>'
            yield from self._change(change, f"{self.language.code}-change-{n}")
            yield "</div>"
        yield "</section>"

    def papers(self) -> Iterator[str]:
        """Yield the papers by number: name, title, address, and a link back to where each is cited."""
        back, code = self.say(said("Back to where it is cited")), self.language.code
        for n, document in enumerate(self.page.cited.marks, 1):
            name = self.say(cited_briefly(self.page.ledger, document))
            rest = self._rest(self.page.ledger.documents.get(document))
            link = f'<a class="back" href="#{code}-answer" aria-label="{back} [{n}]">↩</a>'
            yield f'<li id="{code}-paper-{n}" tabindex="-1">[{n}] {name}{rest} {link}</li>'

    def _rest(self, paper: Document | None) -> str:
        """Return the title of a paper, marked with its language, and its address."""
        if paper is None:
            return ""
        language = self.page.ledger.language
        lang = f' lang="{escaped(language)}"' if language else ""
        title = f": <cite{lang}>{escaped(paper.title)}</cite>" if paper.title else ""
        return title + (f", {linked(paper.url)}" if paper.url else "")

    def _at_each_moment(self, make: Callable[[Moment, str], Iterator[str]]) -> Iterator[str]:
        """Yield a section per moment, hidden unless it is the one asked for."""
        for n, moment in enumerate(self.page.moments):
            hidden = "" if moment is self.page.asked else " hidden"
            yield f'<div data-as-of="{escaped(moment.as_of)}"{hidden}>'
            yield from make(moment, f"{self.language.code}-{n}")
            yield "</div>"

    def _answer(self, moment: Moment, name: str) -> Iterator[str]:
        yield f"<h1>{self._linked(moment.question)}</h1>"
        yield f'<p class="answer">{self._linked(moment.answer.text)}</p>'
        yield f'<p class="date">{self._linked(moment.date)}</p>'
        yield '<div class="seen">'
        yield from _picture(lambda narrow: outlook_scene(moment.outlook, self.language, narrow=narrow), f"{name}-years")
        yield '<div class="beside">'
        if moment.facts:
            facts = (
                f"<div><dt>{self._linked(fact.heading)}</dt><dd>{self._linked(fact.text)}</dd></div>"
                for fact in moment.facts
            )
            yield f'<dl class="facts">{"".join(facts)}</dl>'
        yield from self._caveats(moment.caveats)
        yield "</div></div>"

    def _caveats(self, texts: Iterable[Text]) -> Iterator[str]:
        """Yield caveats, with links to their papers."""
        for text in texts:
            yield f'<p class="caveat">! {self._linked(text, self._papers)}</p>'

    def _tables(self, moment: Moment, name: str) -> Iterator[str]:
        yield from self._opened(said("Every year"), self._years(moment, name), "years printed")
        rows = {
            n: f' id="{name}-{n}" data-line="{escaped(row.line)}" data-figure="{escaped(figure_id(row))}"'
            for n, row in enumerate(moment.rows)
        }
        title = said("Every figure, with its rounding and its paper")
        if any(table.ranked for table in moment.tables):
            title = said("The figures of the largest lines, with their rounding and papers")
        yield from self._opened(title, self._block(moment.figures, title, rows=rows), "figures")
        if moment.moved:
            moved = said("Moved between years")
            yield from self._opened(moved, (line for block in moment.moved for line in self._block(block, moved)))
        if moment.notes:
            notes = (f"<li>{self._linked(note, self._papers)}</li>" for note in moment.notes)
            yield from self._opened(said("Notes"), ('<ul class="notes">', *notes, "</ul>"))

    def _years(self, moment: Moment, name: str) -> Iterator[str]:
        indices, title = moment.indices, said("Every year")
        if any(table.ranked for table in moment.tables):
            label, hits = self.say(said("Find a line")), self.say(said("{n} lines found", n="{n}"))
            yield f'<p class="find" hidden><label>{label} <input type="search" data-found="{hits}"></label></p>'
        for table in moment.tables:
            cells = {at: f"{name}-{indices[key]}" for at, key in table.cells.items() if key in indices}
            anchors = Anchors(cells, _rows(table), self._papers, SHOWN if table.ranked else 0)
            yield from block_lines(table.block, self.language.say(title), self.language, anchors)
            if len(table.lines) > SHOWN and table.ranked:
                yield f'<button type="button" class="more" hidden>{self.say(said("More"))}</button>'
            if table.remark:
                yield f"<p>{self.say(table.remark)}</p>"

    def _change(self, change: Change, name: str) -> Iterator[str]:
        ledger = self.page.ledger
        title = said(
            "From: {old}. To: {new}.", old=version_named(ledger, change.old), new=version_named(ledger, change.new)
        )
        yield f'<p class="date">{self._linked(title)}</p>'
        yield f'<p class="answer">{self._linked(change.answer.text)}</p>'
        yield from _picture(lambda narrow: diff_scene(change.diff, self.language, narrow=narrow), name)
        yield from self._block(change.first, title)
        if change.whole:
            whole = said("All {n} changes", n=change.number)
            if change.number > SHOWN:
                whole = said("The {shown} largest of {n} changes", shown=SHOWN, n=change.number)
            yield from self._opened(whole, self._block(change.whole, whole))
        yield from self._caveats(change.caveats)

    def _choice(self, label: Text, style: str, versions: Iterable[str]) -> str:
        """Return a menu of versions."""
        options = "".join(
            f'<option value="{escaped(one)}">{self.say(version_named(self.page.ledger, one))}</option>'
            for one in dict.fromkeys(versions)
        )
        return f'<label>{self.say(label)} <select class="{style}">{options}</select></label>'

    @property
    def _papers(self) -> str:
        """The prefix of the anchors of papers, followed by their number."""
        return f"{self.language.code}-paper-"

    def _linked(self, text: Text, papers: str = "") -> str:
        return linked(self.language.say(text), papers)

    def _block(self, block: Block, title: Text, rows: dict[int, str] | None = None) -> Iterator[str]:
        anchors = Anchors(rows=rows or {}, papers=self._papers)
        return block_lines(block, self.language.say(title), self.language, anchors)

    def _opened(self, title: Text, lines: Iterable[str], style: str = "") -> Iterator[str]:
        """Yield a collapsed section with a title."""
        yield f'<details class="{style}"><summary><h2>{self.say(title)}</h2></summary>'
        yield from lines
        yield "</details>"


def _picture(draw: Callable[[bool], Scene], name: str) -> Iterator[str]:
    """Yield a picture for wide and one for narrow screens, of which CSS shows one."""
    yield f'<div class="picture wide-only">{svg(draw(False), f"{name}-wide")}</div>'
    yield f'<div class="picture narrow-only">{svg(draw(True), f"{name}-narrow")}</div>'


def _rows(table: YearsTable) -> dict[int, str]:
    return {n: f' data-line="{escaped(line)}"' for n, line in table.lines.items()}
