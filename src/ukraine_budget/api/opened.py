"""Ledgers are opened as `read` does it, for those who use the library."""

from ukraine_budget import read
from ukraine_budget.api.asked import fitted

open_ledger, ledgers_at = fitted(read.open_ledger), fitted(read.ledgers_at)
