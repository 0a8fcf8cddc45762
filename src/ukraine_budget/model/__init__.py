"""The words of a budget as types: amounts, figures, versions, ledgers. Pure: no I/O, no framework."""
