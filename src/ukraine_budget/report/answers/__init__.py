"""The answer that opens a view: one to four sentences that can be quoted alone, made from the facts of the analysis."""
