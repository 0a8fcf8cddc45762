"""The sheets of a workbook: tables whose totals, changes and marks a spreadsheet computes again."""
