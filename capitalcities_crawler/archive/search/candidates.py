"""The newest articles that answer a query, straight from the index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.search.grammar import And, Or, Phrase, Query
from capitalcities_crawler.archive.search.index import (
    BLOCKS,
    HEADS_INDEX,
    INDEX,
    VECTORS,
    block_key,
)
from capitalcities_crawler.archive.search.match import to_fts5, to_tsquery

_GROWTH = 8
"""Each window is so many times as large as the one before, as each kind of block is."""

_FTS5 = "SELECT rowid FROM {index} WHERE {index} MATCH :words ORDER BY rowid DESC LIMIT :number"

_TSQUERY = (
    "SELECT article_id FROM search_text WHERE {vector} @@ CAST(:words AS tsquery)"
    " ORDER BY article_id DESC LIMIT :number"
)

# PostgreSQL does not know that to look into a vector is to unpack it, and would rather read the
# table than the index. It shall also look at each query's own words.
_SETTINGS = {
    "enable_seqscan": "off",
    "enable_indexscan": "off",
    "jit": "off",
    "plan_cache_mode": "force_custom_plan",
}


def newest(session: Session, wanted: Query, number: int, *, heads: bool = False) -> list[int]:
    """Give so many matching articles at most, the last stored first.

    Args:
        session: an open one.
        wanted: the query, of words and of keys.
        number: of articles.
        heads: whether the words must stand in title and names.
    """
    if session.get_bind().dialect.name == "sqlite":
        query = text(_FTS5.format(index=HEADS_INDEX if heads else INDEX))
        values = {"words": to_fts5(wanted), "number": number}
        return list(session.scalars(query, values))
    return _newest_in_windows(session, wanted, number, VECTORS[0] if heads else VECTORS[1])


def _newest_in_windows(session: Session, wanted: Query, number: int, vector: str) -> list[int]:
    """Ask for the newest articles, then for ever more older ones.

    A GIN index has no order: without windows all hits would have to be had before the newest are.
    """
    last = session.scalar(text("SELECT max(article_id) FROM search_text")) or 0
    query = text(_TSQUERY.format(vector=vector))
    found: list[int] = []
    with _by_index_alone(session):
        for keys in windows(last):
            asked = And((wanted, Or(tuple(Phrase((key,)) for key in keys))))
            values = {"words": to_tsquery(asked), "number": number - len(found)}
            found += session.scalars(query, values)
            if len(found) == number:
                break
    return found


@contextmanager
def _by_index_alone(session: Session) -> Iterator[None]:
    """Leave PostgreSQL no other plan while the block runs; an error ends the settings with the transaction."""
    names = [f"SET LOCAL {name} = {value}" for name, value in _SETTINGS.items()]
    session.execute(text("; ".join(names)))
    yield
    session.execute(text("; ".join(f"SET LOCAL {name} TO DEFAULT" for name in _SETTINGS)))


def windows(last: int) -> Iterator[list[str]]:
    """Give the keys of the blocks in each window, from the article with that number down to the first."""
    end, size = (last >> BLOCKS[0]) + 1, 1
    while end > 0:
        begin = max(0, end - size)
        yield list(_blocks(begin, end))
        end, size = begin, size * _GROWTH


def _blocks(begin: int, end: int, kind: int = 0) -> Iterator[str]:
    """Cover a range of the smallest blocks by the largest blocks inside."""
    bits = BLOCKS[kind]
    is_largest = kind == len(BLOCKS) - 1
    while begin < end and (is_largest or begin % _GROWTH):
        yield block_key(bits, begin)
        begin += 1
    while begin < end and end % _GROWTH:
        end -= 1
        yield block_key(bits, end)
    if begin < end:
        yield from _blocks(begin // _GROWTH, end // _GROWTH, kind + 1)
