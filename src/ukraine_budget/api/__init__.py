"""The public functions: views of a ledger, documents made of several views, and ledgers themselves."""
