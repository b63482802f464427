"""Which articles are meant: by day, place, tag, author and publisher."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.errors import ArchiveError
from capitalcities_crawler.archive.models import (
    Article,
    ArticleAuthor,
    ArticleSection,
    ArticleTag,
    Author,
    Section,
    Tag,
)
from capitalcities_crawler.publishers import publisher_key


class UnknownNameError(ArchiveError):
    """Raised when no article bears a name that was given; the message names the nearest ones."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Articles for which all of this holds; ``None`` asks for nothing.

    Names are compared without regard to case and diacritics, with the name as printed or its slug.
    """

    since: date | None = None
    """First local day of publication."""
    until: date | None = None
    """Last local day of publication."""
    place: str | None = None
    """A section in which the article stands, at any height of the tree."""
    tag: str | None = None
    author: str | None = None
    publisher: str | None = None
    """Who published the original, in any spelling that the archive has of it."""

    def of(self, session: Session, query: Select[Any]) -> Select[Any]:
        """Keep only what is meant, of a query over ``Article``.

        Raises:
            UnknownNameError: no article bears a name.
        """
        return query.where(*self.conditions(session))

    def conditions(self, session: Session) -> Iterator[ColumnElement[bool]]:
        """Give what must hold of an ``Article``.

        Raises:
            UnknownNameError: no article bears a name.
        """
        if self.since:
            yield Article.published_on >= self.since
        if self.until:
            yield Article.published_on <= self.until
        if self.place is not None:
            ids = place_ids(session, self.place)
            bearing = select(ArticleSection.article_id).where(ArticleSection.section_id.in_(ids))
            yield Article.id.in_(bearing)
        if self.tag is not None:
            ids = tag_ids(session, self.tag)
            yield Article.id.in_(select(ArticleTag.article_id).where(ArticleTag.tag_id.in_(ids)))
        if self.author is not None:
            ids = author_ids(session, self.author)
            bearing = select(ArticleAuthor.article_id).where(ArticleAuthor.author_id.in_(ids))
            yield Article.id.in_(bearing)
        if self.publisher is not None:
            names = publisher_names(session, self.publisher)
            yield Article.source_publisher.in_(names)


def place_ids(session: Session, name: str) -> list[int]:
    """Give the sections that bear a name.

    Raises:
        UnknownNameError: none does.
    """
    return _meant("place", name, session.execute(select(Section.id, Section.name, Section.slug)))


def tag_ids(session: Session, name: str) -> list[int]:
    """Give the tags that bear a name.

    Raises:
        UnknownNameError: none does.
    """
    return _meant("tag", name, session.execute(select(Tag.id, Tag.name, Tag.slug)))


def author_ids(session: Session, name: str) -> list[int]:
    """Give the authors that bear a name.

    Raises:
        UnknownNameError: none does.
    """
    return _meant("author", name, session.execute(select(Author.id, Author.name)))


def publisher_names(session: Session, name: str) -> list[str]:
    """Give all spellings of a publisher's name that articles have.

    Raises:
        UnknownNameError: nobody of that name has published an original.
    """
    # From one name to the next by the index: DISTINCT would look at every article.
    first = select(func.min(Article.source_publisher).label("name")).cte(recursive=True)
    after = select(func.min(Article.source_publisher)).where(
        Article.source_publisher > first.c.name
    )
    names = first.union_all(select(after.scalar_subquery()).where(first.c.name.is_not(None)))
    found = session.scalars(select(names.c.name).where(names.c.name.is_not(None))).all()
    same = [other for other in found if publisher_key(other) == publisher_key(name)]
    return same or _meant("publisher", name, ((other, other) for other in found))


def fold(name: str) -> str:
    """Give a name without case, diacritics and space around it.

    >>> fold(" São PAULO "), fold("بَغداد")
    ('sao paulo', 'بغداد')
    """
    if name.isascii():
        return name.lower().strip()
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part)).strip()


def _meant(kind: str, wanted: str, rows: Iterable[Any]) -> list[Any]:
    """Give the keys of all rows of which a name is the one that is meant; the key stands first."""
    name, known = fold(wanted), list(rows)
    found = [row[0] for row in known if any(each and fold(each) == name for each in row[1:])]
    if found:
        return found
    shown: dict[str, str] = {}
    for row in known:
        for each in filter(None, row[1:]):
            shown.setdefault(fold(each), row[1])
    near = [shown[each] for each in get_close_matches(name, shown, n=3)]
    hint = f": did you mean {' or '.join(map(repr, dict.fromkeys(near)))}?" if near else ""
    raise UnknownNameError(f"no article has the {kind} {wanted!r}{hint}")
