"""Ties between articles: links to stored articles, and groups of duplicates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import Article, Link, Move, Page
from capitalcities_crawler.archive.writing.bulk import pieces
from capitalcities_crawler.archive.writing.content import Written


def link_targets(session: Session, batch: list[Written]) -> None:
    """Point the batch's links at stored articles, and older links at the batch's articles.

    A link to a former address leads to the article that moved away from it.
    """
    own = (
        select(Link.id, Article.id)
        .join(Page, Page.url == Link.target_url)
        .join(Article, Article.page_id == Page.id)
    )
    former = (
        select(Link.id, Move.article_id)
        .join(Page, Page.url == Link.target_url)
        .join(Move, Move.from_page_id == Page.id)
        .order_by(Move.moved_at)  # the article that left the address last counts
    )
    found: dict[int, int] = {}
    for piece in pieces(written.revision_id for written in batch):
        found |= _pairs(session, former.where(Link.revision_id.in_(piece)))
        found |= _pairs(session, own.where(Link.revision_id.in_(piece)))  # who lives there now
    for urls in pieces({written.article.page.url for written in batch}):
        waiting = own.where(Link.target_url.in_(urls), Link.target_article_id.is_(None))
        found |= _pairs(session, waiting)
    if found:
        values = [{"id": link, "target_article_id": article} for link, article in found.items()]
        session.execute(update(Link), values)


def _pairs(session: Session, query: Select[int, int]) -> dict[int, int]:
    return dict(iter(session.execute(query)))


def group_duplicates(session: Session, bodies: Iterable[str]) -> None:
    """Let articles with the same body share a group, named by the body; one alone has none."""
    groups: dict[str, list[tuple[int, str | None]]] = defaultdict(list)
    query = select(Article.body_sha256, Article.id, Article.duplicate_group)
    for piece in pieces(set(bodies)):
        for body, article_id, group in session.execute(query.where(Article.body_sha256.in_(piece))):
            groups[body].append((article_id, group))
    changed = [
        {"id": article_id, "duplicate_group": group}
        for body, members in groups.items()
        for group in [group_name(body) if len(members) > 1 else None]
        for article_id, stored in members
        if stored != group
    ]
    if changed:
        session.execute(update(Article), changed)


def group_name(body_sha256: str) -> str:
    """Name a group by its body: the same however and in whatever order the archive was filled."""
    return body_sha256[:16]
