"""The files of a ledger: the fields of their rows, and the required files.

A field without a default is a required column without blanks: an identity, or what decides where an amount counts.
Every other column may be absent, and its cells blank.
"""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from ukraine_budget.read.cells import (
    AnswerWord,
    AnyCoverage,
    Basis,
    ClaimKindWord,
    CoverageWord,
    Currency,
    Date,
    Id,
    Ids,
    Integer,
    KindWord,
    Labels,
    Name,
    Number,
    PhaseWord,
    QualifierText,
    RelationWord,
    RoleWord,
    Short,
    SourceKindWord,
    Step,
    SupportWord,
    Tables,
    UnitWord,
    Year,
    YearOrBeyond,
    Years,
    YesNo,
)


class Row(BaseModel):
    """A row of any file. Its validator is built when a file of its kind is read."""

    model_config = ConfigDict(defer_build=True)

    @classmethod
    def required(cls) -> tuple[str, ...]:
        """The required columns."""
        return tuple(name for name, rule in cls.model_fields.items() if rule.is_required())


class FundRow(Row):
    """A row of funds.csv. Whether its lines are support, and may be totalled, must be stated."""

    fund: Id
    name: str = ""
    name_nl: str = ""
    short: Short = ""
    short_nl: Short = ""
    support: YesNo
    total: YesNo
    note: str = ""
    note_nl: str = ""


class LineRow(Row):
    """A row of lines.csv."""

    line: Id
    fund: Id
    parent: Id = ""
    chapter: str = ""
    article: str = ""
    name: str = ""
    name_nl: str = ""
    short: Short = ""
    short_nl: Short = ""
    successor: Id = ""
    note: str = ""
    note_nl: str = ""


class DocumentRow(Row):
    """A row of documents.csv."""

    document: Id
    date: Date = ""
    kind: str = ""
    reference: str = ""
    title: str = ""
    url: str = ""
    supersedes: Id = ""
    read: AnswerWord = ""
    note: str = ""
    note_nl: str = ""


class VersionRow(Row):
    """A row of versions.csv. Whether it ends earlier figures (coverage) must be stated."""

    version: Id
    order: Integer
    date: Date = ""
    phase: PhaseWord = "announced"
    coverage: CoverageWord
    name: str = ""
    name_nl: str = ""
    document: Id = ""
    follows: Id = ""
    supersedes: Id = ""
    note: str = ""
    note_nl: str = ""
    after: Id = ""
    missing: str = ""


class AmountRow(Row):
    """A row of amounts.csv."""

    version: Id
    line: Id
    year: Year
    basis: Id
    amount: Number
    rounding: Step = ""
    qualifier: QualifierText = ""
    document: Id = ""
    locator: str = ""
    note: str = ""


class MutationRow(Row):
    """A row of mutations.csv. Whether it is a total of others (role) must be stated."""

    version: Id
    line: Id
    basis: Id
    year: YearOrBeyond
    label: Name
    kind: KindWord
    role: RoleWord
    part_of: Name = ""
    amount: Number
    rounding: Step = ""
    qualifier: QualifierText = ""
    document: Id = ""
    locator: str = ""
    note: str = ""


class ClaimRow(Row):
    """A row of claims.csv. A claim that says too little to be tested is still a claim."""

    claim: Id
    kind: ClaimKindWord = "statement"
    date: Date = ""
    source: Id = ""
    source_kind: SourceKindWord = "paper"
    locator: str = ""
    text: str = ""
    text_nl: str = ""
    clause: str = ""
    clause_nl: str = ""
    left_basis: Id = ""
    left_lines: Ids = ()
    left_years: Years = ()
    left_version: Ids = ()
    left_table: Tables = ("amounts",)
    left_label: Labels = ()
    relation: RelationWord = ""
    right_basis: Id = ""
    right_lines: Ids = ()
    right_years: Years = ()
    right_version: Ids = ()
    right_table: Tables = ("amounts",)
    right_label: Labels = ()
    right_amount: Number = ""
    right_rounding: Step = ""
    note: str = ""
    note_nl: str = ""


class TextRow(Row):
    """A row of texts.csv: a note, a locator or a label of figures, changes and claims, and its Dutch."""

    text: Name
    text_nl: Name


class SingleRow(Row):
    """A row of a single CSV file: names may be any text, and a blank amount is not stated."""

    version: Name
    line: Name
    year: Year
    basis: Basis
    amount: Number = ""
    rounding: Step = ""
    qualifier: QualifierText = ""
    document: Name = ""
    locator: str = ""
    note: str = ""


class DescribedRow(SingleRow):
    """A row of a single CSV file that also describes its fund, version and the whole file."""

    fund: Name
    support: SupportWord = ""
    date: Date = ""
    coverage: AnyCoverage = ""
    unit: UnitWord = ""
    currency: Currency = ""


AMOUNTS = "amounts"
MODELS: Mapping[str, type[Row]] = {
    "funds": FundRow,
    "lines": LineRow,
    "documents": DocumentRow,
    "versions": VersionRow,
    AMOUNTS: AmountRow,
    "mutations": MutationRow,
    "claims": ClaimRow,
    "texts": TextRow,
}
"""The model of each file, in reading order."""
REQUIRED = ("funds", "lines", "versions", AMOUNTS)
IDS = {"funds": "fund", "lines": "line", "documents": "document", "versions": "version"}
"""The id field of each file that others refer to."""
KEYS = {
    **{name: (field,) for name, field in IDS.items()},
    AMOUNTS: ("version", "line", "year", "basis"),
    "mutations": ("version", "line", "basis", "year", "label"),
    "claims": ("claim",),
    "texts": ("text",),
}
"""The unique key of each file."""
