"""Many rows at once: look-ups in pieces that every database accepts, and plain inserts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Select, Table, insert
from sqlalchemy.orm import InstrumentedAttribute, Session

from capitalcities_crawler.archive.models import Base

T = TypeVar("T")
Row = dict[str, Any]

_PIECE = 500
"""Values in one IN (...): well below SQLite's oldest limit of 999 parameters."""


def pieces(values: Iterable[T]) -> Iterator[list[T]]:
    """Cut values into lists of a size that one statement can take."""
    rest = iter(values)
    while piece := list(islice(rest, _PIECE)):
        yield piece


def rows_where(
    session: Session,
    query: Select[T],
    column: InstrumentedAttribute[Any] | ColumnElement[Any],
    values: Iterable[Any],
) -> Iterator[T]:
    """Give the entities of ``query`` whose ``column`` is one of ``values``."""
    for piece in pieces(sorted(set(values))):
        yield from session.scalars(query.where(column.in_(piece)))


def table_of(model: type[Base]) -> Table:
    """Give the table whose rows are written without objects of the session."""
    return cast("Table", model.__table__)


def insert_rows(session: Session, model: type[Base], rows: Iterable[Row]) -> None:
    """Write rows that no object of the session stands for: to map them one by one costs as much again."""
    if values := list(rows):
        session.connection().execute(insert(table_of(model)), values)


def insert_with_ids(session: Session, model: type[Base], rows: Sequence[Row]) -> list[int]:
    """Write such rows; give their new ids, in their order."""
    if not rows:
        return []
    table = table_of(model)
    query = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return list(session.connection().scalars(query, rows))
