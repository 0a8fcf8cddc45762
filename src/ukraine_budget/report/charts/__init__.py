"""A view as a chart: a plain value with every text and exact amount, before anything draws it."""
