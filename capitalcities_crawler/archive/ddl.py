"""The schema as SQL, for those who read a data set without this program."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import dedent

from sqlalchemy import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from capitalcities_crawler.archive.models import Base
from capitalcities_crawler.archive.views import VIEWS, view_sql


def schema_sql(dialect: Dialect) -> str:
    """Give the statements that make all tables, indexes and views on a database."""
    return "".join(f"{statement.strip()};\n\n" for statement in _statements(dialect))


def _statements(dialect: Dialect) -> Iterator[str]:
    for table in Base.metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=dialect))
    for view in VIEWS:
        yield dedent(view_sql(view, dialect.name))
