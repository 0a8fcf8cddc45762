"""The stated figures of a ledger as arrays, and the questions that are asked of many of them at once.

One representation serves two hundred rows and twenty million. A row is named by its number from 0, in the order of the
file; a cell (a line, basis and year) by its number on `Axes`; a version, line or word by its code. Every function says
the shapes and units of what it takes and gives; nothing here knows files, sentences or the types of the model.
"""
