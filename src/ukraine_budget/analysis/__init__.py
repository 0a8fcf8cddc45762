"""The questions and their answers: pure functions from a ledger to a result. No I/O, no framework."""
