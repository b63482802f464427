"""One visit to an article's address: what was known before it, and what it has brought so far."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from capitalcities_crawler.archive.known import Known
from capitalcities_crawler.events import Fetch
from capitalcities_crawler.items import Article
from capitalcities_crawler.warc.exchange import Place


class Visit(NamedTuple):
    """Travels with the requests for an article."""

    address: str
    """Canonical."""
    announced_at: datetime | None = None
    """The site's time of the last change, as a route stated it."""
    post_id: int | None = None
    """WordPress's number of the article that is stored at the address."""
    is_stored: bool = False
    """Whether a living article is: it is called gone after two looks only."""
    looks: tuple[str, ...] = ()
    """What earlier looks found instead of the article, one line each."""
    fetch: Fetch | None = None
    """The response with the first page."""
    arrived: str = ""
    """Where that came from, after redirects."""
    pages: tuple[Article, ...] = ()
    """Of a post in pages: those read so far."""
    parts: tuple[Place, ...] = ()
    """Records of the answers with its later pages."""


def visit_to(
    url: str,
    known: Known | None,
    announced_at: datetime | None = None,
    looks: tuple[str, ...] = (),
) -> Visit:
    """Begin a visit with what the archive knows."""
    if known is None:
        return Visit(url, announced_at)
    return Visit(url, announced_at, known.post_id, known.is_living, looks)
