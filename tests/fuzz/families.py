"""All families by name."""

from fuzz import kills
from fuzz.family import Family

FAMILIES: dict[str, Family] = {family.name: family for family in (kills.FAMILY,)}
