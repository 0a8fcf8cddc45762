"""An amount, or a change, as the columns of a result: its value, and the interval that its rounding leaves open."""

from decimal import Decimal

from ukraine_budget.model.amount import Amount


def interval(amount: Amount | None) -> tuple[Decimal | None, Decimal | None, Decimal | None, bool, bool]:
    """The columns amount, low, high, low_open and high_open."""
    return (None if amount is None else amount.value, *ends(amount))


def ends(amount: Amount | None) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    """The columns low, high, low_open and high_open: None is an open end, or that nothing is stated."""
    if amount is None:
        return None, None, False, False
    return amount.low, amount.high, amount.low is None, amount.high is None
