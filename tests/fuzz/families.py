"""All families by name."""

from fuzz import answers, commands, imports, kills, ledgers, maps, taken, writing
from fuzz.family import Family

ALL: tuple[Family, ...] = (
    ledgers.FOLDERS,
    ledgers.FILES,
    ledgers.DESCRIPTORS,
    imports.FAMILY_FORMATS,
    imports.FAMILY_KINDS,
    imports.FAMILY_OLD,
    maps.FAMILY,
    taken.FAMILY,
    commands.FAMILY,
    answers.FAMILY,
    answers.ARRAYS,
    writing.VIEWS,
    writing.DOCUMENTS_FAMILY,
    kills.FAMILY,
)
FAMILIES = {family.name: family for family in ALL}
