"""Groups: articles that are near-duplicates of each other, directly or through others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import Article, DuplicatePair
from capitalcities_crawler.archive.writing.bulk import pieces


def partners(session: Session, articles: Iterable[int]) -> set[tuple[int, int]]:
    """Give all pairs to which one of the articles belongs."""
    pair = DuplicatePair
    query = select(pair.article_id, pair.other_id)
    found: set[tuple[int, int]] = set()
    for piece in pieces(articles):
        of_them = or_(pair.article_id.in_(piece), pair.other_id.in_(piece))
        found.update((row[0], row[1]) for row in session.execute(query.where(of_them)))
    return found


def regroup(session: Session, articles: set[int]) -> None:
    """Name the groups of the articles anew, and of all that hang together with them."""
    stored: dict[int, tuple[str, str | None]] = {}
    linked = _linked(session, articles)
    query = select(Article.id, Article.body_sha256, Article.duplicate_group)
    for piece in pieces(linked):
        for article, body, group in session.execute(query.where(Article.id.in_(piece))):
            stored[article] = (body, group)
    changed = [
        {"id": member, "duplicate_group": name}
        for linked_ones in _components(linked)
        for members in [linked_ones & stored.keys()]  # a shell may have deleted one
        for name in [_name(stored[member][0] for member in members)]
        for member in members
        if stored[member][1] != name
    ]
    if changed:
        session.execute(update(Article), changed)


def _linked(session: Session, articles: set[int]) -> dict[int, set[int]]:
    """Give each article that can be reached, with its partners."""
    found: dict[int, set[int]] = {article: set() for article in articles}
    news = set(articles)
    while news:
        pairs = partners(session, news)
        news = {article for pair in pairs for article in pair} - found.keys()
        for one, other in pairs:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return found


def _components(linked: dict[int, set[int]]) -> Iterator[set[int]]:
    left = set(linked)
    while left:
        members, news = set[int](), {left.pop()}
        while news:
            members |= news
            news = set().union(*(linked[article] for article in news)) - members
        left -= members
        yield members


def _name(bodies: Iterable[str]) -> str | None:
    """Name a group by one of its texts: the same however and in whatever order the archive was filled."""
    digests = list(bodies)
    return min(digests)[:16] if len(digests) > 1 else None
