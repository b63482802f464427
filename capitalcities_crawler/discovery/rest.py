"""The REST API's lists of posts: all of them, those changed lately, and the text of given ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from capitalcities_crawler.discovery.rest_api import api_urls, read_collection
from capitalcities_crawler.discovery.rest_position import Column, Position
from capitalcities_crawler.discovery.rest_walk import RestWalk
from capitalcities_crawler.discovery.route import Answer
from capitalcities_crawler.sites import Site

_DATE = Column("date", "after", "before")
_MODIFIED = Column("modified", "modified_after", "modified_before")
_CLOCK_CHANGE = timedelta(hours=1)


class RestRoute(RestWalk):
    """Walk all published posts, the oldest first, 100 a request.

    Args:
        base_url: root of the site.
        site: its profile.
        since: first local day wanted.
        until: last local day wanted.
        spelling: which of the API's two spellings to try first.
    """

    def __init__(
        self,
        base_url: str,
        site: Site,  # noqa: ARG002 - every route through a site is made alike
        *,
        since: date | None = None,
        until: date | None = None,
        spelling: int = 0,
    ) -> None:
        after = datetime.combine(since, time()) - timedelta(seconds=1) if since else None
        before = datetime.combine(until, time()) + timedelta(days=1) if until else None
        super().__init__(base_url, Position(_DATE, after, before), spelling)


class ModifiedRoute(RestWalk):
    """Walk the posts modified after a time, the longest unchanged first, 100 a request.

    WordPress compares local times, which run through one hour twice when the clocks go back: that
    hour is listed again each time. Before version 5.7 it knows no such filter, and the route is
    closed.

    Args:
        base_url: root of the site.
        after: the time, aware, by the site's clock.
        spelling: which of the API's two spellings to try first.
    """

    def __init__(self, base_url: str, after: datetime, *, spelling: int = 0) -> None:
        super().__init__(base_url, Position(_MODIFIED, after - _CLOCK_CHANGE), spelling)


def content_url(base_url: str, post_ids: Sequence[int], *, spelling: int = 0) -> str:
    """Give the address of the rendered text of up to 100 posts."""
    query = {
        "include": ",".join(map(str, post_ids)),
        "per_page": len(post_ids),
        "_fields": "id,content",
    }
    return api_urls(base_url, "/wp/v2/posts", query)[spelling]


def read_contents(answer: Answer) -> dict[int, str]:
    """Give the rendered text by post number; that of protected posts is kept back by the site.

    Raises:
        RouteClosedError: the answer is no list of posts.
    """
    posts = read_collection(answer).items
    contents = ((post.get("id"), post.get("content")) for post in posts)
    return {
        number: str(content.get("rendered") or "")
        for number, content in contents
        if isinstance(number, int) and isinstance(content, dict) and not content.get("protected")
    }
