"""What a reader must know of figures that stand: carried, assumed, decided, renumbered, not stated."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from ukraine_budget.analysis.lines import below, placed
from ukraine_budget.analysis.mutations import declared
from ukraine_budget.analysis.pairing import any_year
from ukraine_budget.analysis.scope import Scope
from ukraine_budget.analysis.standing import Standing, Standings
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.message import Text, both, joined, said, word
from ukraine_budget.model.rows import Cell, Figure, Year
from ukraine_budget.model.stands import Key

NAMED = 12


def standing_notes(ledger: Ledger, found: Standings, wanted: Scope, years: Collection[int]) -> Iterator[Text]:
    """The notes on the figures of some years within a scope, in the order of the ledger."""
    lines = {line for line in found.lines if ledger.lines[line].fund in wanted.funds}
    shown = [cell for cell in found.rows if cell[2] in years and cell[1] in wanted.bases and cell[0] in lines]
    yield from figures_notes([found[cell] for cell in shown if found.rows[cell] in found.remarkable])
    for cell in shown:
        if cell[0] in ledger.parts:
            yield from older_than_its_parts(ledger, found, found[cell].figure)
    yield from _not_in(ledger, found, set(shown))
    if not ledger.lines:
        yield said("{ledger} states no figure.", ledger=ledger.name)
    for fund in wanted.funds:
        yield from _fund_notes(ledger, found.lines, fund, years)


def figures_notes(shown: Sequence[Standing]) -> Iterator[Text]:
    """The notes on some figures, those of which the same is to be said in one sentence."""
    carried: dict[str, list[Text]] = {}
    for figure, is_carried in shown:
        if is_carried:
            carried.setdefault(figure.version, []).append(name(figure.cell))
    for version, cells in carried.items():
        yield said(
            "Carried from {version}, since a later version states the line but not this figure: {cells}.",
            version=version,
            cells=listed(cells),
        )
    decided = [name(figure.cell) for figure, _ in shown if "decision" in figure.qualifier]
    if decided:
        yield said("A political decision, not a legal commitment: {cells}.", cells=listed(decided))
    for figure, _ in shown:
        if "assumed" in figure.qualifier:
            yield with_note(said("{cell} is assumed, not printed as such", cell=name(figure.cell)), figure.note)
    yield from renumbered(figure for figure, _ in shown)


def with_note(sentence: Text, note: str) -> Text:
    """A sentence with what the ledger notes on it, or a full stop."""
    return joined((sentence, note), ": ") if note else joined((sentence, "."), "")


def older_than_its_parts(ledger: Ledger, found: Standings, figure: Figure) -> Iterator[Text]:
    """Says of which parts of a line a later version states the figure."""
    if later := newer_parts(ledger, found, figure.cell):
        yield said(
            "{cell}, of {version}, is older than its parts: {lines}.",
            cell=name(figure.cell),
            version=figure.version,
            lines=listed(later),
        )


def newer_parts(ledger: Ledger, found: Standings, cell: Cell) -> list[str]:
    """The parts of a stated line whose figure a later version states; an erratum has the place of its paper."""
    place = found.place[found.stands.version(cell)]
    parts = (cell._replace(line=part) for part, _ in below(ledger, cell.line))
    return [part.line for part in parts if part in found and found.place[found.stands.version(part)] > place]


def _not_in(ledger: Ledger, found: Standings, shown: Collection[Key]) -> Iterator[Text]:
    """Says of which figures a later paper that follows theirs declares a change, but does not restate them."""
    for mutation in declared(ledger, found.place):
        cell = (mutation.line, mutation.basis, mutation.year)
        if cell in shown:
            version = found.stands.version(cell)
            later = found.place[mutation.version] > found.place[version]
            if later and version in ledger.revised[mutation.version]:
                yield said(
                    "{cell}: {later} declares a change that this figure, of {version}, does not include: "
                    "{label}, {amount}.",
                    cell=name(cell),
                    later=mutation.version,
                    version=version,
                    label=mutation.label,
                    amount=mutation.amount.value if mutation.size_stated else said("size not stated"),
                )


def renumbered(figures: Iterable[Figure]) -> Iterator[Text]:
    """Says which figures are those of a line's earlier number, or of both numbers added; of lines alike at once."""
    printed: dict[tuple[str, tuple[str, ...]], dict[str, None]] = {}
    for figure in figures:
        if figure.lines != (figure.cell.line,):
            printed.setdefault((figure.cell.line, figure.lines), {})[figure.version] = None
    alike: dict[tuple[bool, tuple[str, ...]], list[Text]] = {}
    for (line, lines), versions in printed.items():
        named = said("{line} as {printed}", line=line, printed=both(lines))
        alike.setdefault((len(lines) > 1, tuple(versions)), []).append(named)
    for (added, by), names in alike.items():
        what = {"lines": joined(names), "versions": listed(by)}
        if added:
            yield said("Renumbered, printed under both numbers by {versions}, and added: {lines}.", **what)
        else:
            yield said("Renumbered, printed under another number by {versions}: {lines}.", **what)


def not_shown(ledger: Ledger, stated: Iterable[Key], wanted: Scope, years: Collection[int]) -> Iterator[Text]:
    """Says of which funds a view leaves out what is stated on its bases for some years, or any where none is named."""
    others = [fund for fund in ledger.funds if fund not in wanted.funds]
    asked = [key for key in stated if key[1] in wanted.bases and (not years or key[2] in years)] if others else []
    funds = {ledger.lines[line].fund for line in {key[0] for key in asked}}
    if names := [fund for fund in others if fund in funds]:
        yield said("Figures of other funds are stated too, but not shown: {funds}.", funds=listed(names))


def name(cell: tuple[str, str, Year]) -> Text:
    """A cell (a line, basis and year) as it is called in a sentence."""
    line, basis, year = cell
    return joined((line, word(basis, "basis"), any_year(year)), " ")


def _fund_notes(ledger: Ledger, known: Collection[str], fund: str, years: Collection[int]) -> Iterator[Text]:
    lines = [line for line, _ in placed(ledger, fund)]
    unknown = [line for line in lines if line not in known]
    called, note = ledger.funds[fund].called, ledger.funds[fund].told
    if unknown and len(unknown) < len(lines):
        yield said("{fund}: {silence}.", fund=called, silence=_silence(years, listed(unknown)))
    elif unknown:
        yield said("{fund}: {silence}.", fund=called, silence=_silence(years))
    if not ledger.funds[fund].total:
        yield said("{fund} has no total: {note}", fund=called, note=note or said("its lines overlap."))
    elif note and len(unknown) < len(lines):
        yield joined((called, note), ": ")


def _silence(years: Collection[int], lines: Text | None = None) -> Text:
    """That nothing is stated for some years, or around them for some lines."""
    if not years:
        return said("nothing is stated for {lines}", lines=lines) if lines else said("nothing is stated")
    first, last = min(years), max(years)
    span = said("{first} to {last}", first=first, last=last) if first < last else Text(first)
    if lines:
        return said("nothing is stated around {years} for {lines}", years=span, lines=lines)
    return said("nothing is stated for {years}", years=span)


def listed(names: Sequence[str]) -> Text:
    """Some names in a sentence; of very many only the first."""
    first, rest = joined(names[:NAMED]), len(names) - NAMED
    return said("{names} and {n} more", names=first, n=rest) if rest > 0 else first
