"""The views for analysts: flat rows that hold the joins. Made anew after each migration.

One file a view: what a row is, as a comment, and its query. The SQL runs on SQLite and PostgreSQL alike;
only the function that joins texts has two names.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class View:
    """One view: its name, what a row is, and its query."""

    name: str
    doc: str
    sql: str


def _read(name: str) -> View:
    text = (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")
    head, _, query = text.partition("\n\n")
    doc = " ".join(line.removeprefix("-- ") for line in head.splitlines())
    return View(name, doc, query)


VIEWS = tuple(
    map(
        _read,
        (
            "articles",
            "passages",
            "coverage",
            "places",
            "unmatched_places",  # after the view that it reads
            "publishers",
            "timeline",
            "changes",
            "duplicates",
        ),
    )
)

_JOIN_TEXTS = {"sqlite": "group_concat", "postgresql": "string_agg"}


def create_views(connection: Connection) -> None:
    """Make all views."""
    for view in VIEWS:
        connection.exec_driver_sql(view_sql(view, connection.dialect.name))


def view_sql(view: View, dialect: str) -> str:
    """Give the statement that makes a view on a kind of database."""
    query = view.sql.replace("{join_texts}", _JOIN_TEXTS[dialect])
    return f"CREATE VIEW {view.name} AS {query}"


def drop_views(connection: Connection) -> None:
    """Take all views away: a table under a view cannot be altered."""
    for view in reversed(VIEWS):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {view.name}")
