"""Put a question to an archive."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.errors import ArchiveError
from capitalcities_crawler.archive.questions.store import Question

Value = str | int | float | None


class Answer(NamedTuple):
    """A table: the same on SQLite and PostgreSQL."""

    columns: tuple[str, ...]
    rows: list[tuple[Value, ...]]
    """Days as ``2025-06-01``, times as ``2025-06-01 05:19`` in UTC."""


def ask(session: Session, question: Question, **values: str) -> Answer:
    """Answer a question; what is not given of its parameters has its default.

    Raises:
        ArchiveError: the question has no such parameter.
    """
    if unknown := values.keys() - question.defaults.keys():
        known = ", ".join(question.defaults) or "none"
        msg = f"{question.slug} has no parameter {min(unknown)!r}; it has {known}"
        raise ArchiveError(msg)
    dialect = session.get_bind().dialect.name
    if dialect == "postgresql":
        session.execute(text("SET LOCAL TIME ZONE 'UTC'"))  # times become text in it
    result = session.execute(text(question.sql(dialect)), question.defaults | values)
    return Answer(tuple(result.keys()), [tuple(map(_plain, row)) for row in result])


def _plain(value: object) -> Value:
    """Give a value as SQLite would."""
    if isinstance(value, Decimal):
        return int(value) if value.as_tuple().exponent == 0 else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)
