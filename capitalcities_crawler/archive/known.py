"""What the archive knows of addresses and posts: the questions that a harvest asks before it fetches.

Each takes the site as its profile's key and its root address; many values are looked up together.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import Article, Capture, Link, Move, Page, Site
from capitalcities_crawler.archive.writing.bulk import pieces
from capitalcities_crawler.events import PageState

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Known(NamedTuple):
    """An address of the ledger, and the article there."""

    url: str
    """Canonical address."""
    state: PageState
    announced_at: datetime | None
    """The site's time of the last change that was seen: as a route stated it, else as the article
    itself does; ``None`` where neither tells the moment."""
    post_id: int | None
    """WordPress's number of the article that lives, or lived last, at this address."""
    has_article: bool
    """Whether an article lives here, or is gone from here (one that moved away is neither)."""
    is_living: bool
    """Whether an article lives here."""


def on_site(site_key: str, base_url: str) -> ColumnElement[bool]:
    """Give the condition on ``Site`` that picks one site."""
    return (Site.key == site_key) & (Site.base_url == base_url.rstrip("/"))


def known_pages(
    session: Session, site_key: str, base_url: str, urls: Iterable[str]
) -> dict[str, Known]:
    """Tell what is known of those addresses that the ledger has."""
    query = _PAGES.where(on_site(site_key, base_url))
    rows: dict[int, Any] = {}
    for piece in pieces(set(urls)):
        for row in session.execute(query.where(Page.url.in_(piece))):
            if row.id not in rows or _rank(row) > _rank(rows[row.id]):
                rows[row.id] = row
    left = _posts_that_left(session, (row.id for row in rows.values() if row.article_id is None))
    return {row.url: _known(row, row.post_id or left.get(row.id)) for row in rows.values()}


def known_posts(
    session: Session, site_key: str, base_url: str, post_ids: Iterable[int]
) -> dict[int, Known]:
    """Tell where the articles with those numbers live, or lived last."""
    query = _PAGES.where(on_site(site_key, base_url))
    known: dict[int, Known] = {}
    for piece in pieces(set(post_ids)):
        rows = session.execute(query.where(Article.post_id.in_(piece)))
        known |= {row.post_id: _known(row, row.post_id) for row in rows}
    return known


def living(session: Session, site_key: str, base_url: str) -> dict[str, int | None]:
    """Give every address at which an article lives, with its post number."""
    query = (
        select(Page.url, Article.post_id)
        .join(Article, Article.page_id == Page.id)
        .join(Site, Site.id == Page.site_id)
        .where(on_site(site_key, base_url), Article.gone_at.is_(None))
    )
    return dict(iter(session.execute(query)))


def neighbours(
    session: Session, site_key: str, base_url: str, url: str
) -> tuple[str | None, str | None]:
    """Give the canonical addresses before and after the article at ``url``, as it was stored last.

    An address that an article moved away from leads to where that lives now.
    """
    passed: set[str] = set()
    home: str | None = url
    while home is not None and home not in passed:
        passed.add(home)
        links = _neighbour_links(session, site_key, base_url, home)
        if links is not None:
            return links.get("previous"), links.get("next")
        moved_to = select(Page.moved_to).join(Site).where(on_site(site_key, base_url))
        home = session.scalar(moved_to.where(Page.url == home))
    return None, None


_PAGES: Select[*tuple[Any, ...]] = (
    select(
        Page.id,
        Page.url,
        Page.state,
        Page.announced_at,
        Article.id.label("article_id"),
        Article.post_id,
        Article.modified_at,
        Article.gone_at,
    )
    .join(Site, Site.id == Page.site_id)
    .outerjoin(Article, Article.page_id == Page.id)
)


def _rank(row: Row[*tuple[Any, ...]]) -> tuple[bool, datetime]:
    """Put the living article of an address above those gone from it, and the last gone above others."""
    return row.gone_at is None, row.gone_at or _LONG_AGO


def _known(row: Row[*tuple[Any, ...]], post_id: int | None) -> Known:
    has_article = row.article_id is not None
    return Known(
        url=row.url,
        state=PageState(row.state),
        announced_at=row.announced_at or row.modified_at,
        post_id=post_id,
        has_article=has_article,
        is_living=has_article and row.gone_at is None,
    )


def _posts_that_left(session: Session, page_ids: Iterable[int]) -> dict[int, int | None]:
    """Give by page the post that moved away from it last."""
    query = select(Move.from_page_id, Article.post_id).join(Article, Article.id == Move.article_id)
    left: dict[int, int | None] = {}
    for piece in pieces(page_ids):
        moves = query.where(Move.from_page_id.in_(piece)).order_by(Move.moved_at)
        left |= dict(iter(session.execute(moves)))
    return left


def _neighbour_links(
    session: Session, site_key: str, base_url: str, url: str
) -> dict[str, str | None] | None:
    """Give the links to the neighbours by ``rel``; ``None`` where no article was ever stored."""
    article = (
        select(Article.revision_id)
        .join(Page, Page.id == Article.page_id)
        .join(Site, Site.id == Page.site_id)
        .where(on_site(site_key, base_url), Page.url == url)
        .order_by(Article.gone_at.is_not(None), Article.gone_at.desc())
    )
    revision_id = session.scalars(article.limit(1)).first()
    if revision_id is None:
        return None
    links = select(Link.rel, Link.target_url).where(
        Link.revision_id == revision_id, Link.rel.in_(["previous", "next"])
    )
    return dict(iter(session.execute(links)))


def last_capture(session: Session, url: str) -> tuple[str, datetime, str] | None:
    """Give address, time and digest of the last answer of ``url`` that was kept as received."""
    query = (
        select(Page.url, Capture.fetched_at, Capture.received_digest)
        .join(Capture.page)
        .where(Page.url == url, Capture.received_digest.is_not(None))
        .order_by(Capture.fetched_at.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return (row[0], row[1], str(row[2])) if row else None
