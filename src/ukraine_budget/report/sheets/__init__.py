"""The sheets of a workbook, whose totals, changes and marks a spreadsheet computes."""
