"""Items as the plain JSON of ``expected.json``: short to write by hand, nothing said twice.

A value equal to its field's default is left out. Blocks are lists (kind, text, level of a
heading), tables are header and rows, and a heading's passage is its text instead of two offsets.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from capitalcities_crawler.items import Article, Block, Heading, Table


def plain(value: Any) -> Any:
    """Give a value as JSON types."""
    if isinstance(value, Block):
        return [value.kind, value.text, *([value.level] if value.level else [])]
    if isinstance(value, Table):
        parts = {name: plain(getattr(value, name)) for name in ("header", "rows")}
        return _without_empty({"caption": value.caption, "heading": value.heading, **parts})
    if is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: plain(v) for f in fields(value) if (v := getattr(value, f.name)) != default(f)
        }
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def default(field: Field[Any]) -> Any:
    """Give the value of a field that nobody set; ``MISSING`` when there is none."""
    return field.default if field.default_factory is MISSING else field.default_factory()


def field_of(article: Article, name: str) -> Any:
    """Give one field of an article as ``expected.json`` writes it."""
    if name == "headings":
        return [_heading(article, heading) for heading in article.headings]
    return plain(getattr(article, name))


def _heading(article: Article, heading: Heading) -> dict[str, Any]:
    passage = article.body[heading.body_start : heading.body_end]
    shown = {"level": heading.level, "text": heading.text, "anchor": heading.anchor}
    return _without_empty({**shown, "in_toc": heading.in_toc, "passage": passage})


def _without_empty(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in parts.items() if part or (part == 0 and part is not False)}
