"""The words, English and Dutch, that a single CSV file may use in its header and cells."""

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
DESCRIBED = {
    "fund": ("fund", "fonds", "groep"),
    "support": ("support", "steun"),
    "date": ("date", "datum"),
    "coverage": ("coverage", "dekking"),
    "unit": ("unit", "eenheid"),
    "currency": ("currency", "valuta", "munt"),
}
"""Columns that describe the fund, the version or the whole file that a row belongs to."""
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
    """The name that each word means; an underscore does for a blank."""
    return {form: name for name, words in names.items() for word in words for form in (word, word.replace(" ", "_"))}


BASIS_WORDS = _meanings(BASES)
COLUMN_WORDS = _meanings(COLUMNS | DESCRIBED) | BASIS_WORDS
YES_NO_WORDS = {"yes": True, "ja": True, "no": False, "nee": False}
COVERAGE_WORDS = {"full": "full", "volledig": "full", "partial": "partial", "gedeeltelijk": "partial"}
UNIT_WORDS = {
    **dict.fromkeys(("one", "1"), "one"),
    **dict.fromkeys(("thousand", "thousands", "duizend", "x1000", "x 1000"), "thousand"),
    **dict.fromkeys(("million", "millions", "mln", "miljoen"), "million"),
    **dict.fromkeys(("billion", "billions", "bln", "miljard", "mld"), "billion"),
}
"""What the cells of the columns support, coverage and unit may say."""
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
"""Words in the name of a line that suggest a sum of other lines, or a part of one."""
