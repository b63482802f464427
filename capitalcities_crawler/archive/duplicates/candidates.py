"""The articles that may be near-duplicates of given ones, by the index of their sketches."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from capitalcities_crawler.archive.models import Article, Shingle
from capitalcities_crawler.archive.writing.bulk import pieces

MOST_HOLDERS = 100
"""A shingle in more sketches is a stock phrase, and says nothing."""

MOST_CANDIDATES = 20
"""Articles that are compared with a new one at most: those that share the most of its sketch."""

LEAST_SHARED = 2
"""Shingles of their sketches that candidates share."""


def candidates(session: Session, articles: Iterable[int]) -> set[tuple[int, int]]:
    """Give pairs of an article and another that may be like it, each pair once, the smaller first.

    What it costs for one article does not grow with the archive.
    """
    found: set[tuple[int, int]] = set()
    for piece in pieces(articles):
        alike: dict[int, list[int]] = {}
        for article, other in _sharing(session, piece):
            alike.setdefault(article, []).append(other)
        for article, others in alike.items():
            pairs = ((article, other) for other in others[:MOST_CANDIDATES])
            found.update((min(pair), max(pair)) for pair in pairs)
    return found


def _sharing(session: Session, articles: list[int]) -> Iterable[tuple[int, int]]:
    own, other, holder = Shingle, aliased(Shingle), aliased(Shingle)
    one_too_many = select(holder.key).where(holder.key == own.key).limit(1).offset(MOST_HOLDERS)
    shared = func.count()
    query = (
        select(own.article_id, other.article_id)
        .join(other, other.key == own.key)
        .join(Article, Article.id == other.article_id)  # a shell may have deleted it
        .where(own.article_id.in_(articles), other.article_id != own.article_id)
        .where(~one_too_many.correlate(own).exists())
        .group_by(own.article_id, other.article_id)
        .having(shared >= LEAST_SHARED)
        .order_by(own.article_id, shared.desc(), other.article_id)
    )
    return ((row[0], row[1]) for row in session.execute(query))
