"""From an extract to a ledger folder: merged with what is there, and written whole or not at all."""
