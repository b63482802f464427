"""How far a walk through REST's posts has come, and what to ask next so that nothing is lost.

``page=2`` names another set of posts as soon as one is published or trashed. Here each request asks
for what lies behind the last post seen, with an overlap of a second, since several may share one.
Only a second that holds more posts than an answer can is counted off, by their numbers.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from capitalcities_crawler.discovery.rest_api import (
    PER_PAGE,
    Collection,
    Json,
    site_time,
    utc_time,
)

_FIELDS = ("id", "link", "date", "modified_gmt")
_SECOND = timedelta(seconds=1)
_ZONES = timedelta(days=1)
"""More than a site's times can shift when it is moved to another time zone."""


class Column(NamedTuple):
    """A time by which posts can be ordered, and the parameters that filter by it.

    WordPress orders and compares by the site's own time; a value with an offset it converts first.
    """

    name: str
    after: str
    before: str

    def times(self, collection: Collection) -> list[datetime]:
        """Give the posts' times, by the site's clock."""
        times = (site_time(post.get(self.name)) for post in collection.items)
        return [time for time in times if time]

    def is_after(self, post: Json, moment: datetime) -> bool:
        """Whether a post lies behind a moment, as far as its own time tells."""
        if moment.tzinfo:
            time, moment = utc_time(post.get(f"{self.name}_gmt")), moment - _ZONES
        else:
            time = site_time(post.get(self.name))
        return time is None or time > moment


class Position(NamedTuple):
    """What has been read; times without an offset are by the site's clock."""

    column: Column
    after: datetime | None = None
    """Everything up to here, included."""
    before: datetime | None = None
    """Where the walk ends, excluded."""
    crowded: datetime | None = None
    """A second with more posts than an answer holds, being counted off."""
    offset: int = 0
    """Posts of that second already passed,"""
    total: int = 0
    """of so many."""

    @property
    def query(self) -> dict[str, object]:
        """The parameters of the next request."""
        start, end, order = self.after, self.before, self.column.name
        if self.crowded:
            start, end, order = self.crowded - _SECOND, self.crowded + _SECOND, "id"
        return {
            "per_page": PER_PAGE,
            "orderby": order,
            "order": "asc",
            "_fields": ",".join(dict.fromkeys((*_FIELDS, self.column.name))),
            **({self.column.after: _spelled(start)} if start else {}),
            **({self.column.before: _spelled(end)} if end else {}),
            **({"offset": self.offset} if self.crowded else {}),
        }

    def following(self, answer: Collection) -> Position | None:
        """Give the position behind an answer, or nothing at the end."""
        if self.crowded:
            return self._in_crowd(answer)
        if not answer.has_more:
            return None
        times = self.column.times(answer)
        first, last = min(times), max(times)
        if first == last:
            return self._replace(crowded=last)
        return self._replace(after=last - _SECOND)

    def _in_crowd(self, answer: Collection) -> Position:
        """Go on within a second; where posts were trashed meanwhile, those that moved up come first."""
        size, total = len(answer.items), answer.total
        if total is None:
            total = self.offset + size + (size == PER_PAGE)
        trashed = max(0, self.total - total)
        offset = max(0, self.offset - trashed) if trashed else self.offset + PER_PAGE
        if offset >= total:
            return Position(self.column, self.crowded, self.before)
        return self._replace(offset=offset, total=total)


def _spelled(time: datetime) -> str:
    if time.tzinfo is None:
        return time.isoformat(timespec="seconds")
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
