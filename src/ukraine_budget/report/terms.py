"""The words of the program, in English and Dutch."""

from typing import Literal, NamedTuple

from ukraine_budget.errors import unknown

Group = Literal["word", "kind", "phase", "qualifier", "status"]


class Term(NamedTuple):
    """A word: the Dutch for it, separated by commas where there are several, and what it means."""

    group: Group
    term: str
    nl: str
    meaning: str
    meaning_nl: str


class GlossaryResult(NamedTuple):
    """The words that were asked for; `asked` is empty where that is all of them."""

    asked: str
    rows: tuple[Term, ...]


TERMS = (
    Term(
        "word",
        "commitment",
        "verplichting",
        "What the state has bound itself to, or decided to provide, for a year.",
        "Waartoe de staat zich voor een jaar heeft verbonden, of wat hij voor dat jaar heeft toegezegd.",
    ),
    Term(
        "word",
        "cash",
        "kasuitgave, kas",
        "What is paid out in a year.",
        "Wat in een jaar wordt betaald.",
    ),
    Term(
        "word",
        "outstanding",
        "openstaande verplichting",
        "Commitments that are not yet paid.",
        "Verplichtingen die nog niet zijn betaald.",
    ),
    Term(
        "word",
        "basis",
        "grondslag",
        "What is counted: commitments or cash, which are never added to each other.",
        "Wat wordt geteld: verplichtingen of kasuitgaven, die nooit bij elkaar worden opgeteld.",
    ),
    Term(
        "word",
        "line",
        "begrotingsregel, artikelonderdeel",
        "What the money is for.",
        "Waar het geld voor bestemd is.",
    ),
    Term(
        "word",
        "fund",
        "groep, fonds",
        "The group that a line is reported under; lines of two funds are never added.",
        "De groep waaronder een begrotingsregel valt; regels van twee groepen worden nooit opgeteld.",
    ),
    Term(
        "word",
        "version",
        "stand",
        "The state of the budget as one paper, or one of its columns, prints it.",
        "De begroting zoals één stuk, of één kolom daarvan, die weergeeft.",
    ),
    Term(
        "word",
        "stated",
        "vermeld",
        "Printed by the version itself.",
        "In de stand zelf afgedrukt.",
    ),
    Term(
        "word",
        "standing",
        "geldend",
        "Last stated on or before a version.",
        "Het laatst vermeld in of vóór een stand.",
    ),
    Term(
        "word",
        "carried",
        "overgenomen",
        "Standing, though a later version states the line and not this figure.",
        "Nog geldend, terwijl een latere stand de regel wel vermeldt maar dit bedrag niet.",
    ),
    Term(
        "word",
        "not stated",
        "niet vermeld",
        "No paper in the ledger gives the figure, which does not make it zero.",
        "Geen stuk in de dataset noemt het bedrag, wat niet betekent dat het nul is.",
    ),
    Term(
        "word",
        "change",
        "mutatie",
        "The difference of a line, year and basis between two versions.",
        "Het verschil van een regel, jaar en grondslag tussen twee standen.",
    ),
    Term(
        "word",
        "mutation",
        "mutatie",
        "A change that a paper itself declares and names.",
        "Een wijziging die een stuk zelf meldt en benoemt.",
    ),
    Term(
        "word",
        "shift",
        "kasschuif",
        "Money that leaves one year and appears in another.",
        "Geld dat uit het ene jaar verdwijnt en in een ander jaar terugkomt.",
    ),
    Term(
        "word",
        "declared",
        "gemeld",
        "The part of a change that mutations account for.",
        "Het deel van een wijziging dat de gemelde mutaties verklaren.",
    ),
    Term(
        "word",
        "moved",
        "verschoven",
        "The part of a change that the figures show in other years with the other sign.",
        "Het deel van een wijziging dat in andere jaren met het omgekeerde teken terugkomt.",
    ),
    Term(
        "word",
        "net",
        "per saldo",
        "The part of a change that was added or cut: neither declared nor moved.",
        "Het deel van een wijziging dat is toegevoegd of geschrapt: niet gemeld en niet verschoven.",
    ),
    Term(
        "word",
        "untied",
        "niet aansluitend, niet sluitend",
        "What a paper's own old stand, mutations and new stand do not add up to.",
        "Het verschil waar de oude stand, de mutaties en de nieuwe stand van een stuk zelf niet op aansluiten.",
    ),
    Term(
        "word",
        "within rounding",
        "binnen de afronding",
        "A difference that may be zero, given how the figures were rounded.",
        "Een verschil dat nul kan zijn, gezien de afronding van de bedragen.",
    ),
    Term(
        "word",
        "gap",
        "gat",
        "A year in which cash falls by more than a limit from the year before.",
        "Een jaar waarin de kasuitgaven meer dan een grens dalen ten opzichte van het jaar ervoor.",
    ),
    Term(
        "word",
        "claim",
        "uitspraak, bewering",
        "Something said about the figures, to be tested against them.",
        "Een uitspraak over de bedragen, die eraan wordt getoetst.",
    ),
    Term(
        "kind",
        "decision",
        "besluitvorming",
        "A change that follows from a political decision.",
        "Een wijziging die volgt uit een politiek besluit.",
    ),
    Term(
        "kind",
        "windfall",
        "mee- en tegenvallers",
        "A change because things cost more or less than was estimated.",
        "Een wijziging doordat iets meer of minder kost dan geraamd.",
    ),
    Term(
        "kind",
        "cash-shift",
        "kasschuif",
        "A change that has its counterpart in other years.",
        "Een wijziging die haar tegenhanger in andere jaren heeft.",
    ),
    Term(
        "kind",
        "transfer",
        "overboeking",
        "A change that has its counterpart on another line or budget.",
        "Een wijziging die haar tegenhanger op een andere regel of begroting heeft.",
    ),
    Term(
        "kind",
        "offset",
        "desaldering",
        "A change of spending that an equal change of receipts offsets.",
        "Een wijziging van uitgaven waar een even grote wijziging van ontvangsten tegenover staat.",
    ),
    Term(
        "kind",
        "technical",
        "technische mutatie",
        "A change of booking, prices or structure, not of policy.",
        "Een wijziging van boeking, prijspeil of indeling, niet van beleid.",
    ),
    Term(
        "kind",
        "outside-ceiling",
        "niet-plafondrelevant",
        "A change that does not count towards the spending ceiling.",
        "Een wijziging die niet meetelt voor het uitgavenplafond.",
    ),
    Term(
        "kind",
        "unspecified",
        "overige mutaties",
        "A change that the paper gives as a sum and without a post.",
        "Een wijziging die het stuk als één bedrag geeft, zonder post.",
    ),
    Term(
        "phase",
        "announced",
        "aangekondigd",
        "Said in a letter or decision, and not in a budget.",
        "Genoemd in een brief of besluit, en niet in een begroting.",
    ),
    Term(
        "phase",
        "proposed",
        "ontwerpbegroting",
        "In a budget that is before parliament.",
        "In een begroting die bij de Staten-Generaal ligt.",
    ),
    Term(
        "phase",
        "approved",
        "vastgestelde begroting",
        "In a budget that parliament has adopted.",
        "In een begroting die de Staten-Generaal hebben aangenomen.",
    ),
    Term(
        "phase",
        "adjusted",
        "suppletoire begroting",
        "In a change of the adopted budget.",
        "In een wijziging van de vastgestelde begroting.",
    ),
    Term(
        "phase",
        "executed",
        "realisatie",
        "In an account of what was done.",
        "In een verantwoording van wat is gedaan.",
    ),
    Term(
        "qualifier",
        "circa",
        "circa, ongeveer",
        "The paper itself says that the figure is about this.",
        "Het stuk zegt zelf dat het om ongeveer dit bedrag gaat.",
    ),
    Term(
        "qualifier",
        "provisional",
        "vooralsnog, voorlopig",
        "The paper itself says that the figure is not final.",
        "Het stuk zegt zelf dat het bedrag niet definitief is.",
    ),
    Term(
        "qualifier",
        "at-least",
        "ten minste",
        "The figure is this or more.",
        "Het bedrag is dit of meer.",
    ),
    Term(
        "qualifier",
        "at-most",
        "ten hoogste",
        "The figure is this or less.",
        "Het bedrag is dit of minder.",
    ),
    Term(
        "qualifier",
        "decision",
        "toezegging, besluit",
        "A political decision, not a legal commitment.",
        "Een politiek besluit, geen juridische verplichting.",
    ),
    Term(
        "qualifier",
        "assumed",
        "aangenomen",
        "Not printed as such but taken from the context that its note explains.",
        "Niet zo afgedrukt, maar ontleend aan de context die de toelichting bij het bedrag geeft.",
    ),
    Term(
        "status",
        "changed",
        "gewijzigd",
        "Both versions have a figure, and they differ.",
        "Beide standen noemen een bedrag, en de bedragen verschillen.",
    ),
    Term(
        "status",
        "unchanged",
        "ongewijzigd",
        "Both versions have a figure, and it is the same.",
        "Beide standen noemen een bedrag, en het is hetzelfde.",
    ),
    Term(
        "status",
        "first-stated",
        "voor het eerst vermeld",
        "Only the new version has a figure.",
        "Alleen de nieuwe stand noemt een bedrag.",
    ),
    Term(
        "status",
        "no-longer-stated",
        "niet meer vermeld",
        "A version of the whole budget has dropped the figure.",
        "Een stand van de hele begroting noemt het bedrag niet meer.",
    ),
    Term(
        "status",
        "declared-only",
        "alleen als mutatie gemeld",
        "A mutation is declared, and no paper restates the figure.",
        "Er is een mutatie gemeld, en geen stuk noemt daarna het bedrag zelf.",
    ),
    Term(
        "status",
        "not-restated",
        "niet opnieuw vermeld",
        "The old figure stands, and no paper has repeated it.",
        "Het oude bedrag geldt nog, en geen stuk heeft het herhaald.",
    ),
)


def glossary(asked: str = "") -> GlossaryResult:
    """All words, or those that are `asked` in English or Dutch; UsageError with the nearest where there are none."""
    sought = asked.strip().lower()
    rows = tuple(term for term in TERMS if not sought or sought in _names(term))
    if not rows:
        raise unknown("term", asked, (name for term in TERMS for name in _names(term)))
    return GlossaryResult(asked, rows)


def _names(term: Term) -> set[str]:
    return {term.term, *term.nl.split(", ")}
