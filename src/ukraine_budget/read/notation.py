"""The notation of a single CSV file: numbers as printed, never guessed, and words in many languages."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ukraine_budget.language import Text, said
from ukraine_budget.read.problems import quoted

MOST_DIGITS = 38
MINUS = "-\N{FIGURE DASH}\N{EN DASH}\N{MINUS SIGN}"
OTHER_SIGN = {".": ",", ",": "."}
"""The thousands sign of each decimal sign."""
DASHES = MINUS + "\N{EM DASH}"
FORMS = {
    ".": re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?"),
    ",": re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]+)?"),
}
"""The forms of a number by decimal sign, the other sign between thousands."""
PLAIN = r"(?!-[0.]*+$)-?[0-9]{1,15}+(?:\.[0-9]{1,15}+)?+"
PLAIN_WHOLE = r"(?!-0*+$)-?[0-9]{1,15}+"
PLAIN_LINES, PLAIN_WHOLE_LINES = (re.compile(rf"{one}(?:\n{one})*+", re.MULTILINE) for one in (PLAIN, PLAIN_WHOLE))
"""Lines of plain numbers only."""
SETTLE = said("say which with --decimal . or --decimal ,")
WRITE = said("write the digits 0-9 and a decimal sign, such as -1234.5")
HINTS = (
    (f"[{DASHES}]", said("write 0 for nothing, or leave it out where nothing is stated")),
    (r"(?i)nan|n/?a|null|none|n\.?v\.?t\.?|p\.?m\.?", said("leave it out where nothing is stated")),
    (rf"\(.*\)|[0-9.,]*[0-9] ?[{DASHES}]", said("write a negative number with a minus sign, such as -5")),
    (r"-?(?:[.,][0-9]+|[0-9]+[.,])", said("write digits on both sides of the decimal sign, such as 0.5")),
    (r"(?i)-?[0-9.,]+e[+-]?[0-9]+", said("write it out, without an exponent")),
    (
        r"-?[0-9]{1,3}(?:[ _'\xa0\u2009\u202f][0-9]{3})+(?:[.,][0-9]+)?",
        said("write it without signs between the thousands"),
    ),
    (
        r"(?:c[a-z]*\.?|about|~|≈|[<>]=?|[≤≥]) *-?[0-9.,]+",
        said("write the number alone, and in the column qualifier circa, at-least or at-most"),
    ),
    (
        r"[^0-9.,-]+-?[0-9.,]+|-?[0-9.,]+[^0-9.,]+",
        said("write the number alone, without currency, unit or mark"),
    ),
)
"""Forms that are no number, with advice."""


class NotANumber(ValueError):
    """A text that is no number, or may be two; `code` and `help` are those of the problem."""

    def __init__(self, code: str, message: Text, help: Text) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help


class Grammar(NamedTuple):
    """The notation of a file's numbers: by its declared decimal sign, else, with care, by its delimiter."""

    decimal: str = ""
    delimiter: str = ","

    @property
    def has_points(self) -> bool:
        """Whether a point is always a decimal sign."""
        return self.decimal == "." or (not self.decimal and self.delimiter == ",")

    def all_plain(self, cells: Sequence[str]) -> bool:
        """Whether all cells are plain numbers, as nearly always. All are matched at once."""
        form = PLAIN_LINES if self.has_points else PLAIN_WHOLE_LINES
        lines = "\n".join(cells)
        return lines.count("\n") == len(cells) - 1 and form.fullmatch(lines) is not None


def plain(text: str, grammar: Grammar) -> str:
    """Parse a number to a plain ASCII decimal. Raises NotANumber unless there is exactly one reading."""
    text = text.strip()
    minus = len(text) > 1 and text[0] in MINUS
    digits = text[1:].lstrip() if minus else text.removeprefix("+")
    readings = {sign: reading for sign in grammar.decimal or ".," if (reading := _reading(digits, sign))}
    if not readings:
        raise _no_number(text, grammar)
    if not grammar.decimal:
        _only_one(text, readings, grammar)
    value = next(iter(readings.values()))
    if sum(map(str.isdigit, value)) > MOST_DIGITS:
        message = said("{text} has more than {n} digits", text=quoted(text), n=MOST_DIGITS)
        raise NotANumber("bad-number", message, said("write no more digits than are printed"))
    return f"-{value}" if minus and value.strip("0.") else value


def _reading(digits: str, sign: str) -> str:
    """The number under a decimal sign; "" if it is none."""
    if not FORMS[sign].fullmatch(digits):
        return ""
    return digits.replace(OTHER_SIGN[sign], "").replace(sign, ".")


def _only_one(text: str, readings: dict[str, str], grammar: Grammar) -> None:
    """Refuse a second reading, and a decimal comma among the decimal points that a comma-delimited file has.

    Such a file may hold 1.234 for 1234 as well, which nothing but the user can tell.
    """
    if grammar.delimiter == ",":
        if "," in readings and ("," in text or "." not in readings):
            message = said(
                "{text} does not have the point as decimal sign, which the file seems to have", text=quoted(text)
            )
            raise NotANumber("ambiguous-number", message, SETTLE)
    elif len(set(readings.values())) > 1:
        message = said("{text} can be {one} or {other}", text=quoted(text), one=readings["."], other=readings[","])
        raise NotANumber("ambiguous-number", message, SETTLE)


def _no_number(text: str, grammar: Grammar) -> NotANumber:
    help = next((hint for form, hint in HINTS if re.fullmatch(form, text)), WRITE)
    message = said("{text} is not a number", text=quoted(text))
    if grammar.decimal:
        message = said("{message} with '{sign}' as decimal sign", message=message, sign=grammar.decimal)
    return NotANumber("bad-number", message, help)


COLUMNS = {
    "version": ("version", "versie", "stand"),
    "line": (
        *("line", "budget line", "regel", "begrotingsregel", "begrotingspost", "post", "item"),
        *("artikelonderdeel", "name", "naam", "description", "omschrijving", "titel", "bezeichnung", "titre"),
        *("libellé", "concepto", "partida", "descripción", "descrição", "rubrica", "voce", "descrizione", "betegnelse"),
        "benämning",
    ),
    "year": (
        *("year", "budget year", "fiscal year", "financial year", "jaar", "begrotingsjaar", "boekjaar", "jahr"),
        *("haushaltsjahr", "année", "exercice", "año", "ejercicio", "ano", "exercício", "anno", "esercizio", "år"),
        *("finansår", "budgetår", "budsjettår"),
    ),
    "basis": ("basis", "grondslag", "soort", "vuo"),
    "amount": (
        *("amount", "amounts", "value", "values", "bedrag", "bedragen", "waarde", "betrag", "montant", "montants"),
        *("importe", "monto", "valor", "montante", "importo", "beløb", "beløp", "belopp"),
    ),
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
        *("verpflichtungsermächtigung", "verpflichtungsermächtigungen", "verpflichtungen"),
        *("autorisations d'engagement", "autorisation d'engagement", "ae", "engagé", "engagés", "engagées"),
        *("comprometido", "comprometidos", "compromiso", "compromisos"),
        *("empenhado", "empenhados", "empenho", "empenhos", "compromissos"),
        *("impegno", "impegni", "impegnato"),
        *("tilsagn", "tilsagnsfullmakt", "tilsagnsfullmakter", "forpligtelse", "forpligtelser", "forpliktelser"),
        *("bemyndigande", "bemyndiganden", "åtagande", "åtaganden"),
    ),
    "cash": (
        *("cash", "paid", "payment", "payments", "payment appropriations", "expenditure", "expenditures", "spending"),
        *("spent", "outlay", "outlays", "kas", "kasuitgave", "kasuitgaven", "uitgave", "uitgaven", "uitgegeven"),
        *("betaald", "betaling", "betalingen", "u"),
        *("ausgabe", "ausgaben", "auszahlung", "auszahlungen", "zahlungen"),
        *("crédits de paiement", "cp", "payé", "payés", "payées", "paiement", "paiements", "dépense", "dépenses"),
        *("pagado", "pagados", "pago", "pagos", "gasto", "gastos", "pagamento", "pagamentos", "despesa", "despesas"),
        *("pagato", "pagati", "pagamenti", "cassa", "spesa", "spese"),
        *("udgift", "udgifter", "udbetaling", "udbetalinger", "utgift", "utgifter", "utbetaling", "utbetalinger"),
        *("utbetalning", "utbetalningar", "betalt"),
    ),
    "outstanding": ("outstanding", "outstanding commitments", "openstaand", "openstaande verplichtingen"),
    "allocation": ("allocation", "allocations", "allocated", "toewijzing", "toewijzingen"),
    "receipt": (
        *("receipt", "receipts", "revenue", "revenues", "income", "ontvangst", "ontvangsten", "baten", "o"),
        *("einnahme", "einnahmen", "einzahlung", "einzahlungen", "ertrag", "erträge", "erlös", "erlöse"),
        *("recette", "recettes", "ingreso", "ingresos", "receita", "receitas", "entrata", "entrate"),
        *("indtægt", "indtægter", "inntekt", "inntekter", "inkomst", "inkomster"),
    ),
}
"""The words for bases: English, Dutch, German, French, Spanish, Portuguese, Italian, Danish and Norwegian, Swedish."""


def _meanings(names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Map each word to its name; an underscore does for a blank."""
    return {form: name for name, words in names.items() for word in words for form in (word, word.replace(" ", "_"))}


BASIS_WORDS = _meanings(BASES)
COST_WORDS = (
    *("cost", "costs", "expense", "expenses", "kosten", "lasten", "aufwand", "aufwendung", "aufwendungen", "charge"),
    *("charges", "coste", "costes", "costo", "costos", "custo", "custos", "costi", "oneri", "omkostning"),
    *("omkostninger", "kostnad", "kostnader"),
)
"""Words for costs, not always paid in their year: no basis, never added to receipts."""


def basis_named(word: str) -> str:
    """The basis of a synonym; any other word unchanged."""
    return BASIS_WORDS.get(word.casefold(), word)


COLUMN_WORDS = _meanings(COLUMNS | DESCRIBED) | BASIS_WORDS
YES_NO_WORDS = {"yes": True, "ja": True, "no": False, "nee": False}
COVERAGE_WORDS = {"full": "full", "volledig": "full", "partial": "partial", "gedeeltelijk": "partial"}
UNIT_WORDS = {
    **dict.fromkeys(("one", "1"), "one"),
    **dict.fromkeys(("thousand", "thousands", "duizend", "x1000", "x 1000"), "thousand"),
    **dict.fromkeys(("million", "millions", "mln", "miljoen"), "million"),
    **dict.fromkeys(("billion", "billions", "bln", "miljard", "mld"), "billion"),
}
"""The possible cells of the columns support, coverage and unit."""
SUM_WORDS = (
    *("total", "totals", "totaal", "totale", "eindtotaal", "sum", "som", "summe", "gesamt", "gesamtsumme", "insgesamt"),
    *("suma", "totales", "soma", "totais", "totali", "i alt", "summa", "totalt", "ogółem", "razem", "łącznie"),
    *("celkem", "spolu", "yhteensä", "összesen", "усього", "всього", "разом"),
)
PART_WORDS = (
    *("subtotal", "subtotaal", "zwischensumme", "sous-total", "delsumma", "of which", "including", "waarvan", "w.v."),
    *("davon", "dont", "de los cuales", "dos quais", "di cui", "heraf", "herav", "varav", "w tym", "z tego", "z toho"),
    *("у тому числі", "в тому числі", "зокрема"),  # noqa: RUF001
)
TOTAL_WORDS = SUM_WORDS + PART_WORDS
"""Words in the name of a line that suggest a sum of other lines, or a part of one, or a sum of a few."""
