"""What changed between two versions, on a page: the answer, its picture, the largest changes, and all of them."""

from collections.abc import Iterable, Iterator

from ukraine_budget.language import Language, Text, said
from ukraine_budget.report.page import Change, Page
from ukraine_budget.report.pagetables import SHOWN, version_named
from ukraine_budget.report.pictures.diff import diff_scene
from ukraine_budget.write.html import Anchors, block_lines, escaped, linked
from ukraine_budget.write.page.moments import caveats, opened, picture


def changes(page: Page, language: Language) -> Iterator[str]:
    """The changes between each two versions that differ, and the choice of these; nothing where none do."""
    if not page.changes:
        return
    yield f'<section class="changes"><h2>{escaped(language.say(said("What changed")))}</h2>'
    yield from _choice(page, language)
    shown = next((change for change in page.changes if (change.old, change.new) == page.chosen), page.changes[-1])
    for n, change in enumerate(page.changes):
        hidden = "" if change is shown else " hidden"
        yield f'<div class="change" data-from="{escaped(change.old)}" data-to="{escaped(change.new)}"{hidden}>'
        yield from _change(change, language, f"{language.code}-change-{n}")
        yield "</div>"
    yield "</section>"


def _choice(page: Page, language: Language) -> Iterator[str]:
    """Two versions to choose."""

    def options(versions: Iterable[str]) -> str:
        names = {version: language.say(version_named(page.ledger, version)) for version in versions}
        return "".join(f'<option value="{escaped(one)}">{escaped(name)}</option>' for one, name in names.items())

    old, new = (options(one.old for one in page.changes), options(one.new for one in page.changes))
    yield '<div class="controls row" hidden>'
    yield f'<label>{escaped(language.say(said("From")))} <select class="from">{old}</select></label>'
    yield f'<label>{escaped(language.say(said("To")))} <select class="to">{new}</select></label>'
    yield "</div>"


def _whole(number: int) -> Text:
    """The title of the table of changes."""
    if number > SHOWN:
        return said("The {shown} largest of {n} changes", shown=SHOWN, n=number)
    return said("All {n} changes", n=number)


def _change(change: Change, language: Language, name: str) -> Iterator[str]:
    def say(text: Text) -> str:
        return linked(language.say(text))

    anchors = Anchors(papers=f"{language.code}-paper-")
    ledger = change.diff.ledger
    sides = {"old": version_named(ledger, change.old), "new": version_named(ledger, change.new)}
    title = said("From: {old}. To: {new}.", **sides)
    yield f'<p class="date">{say(title)}</p>'
    yield f'<p class="answer">{say(change.answer.text)}</p>'
    yield from picture(lambda narrow: diff_scene(change.diff, language, narrow=narrow), name)
    yield from block_lines(change.first, language.say(title), language, anchors)
    if change.whole:
        whole = _whole(change.number)
        yield from opened(whole, language, block_lines(change.whole, language.say(whole), language, anchors))
    yield from caveats(change.caveats, language)
