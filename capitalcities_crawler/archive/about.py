"""What an archive is of, and by what it was made."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import Article, Capture, Crawl, Revision, Site
from capitalcities_crawler.archive.schema import stored_version


class About(NamedTuple):
    """An archive in a few facts."""

    sites: tuple[tuple[str, str], ...]
    """Name and address of each."""
    articles: int
    gone: int
    revisions: int
    first_seen: datetime | None
    last_seen: datetime | None
    """The last time when anything was seen on a site."""
    software: tuple[str, ...]
    """Versions that crawled."""
    extractors: tuple[str, ...]
    """Versions that read what is stored."""
    schema: str


def about(session: Session) -> About:
    """Give the facts; none depends on the day on which one asks."""
    sites = session.execute(select(Site.name, Site.base_url).order_by(Site.base_url))
    seen = session.execute(select(func.min(Capture.fetched_at), func.max(Capture.fetched_at))).one()
    return About(
        sites=tuple((name, url) for name, url in sites),
        articles=session.scalars(select(func.count(Article.id))).one(),
        gone=session.scalars(select(func.count(Article.gone_at))).one(),
        revisions=session.scalars(select(func.count(Revision.id))).one(),
        first_seen=seen[0],
        last_seen=seen[1],
        software=tuple(sorted(session.scalars(select(Crawl.software_version).distinct()))),
        extractors=tuple(sorted(session.scalars(select(Revision.extractor_version).distinct()))),
        schema=str(stored_version(session.connection())),
    )
