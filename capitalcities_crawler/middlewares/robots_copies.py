"""One copy of robots.txt a day: kept in the archive, used for a day as RFC 9309 allows."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.http import Response, TextResponse

from capitalcities_crawler.archive import Archive, ArchiveError
from capitalcities_crawler.archive.robots import RobotsText

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

LONGEST_USE = timedelta(days=1)
"""RFC 9309, section 2.4."""

LONGEST = 500 * 1024
"""Bytes that are kept; RFC 9309, section 2.5, lets a crawler read no more."""

logger = logging.getLogger(__name__)

_FROM_COPY = "robots-copy"


class RobotsCopies:
    """Answer a request for robots.txt from a copy of today, and keep each answer of the site.

    So the rules, the sitemaps that it names and all runs of a day cost one request.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the middleware."""
        archive = Archive(crawler.settings["ARCHIVE_URL"], write=True)
        crawler.signals.connect(archive.close, signals.spider_closed)
        return cls(archive)

    def process_request(self, request: Request) -> Response | None:
        """Answer from a copy, if there is one."""
        if urlsplit(request.url).path != "/robots.txt":
            return None
        copy = self._archive.robots_copy(request.url, datetime.now(UTC) - LONGEST_USE)
        if copy is None:
            return None
        body = copy.body.encode()
        return TextResponse(copy.url, copy.status, body=body, encoding="utf-8", flags=[_FROM_COPY])

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep the site's answer, under the address asked for first."""
        asked = request.meta.get("redirect_urls", [request.url])[0]
        if urlsplit(asked).path == "/robots.txt" and _FROM_COPY not in response.flags:
            body = response.body if response.status == 200 else b""
            text = body[:LONGEST].decode("utf-8-sig", "ignore").replace("\0", "")
            self._keep(RobotsText(asked, datetime.now(UTC), response.status, text))
        return response

    def _keep(self, copy: RobotsText) -> None:
        try:
            self._archive.keep_robots(copy)
        except ArchiveError as error:  # its rules hold nevertheless
            logger.warning("No copy of %s was kept: %s", copy.url, error)
