"""The newest articles that answer a query, straight from the index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from sqlalchemy import text
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.search.grammar import Query
from capitalcities_crawler.archive.search.index import HEADS_INDEX, INDEX
from capitalcities_crawler.archive.search.match import to_fts5
from capitalcities_crawler.archive.search.windows import by_index_alone

_FTS5 = "SELECT rowid FROM {index} WHERE {index} MATCH :words ORDER BY rowid DESC LIMIT :number"


class Index(Protocol):
    """What can be asked for the newest articles."""

    def newest(self, wanted: Query, number: int, *, heads: bool = False) -> list[int]:
        """Give so many matching articles at most, the last stored first.

        Args:
            wanted: the query, of words and of keys.
            number: of articles.
            heads: whether the words must stand in title and names.
        """


@contextmanager
def index_of(session: Session) -> Iterator[Index]:
    """Open the index of an archive."""
    if session.get_bind().dialect.name == "sqlite":
        yield _Fts5(session)
    else:
        with by_index_alone(session) as windows:
            yield windows


class _Fts5:
    def __init__(self, session: Session) -> None:
        self._session = session

    def newest(self, wanted: Query, number: int, *, heads: bool = False) -> list[int]:
        query = text(_FTS5.format(index=HEADS_INDEX if heads else INDEX))
        return list(self._session.scalars(query, {"words": to_fts5(wanted), "number": number}))
