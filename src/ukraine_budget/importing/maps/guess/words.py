"""Words for the roles of columns, in the languages of known budgets, and hints in a column's name.

Words for bases, years, lines and amounts are in `read/notation.py`, since flat files use them too.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ukraine_budget.read.notation import BASIS_WORDS, COLUMNS, COST_WORDS, PART_WORDS, SUM_WORDS


def _list(text: str) -> tuple[str, ...]:
    """Split a comma-separated list of words."""
    return tuple(" ".join(word.split()) for word in text.split(","))


PHASES: Mapping[str, tuple[str, ...]] = {
    "proposed": _list("""
        draft, proposed, proposal, request, ontwerp, ontwerpbegroting, entwurf, regierungsentwurf, projet, plf,
        proyecto, propuesto, propuesta, proposta, projeto, disegno, forslag,
        finanslovsforslag, förslag, budgetproposition"""),
    "approved": _list("""
        initiale, initiales, initiaux,
        adopted, approved, enacted, initial, original, vastgesteld, vastgestelde, soll, ansatz,
        haushaltsansatz, voté, votés, votée, votées, lfi,
        aprobado, aprobados, inicial, iniciales, aprovado, iniziale, iniziali, approvato, vedtaget,
        finanslov, vedtatt, saldert, beslutad, beslutat, anslag, statsbudget"""),
    "adjusted": _list("""
        fortgeschrieben, fortgeschriebene, fortgeschriebener, fortgeschriebenes,
        amended, revised, adjusted, supplementary, suppletoire, suppletore, nachtrag, nachtragshaushalt, modifié,
        modifiés, rectifié, rectificative, modificado, modificados, vigente, definitivo, definitivos, atualizado,
        atualizada, definitive, definitivas, definitivo, definitiva,
        autorizado, assestato, assestata, assestate, tillægsbevilling, revidert, ändringsbudget"""),
    "executed": _list("""
        outturn, actual, actuals, executed, execution, realised, realisatie, gerealiseerd, slotwet, ist, rechnung,
        ergebnis, rechnungsergebnis, jahresergebnis,
        exécuté, exécutés, exécution, réalisé, réalisés, ejecutado, ejecutados, executado, realizado, consuntivo,
        rendiconto, regnskab, regnskap, utfall"""),
}
"""Words for phases of the budget in the names of columns."""
VERSIONS = _list("""
    version, versie, stand, fassung, raming, estimate, estimates, forecast, prognose, budget, budgeted, begroot,
    begroting, plan, gepland, planung, finanzplan, finanzplanung, budgetiert, budgété, presupuesto,
    presupuestado, orçamento, orçado, preventivo, previsioni, budgetteret, budsjett, budsjettert, budgeterat""")
"""Words for versions of no particular phase."""
AGES: Mapping[str, int] = {
    **dict.fromkeys(
        _list("""
        bisher, bisherig, bisherige, bisheriger, alt, alte, old, previous, former, oud, oude, vorig, vorige, ancien,
        ancienne, précédent, anterior, anteriores, previo, precedente, precedenti, hidtil, hidtidig, tidligere, forrige,
        tidigare, föregående"""),
        -1,
    ),
    **dict.fromkeys(
        _list("first, eerste, 1e, 1ste, 1st, erste, erster, premier, première, primer, primera, primeira"), 1
    ),
    **dict.fromkeys(
        _list("second, tweede, 2e, 2de, 2nd, zweite, zweiter, deuxième, segundo, segunda, secondo, seconda"), 2
    ),
    **dict.fromkeys(
        _list("third, derde, 3e, 3de, 3rd, dritte, dritter, troisième, tercer, tercera, terceira, terzo"), 3
    ),
    **dict.fromkeys(
        _list("new, nieuw, nieuwe, neu, neue, neuer, nouveau, nouvelle, nuevo, nueva, novo, nova, nuovo, ny, nye, nya"),
        9,
    ),
}
"""Words that order versions by age; a name without one ranks between old and first."""
DIFFERENCES = _list("""
    difference, differences, diff, delta, change, changes, mutatie, mutaties, verschil, verschillen, meer, minder,
    modificación, modificaciones, modificação, modificações,
    differenz, abweichung, veränderung, mehr, weniger, écart, variation, évolution, diferencia, variación, diferença,
    variação, differenza, variazione, variazioni, forskel, ændring, forskjell, endring, skillnad, förändring, growth,
    groei, wachstum, croissance, crecimiento, crescimento, crescita""")
"""Words for differences between other columns."""
MONTHS = _list("month, maand, monat, mois, mes, mês, mese, måned, månad")
CODES = _list("""
    code, codes, cod, id, nr, no, num, number, nummer, numéro, número, numero, clave, key, kode, kod, codice, código,
    kapitel, chapter, hoofdstuk, chapitre, capítulo, capitolo, kapittel, article, artikel, artículo, articolo, artigo,
    iso, nuts, nif, funktion, section, sección, einzelplan, epl, kap, tit, titel, programa, unidade, post, index, row,
    rij, zeile, program, programme, programma, programm, mission, missione, account, konto, cuenta, conto, compte,
    rekening""")
"""Words for columns whose numbers are identifiers."""
PAGES = _list("page, pages, pagina, pag, blz, seite, página, side, sida, sidan")
PERCENTAGES = _list("""
    pct, percent, percentage, perc, procent, prozent, pourcentage, porcentaje, percentagem, percentuale, prosent,
    andel, ratio, rate, share, aandeel, anteil""")
ASIDE = ("document", "locator", "qualifier", "rounding", "note")
"""Columns that accompany a figure and name no line."""
NOTES = _list("""
    observaciones, observações, anmerkung, anmerkungen, bemerkung, bemerkungen, remarque, remarques, osservazioni,
    bemærkning, bemærkninger, merknad, merknader, anmärkning, anmärkningar, notas""")
TOTALS = _list("total, totaal, totals, summe, gesamt, suma, totale, soma, sum, summa, i alt, totalt")
YES = _list("j, ja, y, yes, oui, o, s, si, sí, sim, sì, 1, x, true, waar")
NO = _list("n, nee, no, nein, non, não, nej, nei, 0, false, onwaar")
LETTERS: Mapping[str, str] = {"e": "receipt", "a": "cash"}
"""Letters that mean a basis only together: Einnahmen and Ausgaben."""
SPACES = re.compile(r"[\s_]+")
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Word boundary in camel case."""
WITHIN = re.compile(r"(?:record\.)?(?:fields|attributes|properties)\.")
"""Objects in which portals wrap the values of a record; no part of a column's name."""


def folded(text: str) -> str:
    """Normalise a text for comparison: casefolded, without accents, blanks and _ collapsed."""
    bare = text
    if not text.isascii():
        bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return SPACES.sub(" ", bare).strip().casefold()


def title(name: str) -> str:
    """Normalise the name of a column for comparison: HeadNumber is two words."""
    within = WITHIN.match(name)
    return folded(HUMP.sub(" ", name[within.end() :] if within else name))


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Pattern that finds any of some words in a folded text, the longest first."""
    longest = sorted({folded(word) for word in words}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


BASIS_MEANINGS = {folded(word): basis for word, basis in BASIS_WORDS.items()}
COSTS = frozenset(map(folded, COST_WORDS))
PHASE_MEANINGS = {folded(word): phase for phase, words in PHASES.items() for word in words}
BASIS = pattern(word for word in BASIS_WORDS if len(word) > 1)
PHASE = pattern(PHASE_MEANINGS)
VERSION = pattern(VERSIONS)
YEAR = pattern(COLUMNS["year"])
EDITION = pattern(_list("version, versie, edition, editie, edición, edição, edizione, ausgabe, auflage, stand"))
CODE, PAGE, DIFFERENCE, AGE = pattern(CODES), pattern(PAGES), pattern(DIFFERENCES), pattern(AGES)
AGE_MEANINGS = {folded(word): age for word, age in AGES.items()}
PERCENTAGE = re.compile(rf"%|{pattern(PERCENTAGES).pattern}")
IN_PERCENT = re.compile(r"(?:^|\(|\b(?:in|en|i|w) ?)%\)?$")
TOTAL_MARK = pattern(TOTALS)


def _named_so(words: Iterable[str]) -> re.Pattern[str]:
    """Pattern of texts that begin or end with any of some words."""
    some = "|".join(re.escape(folded(word)) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?s)\W*(?:{some})(?!\w).*|.*(?<!\w)(?:{some})")


SUM_NAME, PART_NAME = _named_so(SUM_WORDS), _named_so(PART_WORDS)
REPEATING = pattern((*SUM_WORDS, *PART_WORDS))


def comparisons(texts: Sequence[str]) -> list[str]:
    """Texts of rows that only compare other rows, or are percentages."""
    return [text for text in texts if DIFFERENCE.fullmatch(folded(text)) or IN_PERCENT.search(text)]


def sums_and_parts(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Texts named like the sum of other rows; and those named like a part, or the sum of a few."""
    some = [text for text in texts if REPEATING.search(folded(text))]
    parts = [text for text in some if PART_NAME.fullmatch(folded(text))]
    return [text for text in some if text not in parts and SUM_NAME.fullmatch(folded(text))], parts


YEARS = re.compile(
    r"(?i:\bfy ?)?(?<![0-9])(?P<year>(?:19|20|21)[0-9]{2})(?:[-/\N{EN DASH}](?P<last>[0-9]{2})(?!-?[0-9]))?(?![0-9])"
    r"|\b(?i:fy) ?'?(?P<short>[0-9]{2})(?![0-9])"
)
"""A year, a fiscal year or a range, as 2025/26 and 2025-30; or a fiscal year as FY25."""
DISTANCE = re.compile(r"(?i)(?<![\w+-])t(?: ?([-+\N{EN DASH}\N{MINUS SIGN}]) ?([0-9]))?(?![\w+-])")


class HeaderHints(NamedTuple):
    """Hints in the name of a column. `distance` is that of its year from the budget year: "+0" for a column named t.

    Two years, bases or phases in one name cancel out. `age` is negative for an old version, positive for later ones in
    their sequence. `rest` is the remaining text.
    """

    year: str = ""
    distance: str = ""
    basis: str = ""
    phase: str = ""
    age: int = 0
    rest: str = ""

    @property
    def anything(self) -> bool:
        """Whether the name says what, or which year, the amounts are of."""
        return bool(self.year or self.distance or self.basis or self.phase)


def header_hints(name: str, above: str = "") -> HeaderHints:
    """Find the hints in the name of a column, and those it lacks in the rows `above`."""
    text = folded(name)
    distance = DISTANCE.search(text)
    rest = " ".join(DISTANCE.sub(" ", BASIS.sub(" ", YEARS.sub(" ", text))).split())
    return HeaderHints(
        _only(years_in(name)) or _only(years_in(above)),
        f"{'+' if distance[1] in ('+', None) else '-'}{distance[2] or 0}" if distance else "",
        _only(bases_in(name)) or BASIS_MEANINGS.get(rest, "") or _only(bases_in(above)),
        _only(phases_in(name)) or _only(phases_in(above)),
        next((AGE_MEANINGS[word] for word in AGE.findall(text)), 0),
        rest,
    )


def years_in(text: str) -> set[str]:
    """Years in a text: of a fiscal year such as 2025/26 the first; FY25 is 2025."""
    years: set[str] = set()
    for match in YEARS.finditer(text):
        first, last = match["year"] or f"20{match['short']}", match["last"]
        years |= {first, f"{first[:2]}{last}"} if last and (int(first) + 1) % 100 != int(last) else {first}
    return years


def bases_in(text: str) -> set[str]:
    """Bases named in a text."""
    return {BASIS_MEANINGS[word] for word in BASIS.findall(folded(text))}


def phases_in(text: str) -> set[str]:
    """Phases named in a text."""
    return {PHASE_MEANINGS[word] for word in PHASE.findall(folded(text))}


def _only(texts: set[str]) -> str:
    return next(iter(texts)) if len(texts) == 1 else ""
