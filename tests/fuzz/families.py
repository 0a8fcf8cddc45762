"""All families by name."""

from fuzz.family import Family

FAMILIES: dict[str, Family] = {family.name: family for family in ()}
