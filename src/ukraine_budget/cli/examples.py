"""What each command's help begins with: things that people want, and what to type for them."""

from collections.abc import Mapping

Examples = tuple[tuple[str, str], ...]
"""What is wanted, and the command for it."""

EXAMPLES: Mapping[str, Examples] = {
    "": (
        ("What stands for 2026, and where each number comes from", "budget show 2026"),
        ("What changed between two papers", "budget diff spring-2025 letter-2025-11-27"),
        ("The same questions of figures of your own", "budget show 2026 --ledger examples/letter.csv"),
    ),
    "show": (
        ("What stands for 2026, beside 2025", "budget show 2026"),
        ("As it stood at an earlier paper, only what is paid out", "budget show 2026 --as-of spring-2025 --basis cash"),
        ("In billions, as a workbook", "budget show 2026 --unit billion -o 2026.xlsx"),
    ),
    "outlook": (
        ("The years side by side, and where cash falls", "budget outlook"),
        ("Only years in which it falls by half", "budget outlook --gap 50"),
        ("Every fund, as a page to print", "budget outlook --fund all -o outlook.html"),
    ),
    "explain": (
        ("Every paper that states a figure, and what disagrees", "budget explain x-military 2026"),
        ("The same for cash alone, for a script", "budget explain x-military 2026 --basis cash --format json"),
    ),
    "diff": (
        ("What changed between two versions", "budget diff spring-2025 letter-2025-11-27"),
        ("Between two files", "budget diff examples/defensie-2023.csv examples/letter.csv"),
        ("Whether anything changed, for a script", "budget diff njn-2025 njn-2025 --quiet --exit-code"),
    ),
    "shifts": (
        ("All money that papers say moved between years", "budget shifts"),
        ("What moved between two versions", "budget shifts spring-2025 letter-2025-11-27"),
    ),
    "history": (
        ("How the figures of a line came about", "budget history x-military"),
        ("Only those of one year", "budget history x-military --year 2026"),
    ),
    "list": (
        ("The names of the versions", "budget list versions"),
        ("The lines of a file of your own", "budget list lines --ledger examples/letter.csv"),
    ),
    "glossary": (
        ("All the words", "budget glossary"),
        ("What a word means", "budget glossary kasschuif"),
    ),
    "check": (
        ("All that is wrong with files of your own", "budget check examples/letter.csv"),
        ("Whether what is said of the figures holds", "budget check --claims"),
    ),
    "report": (
        ("A page to hand on, with charts, tables and sources", "budget report ukraine.html"),
        ("Of figures of your own", "budget report page.html --ledger examples/letter.csv"),
    ),
    "plot": (
        ("The years as bars, in the terminal", "budget plot outlook"),
        ("What changed, as a picture for a paper", "budget plot diff spring-2025 letter-2025-11-27 -o diff.svg"),
    ),
    "plot outlook": (
        ("The years as bars, in the terminal", "budget plot outlook"),
        ("One line, as a picture", "budget plot outlook --line x-military -o outlook.png"),
    ),
    "plot history": (("How a figure was revised", "budget plot history x-military --year 2026"),),
    "plot diff": (
        ("From the old stand to the new, in steps", "budget plot diff spring-2025 letter-2025-11-27"),
        ("The same as a picture", "budget plot diff spring-2025 letter-2025-11-27 -o diff.pdf"),
    ),
    "plot shifts": (("What moved between years, as arrows", "budget plot shifts spring-2025 letter-2025-11-27"),),
    "sql": (
        ("What stands for 2026, as SQL for any engine", "budget sql show 2026"),
        ("The same beside the table that it asks", "budget sql show 2026 --tables tables -o show.sql"),
    ),
    "sql show": (
        ("What stands for 2026, for all funds", "budget sql show 2026 --fund all"),
        ("With the table that it asks, as Parquet", "budget sql show 2026 --tables tables -o show.sql"),
    ),
    "sql diff": (
        ("What changed between two papers", "budget sql diff spring-2025 letter-2025-11-27"),
        ("Only what is paid out", "budget sql diff spring-2025 letter-2025-11-27 --basis cash"),
    ),
    "export": (
        ("A workbook for a meeting, its totals and changes as formulas", "budget export ukraine.xlsx"),
        ("All funds, as CSV files that any program reads", "budget export ukraine --fund all"),
    ),
    "import": (
        ("A map for a table of any kind, with a reason for each guess", "budget import --guess examples/letter.csv"),
    ),
    "convert": (
        ("Figures as Parquet, of which one year is read without the rest", "budget convert fast --to parquet"),
        ("Figures as CSV, which people edit and imports add to", "budget convert plain --to csv"),
    ),
    "init": (("An empty ledger to fill", "budget init my-ledger"),),
}
"""By command; those of the program itself under the empty name."""
