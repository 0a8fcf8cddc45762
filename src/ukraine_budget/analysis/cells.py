"""The standing figures of many cells, by column."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from ukraine_budget.figures.column import Bools, Coded, Integers, Texts, filled
from ukraine_budget.figures.snapshot import Snapshot
from ukraine_budget.figures.spans import Spans
from ukraine_budget.figures.structure import NONE
from ukraine_budget.model.records import in_order

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class StatedCells:
    """The standing figures of cells of a snapshot: columns with an item per cell, blank without one.

    `numbers` are those of the cells, shape (cells,), NONE for an unstated one.
    """

    snapshot: Snapshot
    numbers: Integers

    @cached_property
    def rows(self) -> Integers:
        """The row of each cell, NONE without one."""
        return self.snapshot.at(self.numbers)

    @cached_property
    def is_stated(self) -> Bools:
        """Mask of the stated cells."""
        mask: Bools = self.rows != NONE
        return mask

    @cached_property
    def amounts(self) -> Spans:
        """The amounts, exactly zero where unstated."""
        return Spans.standing(self.snapshot, self.numbers)

    @property
    def values(self) -> list[Decimal | None]:
        """The values of the amounts, None where unstated."""
        return filled(self.amounts.value.at(self.is_stated).values(), self.is_stated)

    @property
    def ends(self) -> tuple[list[Decimal | None], list[Decimal | None]]:
        """The low and high ends of the amounts, None where unstated or open."""
        _, low, high = self.amounts.at(self.is_stated).columns()
        return filled(low, self.is_stated), filled(high, self.is_stated)

    @cached_property
    def qualifiers(self) -> Sequence[tuple[str, ...]]:
        """The qualifiers of each figure, those of all added rows together."""
        qualifier = self.snapshot.figures.qualifier
        words = {text: tuple(text.split()) for text in qualifier.values}
        own = map(words.__getitem__, qualifier.take(self.rows[self.is_stated]))
        return self._with_added(filled(own, self.is_stated, ()), qualifier, _all_words)

    @property
    def locators(self) -> Sequence[str]:
        """The locators of the figures in their papers."""
        locator = self.snapshot.figures.locator
        return self._with_added(self._texts(locator), locator, _all_places)

    @cached_property
    def versions(self) -> list[str]:
        """The versions that state the figures."""
        return self._texts(self.snapshot.figures.version)

    @cached_property
    def documents(self) -> list[str]:
        """The papers that state the figures."""
        return self._texts(self.snapshot.figures.document)

    @property
    def is_renumbered(self) -> Bools:
        """Mask of the cells stated under another number of their line."""
        return self.snapshot.are(self.snapshot.is_renumbered, self.numbers)

    def _texts(self, column: Coded[str] | Texts) -> list[str]:
        return filled(column.take(self.rows[self.is_stated]), self.is_stated, "")

    def _with_added(self, values: list[T], column: Coded[str] | Texts, joined: Callable[[Iterable[str]], T]) -> list[T]:
        """Join the values of cells stated in several rows."""
        added = self.snapshot.are(self.snapshot.is_added, self.numbers).nonzero()[0]
        if not len(added):
            return values
        rows, groups = self.snapshot.terms(self.numbers[added])
        texts: list[list[str]] = [[] for _ in added]
        for group, text in zip(groups.tolist(), column.take(rows), strict=True):
            texts[group].append(text)
        for index, own in zip(added.tolist(), texts, strict=True):
            values[index] = joined(own)
        return values


def _all_words(texts: Iterable[str]) -> tuple[str, ...]:
    return in_order([word for text in texts for word in text.split()])


def _all_places(texts: Iterable[str]) -> str:
    return "; ".join(sorted({*texts} - {""}))
