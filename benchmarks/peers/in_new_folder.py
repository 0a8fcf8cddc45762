"""A command that is given the name of a new folder as its last word."""

import os
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    sys.exit(os.spawnv(os.P_WAIT, sys.argv[1], [*sys.argv[1:], os.path.join(folder, "new")]))  # noqa: PTH118
