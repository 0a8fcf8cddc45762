"""The maps that come with the program: what a format says of its columns."""

from importlib.resources import files

from ukraine_budget.importing.maps.model import Map, parse_map


def builtin(format: str) -> Map:
    """The map of a format."""
    name = f"{format.replace('-', '_')}.toml"
    return parse_map((files("ukraine_budget.importing.formats") / name).read_text(encoding="utf-8"), name)
