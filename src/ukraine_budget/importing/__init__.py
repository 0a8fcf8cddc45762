"""From what governments publish to the rows of a ledger."""
