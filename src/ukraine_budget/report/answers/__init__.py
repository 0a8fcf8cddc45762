"""The answer of a view: one to four sentences that can be quoted alone, made from what the analysis found."""
