"""The data model: amounts, figures, versions, ledgers. No I/O, no framework."""
