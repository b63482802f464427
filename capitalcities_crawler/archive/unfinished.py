"""Which addresses the next run must ask for, whatever the routes show it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import Article, Link, Page, Site
from capitalcities_crawler.events import PageState
from capitalcities_crawler.urls import Kind, parse_address


def unfinished_pages(session: Session, site: ColumnElement[bool]) -> list[str]:
    """List the article addresses that are still to be fetched, newest first.

    They are those not got yet; those that should have an article and have none, because somebody
    deleted its rows; and last the neighbours that stored articles name and the ledger does not know.

    Args:
        session: of the archive.
        site: condition on ``Site``.
    """
    return [*_open(session, site), *dict.fromkeys(_unknown_neighbours(session, site))]


def _open(session: Session, site: ColumnElement[bool]) -> Iterator[str]:
    not_got = Page.state.in_([PageState.PENDING, PageState.FAILED])
    is_there = exists().where(Article.page_id == Page.id, Article.gone_at.is_(None))
    lost = Page.state.in_([PageState.STORED, PageState.UNCHANGED]) & ~is_there
    query = (
        select(Page.url)
        .join(Site)
        .where(site, Page.kind == "article", not_got | lost)
        .order_by(Page.published_on.desc(), Page.id)
    )
    yield from session.scalars(query)


def _unknown_neighbours(session: Session, site: ColumnElement[bool]) -> Iterator[str]:
    entered = exists().where(Page.site_id == Article.site_id, Page.url == Link.target_url)
    query = (
        select(Link.target_url, Site.base_url)
        .join(Article, Article.revision_id == Link.revision_id)
        .join(Site, Site.id == Article.site_id)
        .where(site, Link.rel.in_(["previous", "next"]), Article.gone_at.is_(None))
        .where(Link.target_url.is_not(None), ~entered)
        .order_by(Link.id)
    )
    for url, base_url in session.execute(query):
        if url and parse_address(url, base_url).kind is Kind.ARTICLE:
            yield url
