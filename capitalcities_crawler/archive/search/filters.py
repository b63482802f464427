"""A selection as a part of the query: the keys of the articles that are meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from capitalcities_crawler.archive.search import keys
from capitalcities_crawler.archive.search.grammar import Or, Phrase, Query
from capitalcities_crawler.archive.selection import (
    Selection,
    author_ids,
    place_ids,
    publisher_names,
    tag_ids,
)


def filters(session: Session, selection: Selection) -> Iterator[Query]:
    """Give what all must match, of an article that is meant.

    Raises:
        UnknownNameError: no article bears a name.
    """
    if selection.since or selection.until:
        yield _any_of(keys.range_keys(selection.since, selection.until))
    if selection.place is not None:
        yield _any_of(map(keys.place_key, place_ids(session, selection.place)))
    if selection.tag is not None:
        yield _any_of(map(keys.tag_key, tag_ids(session, selection.tag)))
    if selection.author is not None:
        yield _any_of(map(keys.author_key, author_ids(session, selection.author)))
    if selection.publisher is not None:
        names = publisher_names(session, selection.publisher)
        yield _any_of(map(keys.publisher_key, names))


def _any_of(wanted: Iterable[str]) -> Query:
    return Or(tuple(Phrase((key,)) for key in wanted) or (Phrase((keys.NOTHING,)),))
