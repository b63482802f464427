"""What the archive remembers of earlier runs, of addresses in trouble, and of sections."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Subquery, func, or_, select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.health.sections import Voice
from capitalcities_crawler.archive.health.tally import TROUBLES, Tally
from capitalcities_crawler.archive.known import on_site
from capitalcities_crawler.archive.models import (
    Article,
    ArticleSection,
    Crawl,
    Page,
    Section,
    Site,
    SiteCheckpoint,
)

ENOUGH = 500
"""Articles of earlier runs that tell what is usual; more would hide that the site has changed."""

_MOST_RUNS = 1000


def tallies_before(session: Session, crawl: Crawl) -> list[Tally]:
    """Give what earlier runs of the same site found, the latest first, until it is enough."""
    query = (
        select(Crawl.stats)
        .where(Crawl.site_id == crawl.site_id, Crawl.id < crawl.id, Crawl.stats.is_not(None))
        .order_by(Crawl.id.desc())
        .limit(_MOST_RUNS)
    )
    tallies: list[Tally] = []
    articles = 0
    for stats in session.scalars(query):
        tally = Tally.of(stats or {})
        if tally.addresses:
            tallies.append(tally)
        articles += tally.articles
        if articles >= ENOUGH:
            break
    return tallies


def addresses_in_trouble(session: Session, site_key: str, base_url: str) -> frozenset[str]:
    """Give the addresses that gave no article when they were tried last: more of that is no news."""
    query = select(Page.url).join(Site).where(on_site(site_key, base_url))
    return frozenset(session.scalars(query.where(Page.state.in_(TROUBLES))))


def is_whole(session: Session, site_id: int) -> bool:
    """Tell whether the archive holds the whole site, so that a missing section means something."""
    checkpoint = session.get(SiteCheckpoint, site_id)
    return checkpoint is not None and checkpoint.is_complete


def newest(session: Session, site_id: int) -> int:
    """Give the number of the site's newest article: how many there are."""
    return session.scalars(select(func.count()).select_from(_numbered(site_id))).one()


def voices(session: Session, site_id: int) -> Iterator[Voice]:
    """Tell of each place, and of each section without one above it, when it spoke."""
    numbered = _numbered(site_id)
    number = numbered.c.number
    pause = number - func.lag(number).over(partition_by=Section.id, order_by=number)
    spoken = (
        select(Section.path, Section.id, number, pause.label("pause"))
        .join(ArticleSection, ArticleSection.section_id == Section.id)
        .join(numbered, numbered.c.id == ArticleSection.article_id)
        .where(or_(Section.kind.in_(["region", "country", "city"]), _is_topmost_topic()))
        .subquery()
    )
    query = select(
        spoken.c.path,
        func.count(),
        func.max(spoken.c.number),
        func.coalesce(func.max(spoken.c.pause), 0),
    ).group_by(spoken.c.id, spoken.c.path)
    yield from (Voice(*row) for row in session.execute(query.order_by(spoken.c.path)))


def _numbered(site_id: int) -> Subquery:
    """Give the living articles of a site with their numbers, the oldest being 1."""
    order = (Article.published_on, Article.published_at, Article.id)
    number = func.row_number().over(order_by=order).label("number")
    return (
        select(Article.id, number)
        .where(Article.site_id == site_id, Article.gone_at.is_(None))
        .where(Article.published_on.is_not(None))
        .subquery()
    )


def _is_topmost_topic() -> ColumnElement[bool]:
    return (Section.kind == "topic") & (Section.depth == 0)
