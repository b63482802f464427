"""Print the keys of a run's summary as a Markdown table, read from the class that holds them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "capitalcities_crawler" / "extensions" / "run_summary.py"


def keys() -> Iterator[tuple[str, str]]:
    """Give name and meaning of each field and property."""
    for node in ast.parse(SOURCE.read_text(encoding="utf-8")).body:
        for part, doc in pairwise(node.body) if isinstance(node, ast.ClassDef) else ():
            match part, doc:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(text)):
                    yield name, str(text)
                case ast.FunctionDef(name=name, decorator_list=[ast.Name("property")]), _:
                    yield name, str(ast.get_docstring(part))


def table() -> str:
    """Give the table."""
    rows = [f"| `{name}` | {text} |" for name, text in keys()]
    return "\n".join(["| key | meaning |", "| --- | --- |", *rows])
