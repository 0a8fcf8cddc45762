"""Import of official data files into a ledger."""
