"""Maps: what the columns of a table mean, written down, and the reading of a table by it."""
