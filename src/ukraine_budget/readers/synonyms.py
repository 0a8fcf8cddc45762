"""The words, English and Dutch, that a CSV file of the user's may have for columns and bases."""

from collections.abc import Mapping, Sequence

COLUMNS = {
    "version": ("version", "versie", "stand"),
    "line": (
        *("line", "budget line", "regel", "begrotingsregel", "begrotingspost", "post", "item"),
        *("artikelonderdeel", "name", "naam", "description", "omschrijving"),
    ),
    "year": ("year", "budget year", "fiscal year", "financial year", "jaar", "begrotingsjaar", "boekjaar"),
    "basis": ("basis", "grondslag", "soort", "vuo"),
    "amount": ("amount", "amounts", "value", "values", "bedrag", "bedragen", "waarde"),
    "rounding": ("rounding", "afronding"),
    "qualifier": ("qualifier", "qualifiers"),
    "document": ("document", "source", "paper", "bron", "stuk", "kamerstuk"),
    "locator": ("locator", "page", "pagina", "vindplaats"),
    "note": ("note", "notes", "remark", "remarks", "comment", "comments", "toelichting", "opmerking", "opmerkingen"),
}
BASES = {
    "commitment": (
        *("commitment", "commitments", "committed", "commitment appropriations", "budget authority"),
        *("obligation", "obligations"),
        *("verplichting", "verplichtingen", "toegezegd", "toezegging", "toezeggingen", "v"),
    ),
    "cash": (
        *("cash", "paid", "payment", "payments", "payment appropriations", "expenditure", "expenditures", "spending"),
        *("spent", "outlay", "outlays", "kas", "kasuitgave", "kasuitgaven", "uitgave", "uitgaven", "uitgegeven"),
        *("betaald", "betaling", "betalingen", "u"),
    ),
    "outstanding": ("outstanding", "outstanding commitments", "openstaand", "openstaande verplichtingen"),
    "allocation": ("allocation", "allocations", "allocated"),
    "receipt": ("receipt", "receipts", "revenue", "revenues", "ontvangst", "ontvangsten", "o"),
}


def _meanings(names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What each word means; where it has a blank, an underscore does as well."""
    return {form: name for name, words in names.items() for word in words for form in (word, word.replace(" ", "_"))}


BASIS_WORDS = _meanings(BASES)
COLUMN_WORDS = _meanings(COLUMNS) | BASIS_WORDS
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
