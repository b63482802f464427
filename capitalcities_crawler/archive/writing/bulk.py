"""Look-ups over many values, in pieces that every database accepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import InstrumentedAttribute, Session

T = TypeVar("T")

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
