"""One small file per kind of table, each a function `read` from a source and its shape to rows of texts."""
