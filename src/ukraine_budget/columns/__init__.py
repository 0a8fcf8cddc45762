"""The stated figures of a large ledger as arrays: they answer what Entries do, many rows at once."""
