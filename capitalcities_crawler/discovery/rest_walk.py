"""Walking REST's posts by a time that they carry, so that changes during the walk lose nothing.

``page=2`` names another set of posts as soon as one is published or trashed. Here each request asks
for what lies behind the last post seen, with an overlap of a second, since several may share one.
Only a second that holds more posts than an answer can is counted off, by their numbers.

A post that is given another time during the walk may slip past it. It is modified by that, so
whoever asks next for what was modified since the walk began will find it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple

from capitalcities_crawler.discovery.rest_api import (
    PER_PAGE,
    Collection,
    Json,
    api_urls,
    closed,
    read_collection,
    site_time,
    utc_time,
)
from capitalcities_crawler.discovery.route import Answer, Found, RouteClosedError, Step
from capitalcities_crawler.items import AdvertisedCount
from capitalcities_crawler.urls import same_site

_FIELDS = ("id", "link", "date", "modified_gmt")
_SECOND = timedelta(seconds=1)
_ZONES = timedelta(days=1)
"""More than a site's times can shift when it is moved to another time zone."""


class Column(NamedTuple):
    """A time by which posts can be ordered, and the parameters that filter by it."""

    name: Literal["date", "modified"]
    after: str
    before: str


class _Position(NamedTuple):
    """How far a walk has come; times without an offset are the site's own, as its columns are."""

    after: datetime | None = None
    crowded: datetime | None = None
    """A second with more posts than an answer holds."""
    offset: int = 0
    """Posts of that second already passed,"""
    total: int = 0
    """of so many."""


class KeysetWalk:
    """A route along one of the times of the posts, upwards.

    Args:
        name: how the ledger names the route.
        base_url: root of the site.
        column: the time to walk along.
        after: where to begin, exclusive; without an offset by the site's clock.
        before: where to end, exclusive.
        spelling: which of the API's two spellings to try first.
    """

    def __init__(
        self,
        name: str,
        base_url: str,
        column: Column,
        *,
        after: datetime | None = None,
        before: datetime | None = None,
        spelling: int = 0,
    ) -> None:
        self.name = name
        self.is_complete = False
        """Whether the walk has come to its end, with nothing lost."""
        self._base = base_url
        self._column = column
        self._here = _Position(after)
        self._before = before
        self._spelling = spelling
        self._problems: list[str] = []
        self._seen: set[Found] = set()
        self._has_read = False

    def start_urls(self) -> tuple[str, ...]:
        """Give the address of the first posts."""
        return (self._url(),)

    def read(self, answer: Answer) -> Step:
        """Read up to 100 posts.

        Raises:
            RouteClosedError: neither spelling lists the site's posts.
        """
        try:
            collection = read_collection(answer)
            self._check(collection, answer)
        except RouteClosedError as error:
            return self._other_spelling(error)
        counts = self._counts(collection)
        self._has_read = True
        self._problems.clear()
        follow = self._advance(collection)
        return Step(self._new(collection), follow, counts)

    # --- Addresses

    def _url(self) -> str:
        after, before, paging = self._here.after, self._before, dict[str, int]()
        if self._here.crowded:
            after, before = self._here.crowded - _SECOND, self._here.crowded + _SECOND
            paging = {"offset": self._here.offset}
        query = {
            "per_page": PER_PAGE,
            "orderby": "id" if self._here.crowded else self._column.name,
            "order": "asc",
            "_fields": ",".join(dict.fromkeys((*_FIELDS, self._column.name))),
            **({self._column.after: _spelled(after)} if after else {}),
            **({self._column.before: _spelled(before)} if before else {}),
            **paging,
        }
        return api_urls(self._base, "/wp/v2/posts", query)[self._spelling]

    def _other_spelling(self, error: RouteClosedError) -> Step:
        self._problems.append(str(error))
        if len(self._problems) == 1:
            self._spelling = 1 - self._spelling
            return Step(follow=(self._url(),))
        if self._has_read:
            return Step(lost=True)
        raise RouteClosedError("; ".join(self._problems))

    # --- Where to go on

    def _advance(self, collection: Collection) -> tuple[str, ...]:
        following = self._following(collection)
        if following is None:
            self.is_complete = True
            return ()
        self._here = following
        return (self._url(),)

    def _following(self, collection: Collection) -> _Position | None:
        if self._here.crowded:
            return self._in_crowd(collection)
        if not collection.has_more:
            return None
        times = self._times(collection)
        first, last = min(times), max(times)
        return _Position(crowded=last) if first == last else _Position(after=last - _SECOND)

    def _in_crowd(self, collection: Collection) -> _Position:
        """Go on within a second; posts trashed meanwhile have moved the others up."""
        here, size = self._here, len(collection.items)
        total = collection.total
        if total is None:
            total = here.offset + size + (size == PER_PAGE)
        offset = max(0, here.offset + PER_PAGE - max(0, here.total - total))
        if offset >= total:
            return _Position(after=here.crowded)
        return here._replace(offset=offset, total=total)

    def _times(self, collection: Collection) -> list[datetime]:
        times = (site_time(post.get(self._column.name)) for post in collection.items)
        return [time for time in times if time]

    # --- What an answer says

    def _check(self, collection: Collection, answer: Answer) -> None:
        """Refuse an answer that is well formed and yet no list of what was asked for."""
        after, posts = self._here.after, collection.items
        if not posts and not self._has_read and (after is None or collection.total is None):
            raise closed(answer, "no posts")
        if posts and not any(self._is_ours(_found(post)) for post in posts):
            raise closed(answer, "posts of another host")
        if collection.has_more and not self._times(collection):
            raise closed(answer, "posts without times")
        if after and not all(self._is_after(post, after) for post in posts):
            raise closed(answer, f"no effect of '{self._column.after}', as in an old WordPress")

    def _is_after(self, post: Json, after: datetime) -> bool:
        """Whether a post lies where it was asked for."""
        if after.tzinfo:
            time = utc_time(post.get(f"{self._column.name}_gmt"))
            return time is None or time > after - _ZONES
        time = site_time(post.get(self._column.name))
        return time is None or time > after

    def _new(self, collection: Collection) -> tuple[Found, ...]:
        found = [_found(post) for post in collection.items]
        new = [each for each in found if each not in self._seen and self._is_ours(each)]
        self._seen.update(new)
        return tuple(new)

    def _is_ours(self, found: Found) -> bool:
        return same_site(found.url, self._base)

    def _counts(self, collection: Collection) -> tuple[AdvertisedCount, ...]:
        """Give the number of all posts, which only the first answer of a whole walk tells."""
        whole = not self._has_read and self._here.after is None and self._before is None
        if not whole or collection.total is None:
            return ()
        total = collection.total
        return (AdvertisedCount(kind="total", key="posts", count=total, source="rest"),)


def _found(post: Json) -> Found:
    published, number = site_time(post.get("date")), post.get("id")
    return Found(
        url=str(post.get("link") or ""),
        not_after=published.date() if published else None,
        modified_at=utc_time(post.get("modified_gmt")),
        post_id=number if isinstance(number, int) else None,
    )


def _spelled(time: datetime) -> str:
    """Spell a time; WordPress takes one without an offset as the site's own."""
    if time.tzinfo is None:
        return time.isoformat(timespec="seconds")
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
