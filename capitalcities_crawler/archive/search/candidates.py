"""The newest articles that answer a query, straight from the index."""

from __future__ import annotations

import math
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

_RATIO = 8
"""Each kind of block holds so many of the kind before."""

_GROWTH = 64
"""A window is at most so many times as large as all before it together."""

_MARGIN = 1.5
"""A window is so many times as large as it would be if articles answered as often as so far."""

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
    """Ask for the newest articles, then for older ones until there are enough.

    A GIN index has no order: without windows all hits would have to be had before the newest are.
    """
    last = session.scalar(text("SELECT max(article_id) FROM search_text")) or 0
    query = text(_TSQUERY.format(vector=vector))
    found: list[int] = []
    total, looked = (last >> BLOCKS[0]) + 1, 0
    with _by_index_alone(session):
        while looked < total and len(found) < number:
            size = min(window(looked, len(found), number), total - looked)
            keys = blocks(total - looked - size, total - looked)
            asked = And((wanted, Or(tuple(Phrase((key,)) for key in keys))))
            values = {"words": to_tsquery(asked), "number": number - len(found)}
            found += session.scalars(query, values)
            looked += size
    return found


@contextmanager
def _by_index_alone(session: Session) -> Iterator[None]:
    """Leave PostgreSQL no other plan while the block runs; an error ends the settings with the transaction."""
    names = [f"SET LOCAL {name} = {value}" for name, value in _SETTINGS.items()]
    session.execute(text("; ".join(names)))
    yield
    session.execute(text("; ".join(f"SET LOCAL {name} TO DEFAULT" for name in _SETTINGS)))


def window(looked: int, found: int, wanted: int) -> int:
    """Give how many blocks to look at next, so that they hold what is missing and not much more.

    Args:
        looked: blocks so far.
        found: articles in them that answer.
        wanted: articles in all.
    """
    likely = math.ceil(looked * (wanted - found) / max(found, 1) * _MARGIN)
    return max(1, min(likely, looked * _GROWTH))


def blocks(begin: int, end: int, kind: int = 0) -> Iterator[str]:
    """Give the keys of a range of the smallest blocks: those of the largest blocks inside."""
    bits = BLOCKS[kind]
    is_largest = kind == len(BLOCKS) - 1
    while begin < end and (is_largest or begin % _RATIO):
        yield block_key(bits, begin)
        begin += 1
    while begin < end and end % _RATIO:
        end -= 1
        yield block_key(bits, end)
    if begin < end:
        yield from blocks(begin // _RATIO, end // _RATIO, kind + 1)
