"""All families by name."""

from fuzz import answers, commands, imports, kills, ledgers, maps
from fuzz.family import Family

ALL: tuple[Family, ...] = (
    ledgers.FOLDERS,
    ledgers.FILES,
    ledgers.DESCRIPTORS,
    imports.FAMILY_FORMATS,
    imports.FAMILY_KINDS,
    imports.FAMILY_OLD,
    maps.FAMILY,
    commands.FAMILY,
    answers.FAMILY,
    answers.ARRAYS,
    kills.FAMILY,
)
FAMILIES = {family.name: family for family in ALL}
