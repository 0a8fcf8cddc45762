"""The answer of a check: whether the figures can be used, and how many statements hold."""

from collections import Counter
from collections.abc import Iterable

from ukraine_budget.analysis.claims import Verdict, Word
from ukraine_budget.language import Message, said
from ukraine_budget.report.answers.answer import answer
from ukraine_budget.report.table import Answer


def check_answer(errors: int, warnings: int, kinds: int, claims: Iterable[Verdict]) -> Answer:
    """Errors first: figures with errors cannot be used. Then how many statements hold, fail and cannot be tested."""
    verdicts = Counter(claim.verdict for claim in claims)
    facts = {"errors": errors, "warnings": warnings, "kinds": kinds}
    return answer((_problems(errors, warnings, kinds), _verdicts(verdicts) if verdicts else None), facts)


def _problems(errors: int, warnings: int, kinds: int) -> Message:
    if errors == 1:
        return said("1 error: this figure cannot be used until it is mended.")
    if errors:
        return said("{n} errors: these figures cannot be used until they are mended.", n=errors)
    if warnings == 1:
        return said("No errors; 1 warning.")
    if warnings and kinds == 1:
        return said("No errors; {n} warnings of 1 kind.", n=warnings)
    return (
        said("No errors; {n} warnings of {kinds} kinds.", n=warnings, kinds=kinds) if warnings else said("No errors.")
    )


def _verdicts(verdicts: Counter[Word]) -> Message:
    rounded = verdicts["holds within rounding"]
    return said(
        "Of {n} statements {holding} hold ({rounded} of them within rounding), {failing} fail "
        "and {untested} cannot be tested.",
        n=verdicts.total(),
        holding=verdicts["holds"] + rounded,
        rounded=rounded,
        failing=verdicts["fails"],
        untested=verdicts["cannot be checked"],
    )
