"""Feeds: the newest posts ten at a time, and validators that speak for the whole site.

Rules from WordPress's ``class-wp.php`` (``send_headers``), ``feed-rss2.php`` and ``feed.php``:
``Last-Modified`` and ``ETag`` are those of the last change of *any* post, and ``lastBuildDate`` is
the newest modification among the items of one page, which bounds that of each.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from capitalcities_crawler.discovery.feed_file import is_feed, mail_time, read_feed
from capitalcities_crawler.discovery.route import Answer, Found, RouteClosedError, Step
from capitalcities_crawler.sites import Site
from capitalcities_crawler.urls import Kind, parse_address, same_site

__all__ = ["FeedRoute", "Validators", "feed_urls", "is_feed", "validators"]

_SPELLINGS = ("/feed/", "/?feed=rss2")
"""With rewrite rules and without."""


def feed_urls(base_url: str) -> tuple[str, ...]:
    """Give the addresses of the site's feed, in the order of asking."""
    return tuple(base_url + spelling for spelling in _SPELLINGS)


class Validators(NamedTuple):
    """What the headers of a feed say of the whole site."""

    etag: str | None
    last_modified: str | None
    newest: datetime | None
    """When any post was last changed."""


def validators(answer: Answer) -> Validators:
    """Read the headers of an answer to a request for a feed."""
    last_modified = answer.headers.get("last-modified")
    return Validators(answer.headers.get("etag"), last_modified, mail_time(last_modified))


class FeedRoute:
    """Walk the site's feed to its end, newest posts first.

    Args:
        base_url: root of the site.
        site: its profile; visible days are in its time zone.
    """

    name = "feed"

    def __init__(self, base_url: str, site: Site) -> None:
        self._base = base_url
        self._zone = site.zone
        self._spelling = 0
        self._page = 1
        self._seen: set[str] = set()
        self._tells_times = True
        self._problems: list[str] = []

    @property
    def shows_edits(self) -> bool:
        """Whether every item has come with a bound for its modification."""
        return bool(self._seen) and self._tells_times

    def start_urls(self) -> tuple[str, ...]:
        """Give the newest page."""
        return (self._url(),)

    def read(self, answer: Answer) -> Step:
        """Read one page; behind the last one the site answers 404, or begins again.

        Raises:
            RouteClosedError: there is no feed with articles, in either spelling.
        """
        feed = read_feed(answer.body, self._zone) if answer.ok else None
        new = self._new(feed or ())
        if not self._seen:
            return self._other_spelling(answer)
        if not new:
            return Step(lost=feed is None and answer.status not in {200, 404, 410})
        self._page += 1
        return Step(articles=new, follow=(self._url(),))

    def _new(self, feed: Iterable[Found]) -> tuple[Found, ...]:
        items = {each.url: each for each in feed if self._is_article(each.url)}
        new = tuple(each for each in items.values() if each.url not in self._seen)
        self._seen.update(items)
        self._tells_times &= all(each.modified_at or each.unmodified_since for each in new)
        return new

    def _is_article(self, url: str) -> bool:
        return same_site(url, self._base) and parse_address(url, self._base).kind is Kind.ARTICLE

    def _other_spelling(self, answer: Answer) -> Step:
        problem = answer.problem or "no feed with articles"
        self._problems.append(f"{_SPELLINGS[self._spelling]}: {problem}")
        self._spelling += 1
        if self._spelling == len(_SPELLINGS):
            raise RouteClosedError("; ".join(self._problems))
        return Step(follow=(self._url(),))

    def _url(self) -> str:
        url = self._base + _SPELLINGS[self._spelling]
        if self._page == 1:
            return url
        return f"{url}{'&' if '?' in url else '?'}paged={self._page}"
