"""For each code of the checks of figures, a ledger that provokes it, as in problem_cases.py."""

from problem_cases import GOOD, Case, edit, single

PARTS = """\
letter,all,2026,cash,2500,100,,letter,
letter,boats,2026,cash,700,100,,letter,
"""
GROUP = """\
version,line,basis,year,label,kind,role,part_of,amount
letter,guns,cash,2026,Brought forward,cash-shift,row,Technical,-1000
letter,guns,cash,2026,Technical,technical,total,,-1200
"""
ONE_SIDED = """\
version,line,basis,year,label,kind,role,amount,qualifier
letter,guns,cash,2026,Brought forward,cash-shift,row,0,at-most
"""
STEP = """\
version,line,basis,year,label,kind,role,amount,document
letter,tanks,cash,2026,Price level,technical,row,50,letter
"""

LOSSES = """\
version,order,date,coverage,document,follows,missing
spring,10,2025-04,partial,,,cash 2026 2/40 11.5%; ? ? 1/1 0%
letter,20,2025-11-27,partial,letter,spring,
"""

CASES = (
    edit("amounts.csv:4", "child-above-parent", "letter,tanks", "letter,all,2026,cash,1500,100,,letter,\nletter,tanks"),
    Case(
        "amounts.csv:7",
        "parts-above-parent",
        {
            "lines.csv": GOOD["lines.csv"] + "boats,support,all,Boats,\n",
            "amounts.csv": GOOD["amounts.csv"] + PARTS,
        },
    ),
    single("my.csv:3", "scale-slip", "line,year,cash\nguns,2024,434828\nguns,2025,4188989\nguns,2026,418265\n"),
    single(
        "my.csv:3",
        "cash-above-commitments",
        "line,year,outstanding,commitment,cash\nguns,2024,100,,\nguns,2025,,10,150\n",
    ),
    Case(
        "versions.csv:0",
        "incomplete-version",
        {"versions.csv": LOSSES},
    ),
    Case("mutations.csv:3", "total-not-reached", {"mutations.csv": GROUP}),
    Case("mutations.csv:2", "unknown-group", {"mutations.csv": GROUP.replace("row,Technical", "row,Technicl")}),
    Case("mutations.csv:2", "one-sided-shift", {"mutations.csv": ONE_SIDED}),
    Case(
        "amounts.csv:6",
        "untied",
        {
            "amounts.csv": GOOD["amounts.csv"] + "spring,tanks,2026,cash,300,,,letter,\n",
            "mutations.csv": STEP,
        },
    ),
)
