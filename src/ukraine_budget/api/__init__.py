"""Public functions: views of a ledger, documents of several views, and ledgers themselves."""
