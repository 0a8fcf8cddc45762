"""The lowest version of each package that pyproject.toml allows, as constraints for pip."""

import sys
import tomllib
from pathlib import Path

declared = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
project = declared["project"]
extras = (each for extra in project["optional-dependencies"].values() for each in extra)
needed = [*declared["build-system"]["requires"], *project["dependencies"], *extras]
others = [each for each in dict.fromkeys(needed) if not each.startswith(f"{project['name']}[")]
sys.stdout.writelines(f"{name}=={lowest}\n" for name, lowest in (each.split(">=") for each in others))
