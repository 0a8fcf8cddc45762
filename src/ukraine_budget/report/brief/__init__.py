"""What a person sees of a view: the answer, a table that fits 80 columns, at most three caveats, the papers."""
