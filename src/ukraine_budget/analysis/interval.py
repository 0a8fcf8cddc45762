"""The interval that the rounding of an amount leaves open, as the columns of a result."""

from decimal import Decimal

from ukraine_budget.model.amount import Amount


def ends(amount: Amount | None) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    """The columns low, high, low_open and high_open: None is an open end, or that nothing is stated."""
    if amount is None:
        return None, None, False, False
    return amount.low, amount.high, amount.low is None, amount.high is None
