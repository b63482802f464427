"""The one question whose answer shows whether anything on a site has changed.

The newest modification time shows additions and edits, the number of posts removals; together they
miss nothing but a removal and an addition that bears an old modification time.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from capitalcities_crawler.discovery.rest_api import api_urls, closed, read_collection, utc_time
from capitalcities_crawler.discovery.route import Answer


class SiteState(NamedTuple):
    """What a site says of itself, by its own clock."""

    newest: datetime
    """Its newest modification time, UTC."""
    total: int
    """Its number of published posts, password-protected ones included."""


def probe_urls(base_url: str) -> tuple[str, str]:
    """Give the addresses of the question, the usual spelling first."""
    query = {"per_page": 1, "orderby": "modified", "_fields": "id,modified_gmt"}
    return api_urls(base_url, "/wp/v2/posts", query)


def read_probe(answer: Answer) -> SiteState:
    """Read the answer.

    Raises:
        RouteClosedError: it does not tell both numbers; the text says what it is instead.
    """
    collection = read_collection(answer)
    newest = utc_time(collection.items[0].get("modified_gmt")) if collection.items else None
    if newest is None:
        raise closed(answer, "no modification time" if collection.items else "no posts")
    if collection.total is None:
        raise closed(answer, "no X-WP-Total header")
    return SiteState(newest, collection.total)
