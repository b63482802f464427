"""The data dictionary as Markdown, read from the models and views themselves."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Table

from capitalcities_crawler.archive.models import Base
from capitalcities_crawler.archive.views import VIEWS


def tables() -> str:
    """Give a part for each table: what a row is, and its columns."""
    return "\n".join(
        line
        for mapper in sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__tablename__)
        for line in _table(mapper.class_.__table__, mapper.class_.__doc__ or "")
    )


def views() -> str:
    """Give a line for each view."""
    lines = [f"| `{view.name}` | {view.doc} |" for view in VIEWS]
    return "\n".join(["| view | rows |", "| --- | --- |", *lines])


def _table(table: Table, doc: str) -> Iterator[str]:
    yield f"### {table.name}\n\n{doc}\n"
    yield "| column | type | meaning |"
    yield "| --- | --- | --- |"
    for column in table.columns:
        yield f"| `{column.name}` | {_type(column)} | {_meaning(column)} |"
    yield ""


def _type(column: Column[object]) -> str:
    words = {"VARCHAR": "text", "INTEGER": "integer", "BIGINT": "integer", "DATETIME": "time (UTC)"}
    name = words.get(str(column.type), str(column.type).lower())
    return f"{name} or empty" if column.nullable else name


def _meaning(column: Column[object]) -> str:
    parts = [column.doc] if column.doc else []
    parts += [f"`{key.target_fullname}`" for key in column.foreign_keys]
    return " ".join(parts)
