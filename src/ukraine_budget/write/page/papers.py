"""The papers that a page cites: what each is called, where it can be read, and the way back to where it is cited."""

from collections.abc import Iterator

from ukraine_budget.language import Language, said
from ukraine_budget.model.records import Document
from ukraine_budget.report.narrow import cited_briefly
from ukraine_budget.report.page import Page
from ukraine_budget.write.html import escaped, linked


def papers(page: Page, language: Language) -> Iterator[str]:
    """The papers by their numbers."""
    back = escaped(language.say(said("Back to where it is cited")))
    for n, document in enumerate(page.cited.marks, 1):
        name = escaped(language.say(cited_briefly(page.ledger, document)))
        rest = _rest(page, page.ledger.documents.get(document))
        link = f'<a class="back" href="#{language.code}-answer" aria-label="{back} [{n}]">↩</a>'
        yield f'<li id="{language.code}-paper-{n}" tabindex="-1">[{n}] {name}{rest} {link}</li>'


def _rest(page: Page, paper: Document | None) -> str:
    """The title of a paper, in the language in which that is, and its address."""
    if paper is None:
        return ""
    tongue = f' lang="{escaped(page.ledger.language)}"' if page.ledger.language else ""
    title = f": <cite{tongue}>{escaped(paper.title)}</cite>" if paper.title else ""
    return title + (f", {linked(paper.url)}" if paper.url else "")
