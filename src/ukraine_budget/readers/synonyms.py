"""The words, English and Dutch, that a CSV file of the user's may have for columns and bases."""

COLUMNS = {
    "version": ("version", "versie", "stand"),
    "line": ("line", "regel", "begrotingsregel", "artikelonderdeel", "post", "item", "name", "naam", "omschrijving"),
    "year": ("year", "jaar", "begrotingsjaar", "budget year", "budget_year", "fiscal year", "fiscal_year"),
    "basis": ("basis", "soort", "vuo"),
    "amount": ("amount", "bedrag", "value", "waarde"),
    "rounding": ("rounding", "afronding"),
    "qualifier": ("qualifier",),
    "document": ("document", "bron", "source", "paper"),
    "locator": ("locator", "vindplaats", "page", "pagina"),
    "note": ("note", "notes", "toelichting", "opmerking"),
}
BASES = {
    "commitment": (
        "commitment",
        "commitments",
        "committed",
        "budget authority",
        "verplichting",
        "verplichtingen",
        "toegezegd",
        "toezegging",
        "toezeggingen",
        "v",
    ),
    "cash": (
        "cash",
        "paid",
        "payment",
        "payments",
        "outlay",
        "outlays",
        "kas",
        "kasuitgave",
        "kasuitgaven",
        "betaling",
        "betalingen",
        "uitgave",
        "uitgaven",
        "u",
    ),
    "outstanding": ("outstanding", "openstaand", "openstaande verplichtingen", "openstaande_verplichtingen"),
    "allocation": ("allocation", "allocations"),
    "receipt": ("receipt", "receipts", "ontvangst", "ontvangsten", "o"),
}
BASIS_WORDS = {word: basis for basis, words in BASES.items() for word in words}
COLUMN_WORDS = {word: column for column, words in COLUMNS.items() for word in words} | BASIS_WORDS
TOTAL_WORDS = (
    "total",
    "totals",
    "totaal",
    "totale",
    "eindtotaal",
    "subtotal",
    "subtotaal",
    "sum",
    "som",
    "of which",
    "including",
    "waarvan",
    "w.v.",
)
"""Words in the name of a line that is a sum of others, or a part of one."""
