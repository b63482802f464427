"""All words that any article has: the beginning of a word becomes the words that begin so.

A database that looks for a beginning gathers all places of all those words before it gives the first
article. Asked for the words themselves, it goes through them from the newest article on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import chain
from typing import Any

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import SearchWord
from capitalcities_crawler.archive.search.grammar import And, Or, Phrase, Query

MOST_WORDS = 200
"""Words that begin alike: more are left to the database, for which they are seldom frequent ones."""

_LAST = "\U0010ffff"
"""No letter comes after it."""

_VALUES = {"sqlite": "json_each(:words)", "postgresql": "json_array_elements_text(:words)"}


def note_words(connection: Connection, rows: Iterable[dict[str, Any]]) -> None:
    """Keep the words of rows of ``search_text``; those of deleted articles stay, which does no harm."""
    fields = (row[name] for row in rows for name in ("title", "names", "body"))
    words = sorted(set(chain.from_iterable(map(str.split, fields))))
    values = _VALUES[connection.dialect.name]
    query = f"INSERT INTO search_word SELECT value FROM {values} WHERE true ON CONFLICT DO NOTHING"  # noqa: S608 - one of two constants
    connection.execute(text(query), {"words": json.dumps(words, ensure_ascii=False)})


def with_words(session: Session, query: Query) -> Query:
    """Put the words that begin so in the place of each beginning."""
    match query:
        case Phrase((*first, begin), is_prefix=True):
            words = _beginning_with(session, begin)
            return Or(tuple(Phrase((*first, word)) for word in words)) if words else query
        case Phrase():
            return query
        case Or(parts):
            return Or(tuple(with_words(session, part) for part in parts))
        case And(parts, without):
            wanted, unwanted = (
                tuple(with_words(session, part) for part in each) for each in (parts, without)
            )
            return And(wanted, unwanted)


def _beginning_with(session: Session, begin: str) -> list[str]:
    """Give the words that begin so; none where they are too many."""
    word = SearchWord.word
    query = select(word).where(word >= begin, word < begin + _LAST).limit(MOST_WORDS + 1)
    found = list(session.scalars(query))
    return found if len(found) <= MOST_WORDS else []
