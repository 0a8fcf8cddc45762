"""A picture being drawn: its unit, language and layout, and how its parts are put together."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

from ukraine_budget.errors import printable
from ukraine_budget.language import NOTHING, Language, Text, Value, joined, said, word
from ukraine_budget.model.amount import EXACT, ZERO
from ukraine_budget.model.ledger import UNITS, Ledger
from ukraine_budget.report.headings import measure
from ukraine_budget.report.money import decimals_of
from ukraine_budget.report.palette import Tone
from ukraine_budget.report.pictures.scene import Scene, Shape
from ukraine_budget.report.pictures.sheet import GAP, LEADING, NARROW, WIDE, Block, Manner, height_of, lettered, stacked
from ukraine_budget.report.versions import cited_briefly

Row = TypeVar("Row")
MOST_DECIMALS = 3
"""The most decimals of a figure in another unit than its ledger's."""
MOST_PAPERS = 3
"""The most papers that a picture names."""
SIGNS = {"EUR": "€", "USD": "$"}
MINUS = "\N{MINUS SIGN}"


class Drawing(NamedTuple):
    """What every part of a picture needs to know.

    All its figures are in one unit, which is `power` powers of ten larger than the ledger's and is called `unit`.
    """

    ledger: Ledger
    language: Language
    manner: Manner
    power: int
    unit: Text

    def say(self, text: Value) -> str:
        """A text for readers of the picture, invisible characters made visible."""
        return printable(self.language.say(text))

    def value(self, amount: Decimal) -> Decimal:
        """An amount of the ledger in the unit of the picture, exactly."""
        return EXACT.scaleb(amount, -self.power)

    def if_stated(self, amount: Decimal | None) -> Decimal | None:
        """An amount, if stated, in the unit of the picture."""
        return None if amount is None else self.value(amount)

    def number_of(self, value: Decimal) -> str:
        """A value in the unit of the picture as it is printed."""
        return self.language.number(value).replace("-", MINUS)

    def number(self, amount: Decimal | None) -> Text:
        """An amount of the ledger as printed; None as zero."""
        return Text(self.number_of(self.value(amount or ZERO)))

    def change(self, amount: Decimal, half: Decimal | None = None) -> str:
        """A signed change and its margin, with equal decimals."""
        value, margin = self.value(amount), self.value(half or ZERO)
        decimals = max(decimals_of(value), decimals_of(margin))
        text = self.language.percent(EXACT.quantize(value, Decimal(1).scaleb(-decimals))).replace("-", MINUS)
        signed = f"+{text}" if value > 0 else text
        return f"{signed} ±{self.language.number(margin)}" if margin else signed

    def picture(
        self,
        title: Text,
        subtitle: Text = NOTHING,
        rows: Iterable[Sequence[Block]] = (),
        *,
        notes: Iterable[Value] = (),
        omitted: Iterable[Value] = (),
        documents: Iterable[str] = (),
    ) -> Scene:
        """The picture of some rows of blocks; each row has one base line.

        Below them are two footnotes at most: how what is drawn must be read, and what is not drawn; then the papers.
        """
        manner, heading, below = self.manner, self.say(title), self.say(subtitle)
        top, y = self._paragraph(heading, 14, manner.title, "ink", bold=True)
        more, y = self._paragraph(below, y + 4, manner.subtitle)
        shapes = [*top, *more]
        says = [heading, below]
        for row in rows:
            base, x = y + GAP + max(block.ascent for block in row), manner.margin
            for block in row:
                shapes += block.at(x, base)
                x += block.width
                says += block.says
            y = base + max(block.descent for block in row)
        y += GAP / 2
        footnotes = ((joined(texts, " "), 4) for texts in (notes, omitted))
        papers = ((text, 2) for text in _sources(self.ledger, documents))
        for n, (text, most) in enumerate(note for note in (*footnotes, *papers) if note[0]):
            says.append(self.say(text))
            more, y = self._paragraph(says[-1], y + (4 if n else 0), manner.note, most=most)
            shapes += more
        return Scene(heading, "\n".join(says), self.language.code, manner.width, round(y + 14), tuple(shapes))

    def _paragraph(
        self, text: str, top: float, size: float, tone: Tone = "soft", *, bold: bool = False, most: int = 0
    ) -> tuple[Sequence[Shape], float]:
        """A text over the width of the sheet; and how far down it reaches."""
        lines = lettered(text, self.manner.room, size, tone, bold=bold, most=most)
        return stacked(lines, self.manner.margin, top, drop=0.75 * LEADING), top + height_of(lines)


class Drawn(NamedTuple, Generic[Row]):
    """The content of a picture: its blocks, the rows that they show, and its texts."""

    blocks: Sequence[Sequence[Block]]
    rows: Sequence[Row]
    title: Text = NOTHING
    subtitle: Text = NOTHING
    notes: Iterable[Text] = ()
    omitted: Iterable[Text] = ()


def begun(ledger: Ledger, amounts: Iterable[Decimal | None], language: Language, *, narrow: bool) -> Drawing:
    """A picture of some amounts: in billions or millions where these need few decimals."""
    manner, known = NARROW if narrow else WIDE, [amount for amount in amounts if amount]
    if ledger.unit is None or not known:
        return Drawing(ledger, language, manner, 0, measure(ledger))
    for name in ("billion", "million"):
        power = UNITS[name] - UNITS[ledger.unit]
        values = [EXACT.scaleb(amount, -power) for amount in known]
        if power > 0 and max(map(abs, values)) >= 1 and max(map(decimals_of, values)) <= MOST_DECIMALS:
            return Drawing(ledger, language, manner, power, _measure(ledger, name))
    return Drawing(ledger, language, manner, 0, _measure(ledger, ledger.unit))


def _measure(ledger: Ledger, unit: str) -> Text:
    """The currency and a unit: € billion."""
    currency = ledger.currency or ""
    sign = Text(SIGNS[currency]) if currency in SIGNS else word(currency, "currency")
    return joined((sign, word("" if unit == "one" else unit, "unit")), " ")


def _sources(ledger: Ledger, documents: Iterable[str]) -> Iterator[Text]:
    """The papers of what is drawn; of many only the first."""
    known = list(dict.fromkeys(filter(None, documents)))
    named = joined([cited_briefly(ledger, document) for document in known[:MOST_PAPERS]], "; ")
    if len(known) > MOST_PAPERS:
        yield said("Sources: {papers} and {n} more", papers=named, n=len(known) - MOST_PAPERS)
    elif known:
        yield said("Source: {papers}", papers=named)
