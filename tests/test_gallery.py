"""The gallery is what the program writes today, and holds every format."""

from gallery import FOLDER, PICTURES, files
from ukraine_budget.write import SUFFIXES


def test_the_gallery_is_what_the_program_writes() -> None:
    made = dict(files())
    kept = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    different = [name for name in made.keys() | kept.keys() if made.get(name) != kept.get(name)]
    assert sorted(different) == [], "write it anew with python tests/gallery.py"


def test_the_gallery_has_every_format() -> None:
    suffixes = {path.suffix for path in FOLDER.iterdir()}
    assert suffixes == {*SUFFIXES, *(f".{format}" for format in PICTURES)}
