"""Print the project's own settings as a Markdown table, read from ``settings.py`` itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

SETTINGS = Path(__file__).parents[1] / "capitalcities_crawler" / "settings.py"
_MARK = "Own: "


def own_settings() -> Iterator[tuple[str, str, str]]:
    """Give name, default and meaning of each setting that carries a docstring ``Own: ...``."""
    body = ast.parse(SETTINGS.read_text(encoding="utf-8")).body
    for setting, doc in pairwise(body):
        match setting, doc:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value),
                ast.Expr(value=ast.Constant(value=str(text))),
            ) if text.startswith(_MARK):
                yield name, ast.unparse(value), " ".join(text.removeprefix(_MARK).split())


def table() -> str:
    """Give the table."""
    rows = [f"| `{name}` | `{default}` | {text} |" for name, default, text in own_settings()]
    return "\n".join(["| setting | default | meaning |", "| --- | --- | --- |", *rows])
