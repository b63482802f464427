"""A line of any coverage table: what the site counts, and what became of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from capitalcities_crawler.items import JsonObject


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the site counts of something, and what the archive has of it.

    Stored, explained, gone and missing add up to what is advertised, unless more is stored.
    """

    advertised: int
    stored: int
    explained: int
    """Not to be had. Of a term this is a bound: nobody sees the terms of such an article."""
    gone: int
    """Found gone since the site's number was seen, which may still count it."""
    missing: int

    @property
    def share(self) -> float:
        """The part not missing."""
        return 1 - self.missing / self.advertised if self.advertised else 1.0

    def to_json(self) -> JsonObject:
        """Give plain JSON types."""
        return asdict(self) | {"share": self.share}


def fill(advertised: int, stored: int, *, gone: int, explained: int) -> Numbers:
    """Say how far what is known reaches to fill a site's number, certain things first."""
    gap = max(0, advertised - stored)
    gone = min(gone, gap)
    explained = min(explained, gap - gone)
    return Numbers(advertised, stored, explained, gone, gap - gone - explained)


@dataclass(frozen=True, slots=True)
class History:
    """When articles came and went, to tell a stale number from a wrong one."""

    found_by: dict[int, int]
    """The run that stored each first."""
    gone_at: dict[int, datetime]
    """Of those that are gone."""
    gone_by: dict[int, int]
    """The run that found them gone."""

    def living(self, articles: set[int]) -> int:
        """Count those that are not gone."""
        return len(articles - self.gone_at.keys())

    def gone_since(self, articles: set[int], at: datetime) -> int:
        """Count those found gone after a time."""
        return sum(1 for article in articles & self.gone_at.keys() if self.gone_at[article] > at)

    def gone_after(self, articles: set[int], crawl_id: int) -> int:
        """Count those that only runs after ``crawl_id`` found gone.

        What a run finds gone is not in the numbers that it sees.
        """
        gone = articles & self.gone_by.keys()
        return sum(1 for article in gone if self.gone_by[article] > crawl_id)

    def new_after(self, articles: set[int], crawl_id: int) -> int:
        """Count those that only runs after ``crawl_id`` found."""
        return sum(1 for article in articles if self.found_by[article] > crawl_id)
