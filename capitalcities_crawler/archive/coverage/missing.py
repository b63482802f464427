"""The addresses behind which no article lives, and what that means: the rule in one place.

``scrapy coverage`` names them, and the next run asks again for exactly those that are missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, or_, select, true
from sqlalchemy.orm import Session, aliased

from capitalcities_crawler.archive.models import Article, Link, Page, Site
from capitalcities_crawler.events import PageState
from capitalcities_crawler.items import JsonObject
from capitalcities_crawler.urls import Kind, date_in_url, parse_address

EXPLAINED = (PageState.REFUSED, PageState.NOT_ARTICLE)
"""States of addresses that the site may count and that are not to be had."""

_HAS_ARTICLE = (PageState.STORED, PageState.UNCHANGED)

NEVER_ASKED = "never-asked"
ARTICLE_MISSING = "article-missing"
MOVED_TO_NOWHERE = "moved-to-nowhere"


class Standing(StrEnum):
    """What an address without an article is to the archive."""

    MISSING = "missing"
    """To be fetched: not got yet, taken out of the archive by somebody, or never asked for."""
    EXPLAINED = "explained"
    """Not to be had: password-protected, refused by robots.txt, no article at all."""
    GONE = "gone"
    """The site has it no more; its article is kept, if it was ever stored."""


@dataclass(frozen=True, slots=True)
class NotStored:
    """An address that no living article stands behind."""

    site: str
    base_url: str
    url: str
    state: str
    """Of the ledger; ``unknown`` where it has no such address."""
    reason: str | None
    error: str | None
    published_on: date | None
    standing: Standing

    @property
    def is_missing(self) -> bool:
        """Whether the next run asks for it."""
        return self.standing is Standing.MISSING

    @property
    def is_explained(self) -> bool:
        """Whether it is not to be had, as opposed to missing or gone."""
        return self.standing is Standing.EXPLAINED

    @property
    def month(self) -> str | None:
        """The month by which the site counts it, as ``2025-06``."""
        return f"{self.published_on:%Y-%m}" if self.published_on else None

    def to_json(self) -> JsonObject:
        """Give plain JSON types."""
        return {
            "site": self.site,
            "base_url": self.base_url,
            "url": self.url,
            "month": self.month,
            "state": self.state,
            "reason": self.reason,
            "error": self.error,
        }


def not_stored(session: Session, site: ColumnElement[bool] | None = None) -> list[NotStored]:
    """List the article addresses that no living article stands behind, newest first.

    Args:
        session: of the archive.
        site: condition on ``Site``; all sites unless given.
    """
    chosen = true() if site is None else site
    return [*_of_the_ledger(session, chosen), *_never_asked(session, chosen)]


def unfinished_pages(session: Session, site: ColumnElement[bool]) -> list[str]:
    """List the addresses that the next run must ask for, whatever the routes show it."""
    return [page.url for page in not_stored(session, site) if page.is_missing]


def _of_the_ledger(session: Session, site: ColumnElement[bool]) -> Iterator[NotStored]:
    target = aliased(Page)
    living = exists().where(Article.page_id == Page.id, Article.gone_at.is_(None))
    leads_on = exists().where(target.url == Page.moved_to, target.id != Page.id)
    query = (
        select(Site.key, Site.base_url, Page.url, Page.state, Page.reason, Page.last_error)
        .add_columns(Page.published_on)
        .join(Site, Site.id == Page.site_id)
        .where(site, Page.kind == "article", ~living)
        .where(or_(Page.state != PageState.MOVED, ~leads_on))
        .order_by(Site.key, Page.published_on.desc().nulls_last(), Page.id)
    )
    for row in session.execute(query):
        yield _judged(row)


def _judged(row: Row[*tuple[Any, ...]]) -> NotStored:
    """Say what the state of an address means, given that no article lives there."""
    standing, reason, error = Standing.MISSING, row.reason, row.last_error
    if row.state in EXPLAINED:
        standing = Standing.EXPLAINED
    elif row.state == PageState.GONE:
        standing = Standing.GONE
    elif row.state in _HAS_ARTICLE:
        reason, error = ARTICLE_MISSING, "its rows were deleted from the archive"
    elif row.state == PageState.MOVED:
        reason, error = MOVED_TO_NOWHERE, "the archive does not know where to"
    return NotStored(
        row.key, row.base_url, row.url, row.state, reason, error, row.published_on, standing
    )


def _never_asked(session: Session, site: ColumnElement[bool]) -> Iterator[NotStored]:
    """Give the neighbours and related posts of stored articles that the ledger does not know."""
    known = exists().where(Page.site_id == Article.site_id, Page.url == Link.target_url)
    query = (
        select(Site.key, Site.base_url, Link.target_url, Link.rel, Article.title)
        .join(Article, Article.revision_id == Link.revision_id)
        .join(Site, Site.id == Article.site_id)
        .where(site, Link.rel.in_(["previous", "next", "related"]), Article.gone_at.is_(None))
        .where(Link.target_url.is_not(None), ~known)
        .order_by(Link.id)
    )
    seen: set[tuple[str, str, str]] = set()
    for key, base_url, target, rel, title in session.execute(query):
        url = str(target)
        if (key, base_url, url) in seen or parse_address(url, base_url).kind is not Kind.ARTICLE:
            continue
        seen.add((key, base_url, url))
        by, day = f'{rel} of "{title}"', date_in_url(url, base_url)
        yield NotStored(key, base_url, url, "unknown", NEVER_ASKED, by, day, Standing.MISSING)
