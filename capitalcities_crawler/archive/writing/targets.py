"""Links to stored articles."""

from __future__ import annotations

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import Article, Link, Move, Page
from capitalcities_crawler.archive.writing.bulk import pieces, table_of
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
        link = table_of(Link)
        point = update(link).where(link.c.id == bindparam("link"))
        point = point.values(target_article_id=bindparam("article"))
        values = [{"link": link_id, "article": article_id} for link_id, article_id in found.items()]
        session.connection().execute(point, values)


def _pairs(session: Session, query: Select[int, int]) -> dict[int, int]:
    return dict(iter(session.execute(query)))
