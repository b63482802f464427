"""The span of local days that a run is asked for (``since``, ``until``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from capitalcities_crawler.discovery import Found
from capitalcities_crawler.items import Moment
from capitalcities_crawler.urls import Kind, date_in_url, month_in_url, parse_address


@dataclass(frozen=True, slots=True)
class Window:
    """Days from ``since`` to ``until``, both included; an absent end is open."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether a day lies inside; an unknown day may, so it does."""
        if day is None:
            return True
        return (not self.since or day >= self.since) and (not self.until or day <= self.until)

    def holds_article(self, found: Found, base_url: str) -> bool:
        """Whether an article may lie inside, by its address or the date beside the link."""
        if self.is_past(found, base_url):
            return False
        return self.holds(date_in_url(found.url, base_url))

    def is_past(self, found: Found, base_url: str) -> bool:
        """Whether an article was certainly published before the window."""
        day = date_in_url(found.url, base_url) or found.not_after
        return bool(self.since and day and day < self.since)

    def holds_listing(self, url: str, base_url: str) -> bool:
        """Whether a listing may show articles of the window: month archives say their month."""
        if parse_address(url, base_url).kind is not Kind.MONTH:
            return True
        month = month_in_url(url, base_url) or ""
        after = not self.since or month >= f"{self.since:%Y-%m}"
        return after and (not self.until or month <= f"{self.until:%Y-%m}")


def local_day(moment: Moment | None, zone: ZoneInfo) -> date | None:
    """Give the day of a moment in the site's own time."""
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment
