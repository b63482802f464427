"""Stored against advertised, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import exists, select, text
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import Article, Page, Site
from capitalcities_crawler.events import PageState
from capitalcities_crawler.items import JsonObject

EXPLAINED = (PageState.REFUSED, PageState.NOT_ARTICLE)
"""States of addresses that the site may count and that are not to be had."""


@dataclass(frozen=True, slots=True)
class Month:
    """A line of the coverage table."""

    site: str
    base_url: str
    month: str
    advertised: int | None
    stored: int
    explained: int
    missing: int

    @property
    def share(self) -> float | None:
        """Stored and explained of advertised, at most 1; ``None`` where the site states no number."""
        return share([self])

    def to_json(self) -> JsonObject:
        """Give plain JSON types."""
        return asdict(self) | {"share": self.share}


@dataclass(frozen=True, slots=True)
class NotStored:
    """An address of the ledger without an article."""

    url: str
    state: str
    reason: str | None
    error: str | None
    attempts: int

    @property
    def is_explained(self) -> bool:
        """Whether it is not to be had, as opposed to missing."""
        return self.state in EXPLAINED


def coverage(session: Session) -> list[Month]:
    """Read the ``coverage`` view, oldest month first."""
    columns = "site, base_url, month, advertised, stored, explained, missing"
    query = text(f"SELECT {columns} FROM coverage ORDER BY site, base_url, month")  # noqa: S608
    return [Month(*row) for row in session.execute(query)]


def share(months: Sequence[Month]) -> float | None:
    """Give the part of what the site advertises that is stored or explained.

    A month with more than advertised does not make up for another one.
    """
    known = [month for month in months if month.advertised is not None]
    advertised = sum(month.advertised or 0 for month in known)
    if not advertised:
        return 1.0 if known else None
    return 1 - sum(month.missing for month in known) / advertised


def not_stored(session: Session) -> list[NotStored]:
    """List the article addresses of the ledger that no living article stands behind."""
    settled = (PageState.STORED, PageState.UNCHANGED, PageState.MOVED)
    living = exists().where(Article.page_id == Page.id, Article.gone_at.is_(None))
    query = (
        select(Page.url, Page.state, Page.reason, Page.last_error, Page.attempts)
        .join(Site)
        .where(Page.kind == "article", Page.state.not_in(settled), ~living)
        .order_by(Site.key, Page.state, Page.published_on, Page.url)
    )
    return [NotStored(*row) for row in session.execute(query)]
