"""What a page says beside its figures, by the names that its script has for these texts."""

from ukraine_budget.language import Language, said

WORDS = {
    # the head of the page, and its controls
    "as_of": said("As it stood at"),
    "earlier": said("Earlier version"),
    "later": said("Later version"),
    "stating": said("Versions that change what is shown here"),
    "silent": said("Versions that change nothing here"),
    "moment": said("As known on {date}", date="{date}"),
    "no_version": said("No version"),
    "shown": said("The figures as they stood at {version}.", version="{version}"),
    "language": said("Language"),
    "amounts_in": said("Amounts in {measure}.", measure="{measure}"),
    "no_unit": said("Currency and unit are not stated."),
    "skip": said("Skip to the answer"),
    "no_script": said("The charts, the other versions and the other language need JavaScript."),
    # the answer
    "yes": said("Yes."),
    "no": said("No."),
    "unknown": said("That cannot be said."),
    "moved": said("What moved between years"),
    "committed": said("What is committed or decided"),
    "others": said("Other falls of cash"),
    # funds, their charts and tables
    "not_support": said("Not counted as support for Ukraine, and never added to it."),
    "nothing": said("Nothing is stated for these funds at this version."),
    "line": said("Line"),
    "line_shown": said("Line in the charts"),
    "total_of": said("Total, {fund}", fund="{fund}"),
    "year": said("Year"),
    "amount": said("Amount"),
    "change": said("Change from the year before"),
    "stated_by": said("Stated by"),
    "all_lines": said("{fund}, {basis}, by line", fund="{fund}", basis="{basis}"),
    "chart_data": said("{line}, {basis}: the figures of the chart", line="{line}", basis="{basis}"),
    "chart": said("{line}, {basis}, by year. The arrow keys go from year to year.", line="{line}", basis="{basis}"),
    "not_stated": said("not stated"),
    "never_added": said("Commitments and cash are shown apart, on the same scale, and never added."),
    "carried": said("carried"),
    "gap": said("gap"),
    "within_rounding": said("within rounding"),
    "different_series": said("different series"),
    "stated_lines_only": said("stated lines only"),
    # the legend of a chart
    "legend_stated": said("stated"),
    "legend_uncertain": said(
        "uncertain: qualified by its paper, decided, assumed, carried, or a total over the stated lines only"
    ),
    "legend_interval": said("what the rounding leaves open"),
    "legend_shift": said("declared shift"),
    "legend_read": said("shift whose size is read from a change"),
    "more_shifts": said("Not every declared shift is drawn; the table of shifts has them all."),
    # what is said of a number when it is pointed at
    "between": said("between {low} and {high}", low="{low}", high="{high}"),
    "at_least_is": said("{low} or more", low="{low}"),
    "at_most_is": said("{high} or less", high="{high}"),
    "by_version": said("Stated by {version}.", version="{version}"),
    "carried_from": said("Carried: a later version states the line but not this figure."),
    "sum": said("Computed: the total of the stated lines."),
    "missing": said("Not stated, and not in it: {lines}.", lines="{lines}"),
    "balance": said("Computed from stated commitments and cash."),
    "change_of": said(
        "Computed: {now} of {year} less {then} of the year before.", now="{now}", year="{year}", then="{then}"
    ),
    "declared_by": said("Declared by {version}: {label}", version="{version}", label="{label}"),
    # shifts
    "shifts": said("Declared shifts between years"),
    "no_shifts": said("No paper known at this version declares a shift."),
    "basis": said("Basis"),
    "from": said("From"),
    "to": said("To"),
    "known": said("How it is known"),
    "label": said("Label"),
    "remainder": said("Counterpart not printed"),
    "declared": said("Declared by"),
    "size_stated": said("declared"),
    "size_read-from-change": said("declared, size not stated: read from the net change, if nothing else changed"),
    "size_not-stated": said("declared, size not stated, and not to be read from any change"),
    "not_printed": said("not printed"),
    "beyond": said("later years"),
    # the end of the page
    "notes": said("Notes"),
    "sources": said("Sources"),
    "sorted_up": said("sorted upwards"),
    "sorted_down": said("sorted downwards"),
    "cited_for": said("Cited for {places}.", places="{places}"),
    "made_by": said(
        "Made by budget from the ledger {ledger}. A figure that is not stated is not zero.", ledger="{ledger}"
    ),
}
"""The places of these texts are filled with themselves: the script of the page fills them."""


def words(language: Language) -> dict[str, str]:
    """The same in a language."""
    return {name: language.say(text) for name, text in WORDS.items()}
