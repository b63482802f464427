"""The data dictionary as Markdown, read from the models and views themselves."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import cleandoc

from sqlalchemy import Column, Table

from capitalcities_crawler.archive.models import Base
from capitalcities_crawler.archive.view_columns import COLUMNS, Same
from capitalcities_crawler.archive.views import VIEWS, View

_HEAD = ("| column | type | meaning |", "| --- | --- | --- |")


def tables() -> str:
    """Give a part for each table: what a row is, and its columns."""
    return "\n".join(
        line
        for mapper in sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__tablename__)
        for line in _table(mapper.class_.__table__, mapper.class_.__doc__ or "")
    )


def views() -> str:
    """Give a line for each view, then a part for each with its columns."""
    lines = [f"| `{view.name}` | {view.doc} |" for view in VIEWS]
    parts = [line for view in VIEWS for line in _view(view)]
    return "\n".join(["| view | rows |", "| --- | --- |", *lines, "", *parts])


def meanings() -> dict[str, tuple[str, dict[str, str]]]:
    """Give for each table and view what a row is, and what its columns mean, where there is more to say."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for mapper in Base.registry.mappers:
        table: Table = mapper.class_.__table__
        columns = {column.name: column.doc for column in table.columns if column.doc}
        found[table.name] = (cleandoc(mapper.class_.__doc__ or ""), columns)
    for view in VIEWS:
        named = {
            column.name: _passed_on(column)[1] if isinstance(column, Same) else column.meaning
            for column in COLUMNS[view.name]
        }
        found[view.name] = (view.doc, {name: text for name, text in named.items() if text})
    return found


def _view(view: View) -> Iterator[str]:
    yield f"### {view.name}\n\n{view.doc}\n"
    yield from _HEAD
    for column in COLUMNS[view.name]:
        kind, meaning = (
            _passed_on(column) if isinstance(column, Same) else (column.kind, column.meaning)
        )
        yield f"| `{column.name}` | {kind} | {meaning} |"
    yield ""


def _passed_on(column: Same) -> tuple[str, str]:
    """Give type and meaning of a view's column that is a table's."""
    table, _, name = column.source.partition(".")
    source = Base.metadata.tables[table].columns[name]
    kind = _type(source)
    if column.may_be_empty and not source.nullable:
        kind += " or empty"
    return kind, " ".join(filter(None, [source.doc, f"`{column.source}`"]))


def _table(table: Table, doc: str) -> Iterator[str]:
    yield f"### {table.name}\n\n{cleandoc(doc)}\n"
    yield from _HEAD
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
