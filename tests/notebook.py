"""Notebooks of the examples, run cell by cell in a plain loop.

python tests/notebook.py FILE...     rewrites the output of their cells
"""

import ast
import contextlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def outputs(notebook: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    """Yield the outputs of each code cell: what it prints, and the value of its last line."""
    names: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            yield _run("".join(cell["source"]), names)


def _run(source: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    body = ast.parse(source).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(body, []), "cell", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None
    shown: list[dict[str, Any]] = [{"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())}]
    if value is not None:
        data = {"text/plain": _lines(repr(value))}
        shown.append({"data": data, "execution_count": None, "metadata": {}, "output_type": "execute_result"})
    return [output for output in shown if output.get("text") != []]


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def main(*paths: str) -> None:
    """Rewrite the outputs in notebooks."""
    for path in map(Path, paths):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        for cell, shown in zip(code, outputs(notebook), strict=True):
            cell["outputs"] = shown
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
