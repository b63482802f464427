"""Everything that the coverage of one site is worked out from, read with a few queries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.coverage.bearers import Sections, Tags
from capitalcities_crawler.archive.coverage.claims import Claim, latest_claims
from capitalcities_crawler.archive.coverage.missing import NotStored, not_stored
from capitalcities_crawler.archive.coverage.months import Month
from capitalcities_crawler.archive.coverage.numbers import History
from capitalcities_crawler.archive.models import Absence, Article, Capture, Page, Revision, Site


@dataclass(frozen=True)
class Facts:
    """One site's claims, articles and addresses."""

    base_url: str
    claims: list[Claim]
    months: list[Month]
    sections: Sections
    tags: Tags
    history: History
    not_stored: list[NotStored]
    articles: dict[int, str | None]
    """All articles ever stored, with their month."""

    def of_kind(self, kind: str) -> list[Claim]:
        """Give the claims of a kind."""
        return [claim for claim in self.claims if claim.kind == kind]

    def in_month(self, month: str) -> set[int]:
        """Give the articles published in a month."""
        return {article for article, when in self.articles.items() if when == month}

    @cached_property
    def explained(self) -> list[NotStored]:
        """The addresses that are not to be had."""
        return [page for page in self.not_stored if page.is_explained]

    @cached_property
    def explained_posts(self) -> int:
        """How many of them the site may count among its posts.

        A page that is no article counts only where its address tells a day, as a post's does.
        """
        return sum(1 for page in self.explained if page.published_on or page.state == "refused")

    @cached_property
    def reasons(self) -> Counter[str]:
        """Why they are not to be had."""
        return Counter(page.reason or page.state for page in self.explained)


def read_facts(session: Session, site: Site, months: list[Month]) -> Facts:
    """Read what the archive holds of a site."""
    query = (
        select(Article.id, Article.published_on, Article.gone_at, Capture.crawl_id)
        .join(Page, Page.id == Article.page_id)
        .outerjoin(Revision, (Revision.article_id == Article.id) & (Revision.number == 1))
        .outerjoin(Capture, Capture.id == Revision.capture_id)
    )
    rows = session.execute(query.where(Article.site_id == site.id)).all()
    return Facts(
        base_url=site.base_url,
        claims=latest_claims(session, site.id),
        months=months,
        sections=Sections(session, site.id),
        tags=Tags(session, site.id),
        history=History(
            found_by={row.id: row.crawl_id or 0 for row in rows},
            gone_at={row.id: row.gone_at for row in rows if row.gone_at},
            gone_by=_gone_by(session, site.id),
        ),
        not_stored=not_stored(session, Site.id == site.id),
        articles={
            row.id: f"{row.published_on:%Y-%m}" if row.published_on else None for row in rows
        },
    )


def _gone_by(session: Session, site_id: int) -> dict[int, int]:
    """Give for each article that is gone the run that found it so."""
    query = (
        select(Absence.article_id, func.max(Absence.crawl_id))
        .join(Article, Article.id == Absence.article_id)
        .where(Article.site_id == site_id, Article.gone_at.is_not(None))
        .group_by(Absence.article_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}
