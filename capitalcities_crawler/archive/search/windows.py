"""PostgreSQL's newest articles that answer a query: asked for in windows, from the newest on.

A GIN index has no order: without windows all hits would have to be had before the newest are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.search.grammar import Or, Phrase, Query
from capitalcities_crawler.archive.search.index import BLOCKS, VECTORS, block_key
from capitalcities_crawler.archive.search.match import conjuncts, loosened, to_tsquery

_RATIO = 8
"""Each kind of block holds so many of the kind before."""

_GROWTH = 64
"""A window is at most so many times as large as all before it together."""

_MARGIN = 1.5
"""A window is so many times as large as it would be if articles answered as often as so far."""

_FIELDS = {VECTORS[0]: ("title", "names"), VECTORS[1]: ("title", "names", "body")}
"""What each vector holds."""

_QUERY = "SELECT article_id FROM search_text WHERE {} ORDER BY article_id DESC LIMIT :number"
_HAS = "{vector} @@ CAST(:{name} AS tsquery)"
_STANDS = "strpos(' ' || {field} || ' ', :{name}) > 0"

# PostgreSQL does not know that to look into a vector is to unpack it, and would rather read the
# table than the index. It shall also look at each query's own words.
_SETTINGS = {
    "enable_seqscan": "off",
    "enable_indexscan": "off",
    "jit": "off",
    "plan_cache_mode": "force_custom_plan",
}
_SET = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in _SETTINGS.items())
_BEGIN = f"SELECT (SELECT max(article_id) FROM search_text), {_SET}"  # noqa: S608 - constants
_END = "; ".join(f"SET LOCAL {name} TO DEFAULT" for name in _SETTINGS)


class Windows:
    """The index of PostgreSQL, to be asked several times in one transaction."""

    def __init__(self, session: Session, last: int) -> None:
        self._session = session
        self._total = (last >> BLOCKS[0]) + 1

    def newest(self, wanted: Query, number: int, *, heads: bool = False) -> list[int]:
        """Ask for the newest articles, then for older ones until there are enough."""
        query, values = _question(wanted, VECTORS[0] if heads else VECTORS[1])
        found: list[int] = []
        looked = 0
        while looked < self._total and len(found) < number:
            end = self._total - looked
            size = min(window(looked, len(found), number), end)
            inside = Or(tuple(Phrase((key,)) for key in blocks(end - size, end)))
            missing = {"blocks": to_tsquery(inside), "number": number - len(found)}
            found += self._session.scalars(query, values | missing)
            looked += size
        return found


@contextmanager
def by_index_alone(session: Session) -> Iterator[Windows]:
    """Leave PostgreSQL no other plan while the block runs; an error ends the settings with the transaction."""
    last = session.scalar(text(_BEGIN))
    yield Windows(session, last or 0)
    session.execute(text(_END))


def _question(wanted: Query, vector: str) -> tuple[TextClause, dict[str, str]]:
    """Write a query, and what goes into it, but for the window.

    Each part that all articles must have is a condition of its own: PostgreSQL then leaps to what
    the next part has, the window first. Within one ``tsquery`` it goes from hit to hit of a part.
    """
    loose, phrases = loosened(wanted)
    words = {f"words{place}": to_tsquery(part) for place, part in enumerate(conjuncts(loose))}
    sought = {f"phrase{place}": _spaced(phrase) for place, phrase in enumerate(phrases)}
    conditions = [_HAS.format(vector=vector, name=name) for name in ("blocks", *words)]
    for name in sought:  # to look into a vector is to unpack it, and it is four times as large
        places = (_STANDS.format(field=field, name=name) for field in _FIELDS[vector])
        conditions.append(f"({' OR '.join(places)})")
    return text(_QUERY.format(" AND ".join(conditions))), words | sought


def _spaced(phrase: Phrase) -> str:
    return f" {' '.join(phrase.words)}" + ("" if phrase.is_prefix else " ")


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
