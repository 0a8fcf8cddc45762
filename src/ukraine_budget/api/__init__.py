"""The public functions, one view a file: each asks a ledger and gives a `View` to hand on."""
