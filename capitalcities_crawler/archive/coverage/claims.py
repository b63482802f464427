"""The numbers that a site states of itself, as each of its sources stated them last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import AdvertisedCount


@dataclass(frozen=True, slots=True)
class Said:
    """A number and who says so."""

    source: str
    count: int
    observed_at: datetime | None = None
    """``None`` of what the archive itself counts."""
    crawl_id: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """A source's latest number for one thing."""

    kind: str
    key: str
    label: str | None
    count: int
    source: str
    observed_at: datetime
    crawl_id: int

    @property
    def name(self) -> str:
        """The name that the site prints, else the key."""
        return self.label or self.key

    @property
    def said(self) -> Said:
        """Its number alone."""
        return Said(self.source, self.count, self.observed_at, self.crawl_id)


def latest_claims(session: Session, site_id: int) -> list[Claim]:
    """Read what each source said last of each month, term, listing and of the whole site."""
    table = AdvertisedCount
    age = func.row_number().over(
        partition_by=[table.kind, table.key, table.source],
        order_by=[table.observed_at.desc(), table.id.desc()],
    )
    names = ("kind", "key", "label", "count", "source", "observed_at", "crawl_id")
    columns = [getattr(table, name) for name in names]
    seen = select(*columns, age.label("age")).where(table.site_id == site_id).subquery()
    query = select(*(seen.c[name] for name in names)).where(seen.c.age == 1)
    return [Claim(*row) for row in session.execute(query.order_by(seen.c.key, seen.c.source))]


def latest(claims: Iterable[Claim]) -> Claim:
    """Give the claim that was seen last."""
    return max(claims, key=lambda claim: claim.observed_at)
