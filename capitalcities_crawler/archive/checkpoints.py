"""The checkpoint of a site: how far its changes are known."""

from __future__ import annotations

from dataclasses import asdict, replace

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.coverage import EXPLAINED
from capitalcities_crawler.archive.models import Article, Crawl, Page, Site, SiteCheckpoint
from capitalcities_crawler.events import Checkpoint


def read_checkpoint(session: Session, site: ColumnElement[bool]) -> Checkpoint | None:
    """Give the checkpoint of the site that a condition on ``Site`` picks."""
    query = select(SiteCheckpoint).join(Site, Site.id == SiteCheckpoint.site_id).where(site)
    row = session.scalars(query).one_or_none()
    return _event(row) if row else None


def save_checkpoint(session: Session, crawl: Crawl, event: Checkpoint) -> None:
    """Keep a checkpoint of the run's site, unless one of a later time is kept.

    One of the same time is the same look at the site, and what was complete stays so.
    """
    session.flush()  # what it counts must be there
    row = session.get(SiteCheckpoint, crawl.site_id)
    if row is not None and _has_no_news(_event(row), event):
        return
    row = row or SiteCheckpoint(site_id=crawl.site_id)
    row.crawl_id = crawl.id
    for name, value in asdict(event).items():
        setattr(row, name, value)
    row.known = count_known(session, crawl.site_id)
    session.add(row)
    session.flush()


def count_known(session: Session, site_id: int) -> int:
    """Count the articles that live and the addresses that are explained: not to be had."""
    lives = exists().where(Article.page_id == Page.id, Article.gone_at.is_(None))
    living = select(func.count(Article.id)).where(
        Article.site_id == site_id, Article.gone_at.is_(None)
    )
    explained = select(func.count(Page.id)).where(
        Page.site_id == site_id, Page.kind == "article", Page.state.in_(EXPLAINED), ~lives
    )
    return session.scalars(living).one() + session.scalars(explained).one()


def _has_no_news(stored: Checkpoint, event: Checkpoint) -> bool:
    if stored.at != event.at:
        return stored.at > event.at
    undone = stored.is_complete and not event.is_complete
    return undone or replace(stored, known=event.known) == event


def _event(row: SiteCheckpoint) -> Checkpoint:
    return Checkpoint(
        at=row.at,
        newest=row.newest,
        total=row.total,
        total_from=row.total_from,
        etag=row.etag,
        last_modified=row.last_modified,
        is_complete=row.is_complete,
        known=row.known,
    )
