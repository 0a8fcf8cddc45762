"""The answer of a check: whether the figures can be used, and how many statements hold."""

from collections.abc import Sequence

from ukraine_budget.analysis.claims import Verdict
from ukraine_budget.language import Message, said
from ukraine_budget.report.answers.answer import answer
from ukraine_budget.report.claims import claims_sentence
from ukraine_budget.report.table import Answer


def check_answer(errors: int, warnings: int, kinds: int, claims: Sequence[Verdict], missing: int = 0) -> Answer:
    """Errors first: figures with errors cannot be used. Then how many statements hold, fail and cannot be tested.

    Where something is `missing`, that is said before, and alone where nothing else is wrong.
    """
    facts = {"errors": errors + missing, "warnings": warnings, "kinds": kinds}
    if missing and not (errors or warnings):
        return answer((_missing(missing), claims_sentence(claims)), facts)
    found = _missing(missing) if missing else None
    return answer((found, _problems(errors, warnings, kinds), claims_sentence(claims)), facts)


def _missing(paths: int) -> Message:
    if paths == 1:
        return said("1 path does not exist: nothing is checked there.")
    return said("{n} paths do not exist: nothing is checked there.", n=paths)


def _problems(errors: int, warnings: int, kinds: int) -> Message:
    if errors == 1:
        return said("1 error: these figures cannot be used until it is mended.")
    if errors:
        return said("{n} errors: these figures cannot be used until they are mended.", n=errors)
    if warnings == 1:
        return said("No errors; 1 warning.")
    if warnings and kinds == 1:
        return said("No errors; {n} warnings of 1 kind.", n=warnings)
    if not warnings:
        return said("No errors.")
    return said("No errors; {n} warnings of {kinds} kinds.", n=warnings, kinds=kinds)
