"""Stated figures as arrays, and the questions asked of many at once.

One representation serves two hundred rows and twenty million. A row is named by its number from 0, in file order; a
cell (a line, basis and year) by its number on `Axes`; a version, line or word by its code. Docstrings give the shapes
and units of arrays; nothing here knows files, sentences or the types of the model.
"""
